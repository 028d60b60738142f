import type { MutationResolvers } from '../../generated/types.ts';
import { readingOf } from '../../context.ts';
import { cancelEvent as cancel } from '../../events/cancel-event.ts';

export const cancelEvent: NonNullable<MutationResolvers['cancelEvent']> = async (_source, args, context) =>
  await cancel(await readingOf(context), args);
