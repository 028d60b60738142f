import type { MutationResolvers } from '../../generated/types.ts';
import { readingOf } from '../../context.ts';
import { attendEvent as attend } from '../../attendance/attend.ts';

export const attendEvent: NonNullable<MutationResolvers['attendEvent']> = async (_source, args, context) =>
  await attend(await readingOf(context), args);
