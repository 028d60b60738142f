import type { QueryResolvers } from '../../generated/types.ts';
import { readingOf } from '../../context.ts';
import { listEvents } from '../../events/list-events.ts';

export const events: NonNullable<QueryResolvers['events']> = async (_source, args, context) =>
  await listEvents(await readingOf(context), args);
