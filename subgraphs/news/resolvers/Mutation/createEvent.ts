import type { MutationResolvers } from '../../generated/types.ts';
import { readingOf } from '../../context.ts';
import { createEvent as create } from '../../events/save-event.ts';

export const createEvent: NonNullable<MutationResolvers['createEvent']> = async (_source, { input }, context) =>
  await create(await readingOf(context), input);
