import type { MutationResolvers } from '../../generated/types.ts';
import { readingOf } from '../../context.ts';
import { deleteEvent as remove } from '../../events/delete-event.ts';

export const deleteEvent: NonNullable<MutationResolvers['deleteEvent']> = async (_source, args, context) =>
  await remove(await readingOf(context), args);
