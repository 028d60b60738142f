import type { MutationResolvers } from '../../generated/types.ts';
import { readingOf } from '../../context.ts';
import { updateEvent as update } from '../../events/save-event.ts';

export const updateEvent: NonNullable<MutationResolvers['updateEvent']> = async (_source, args, context) =>
  await update(await readingOf(context), args);
