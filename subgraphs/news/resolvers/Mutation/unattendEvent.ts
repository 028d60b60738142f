import type { MutationResolvers } from '../../generated/types.ts';
import { readingOf } from '../../context.ts';
import { unattendEvent as unattend } from '../../attendance/attend.ts';

export const unattendEvent: NonNullable<MutationResolvers['unattendEvent']> = async (_source, args, context) =>
  await unattend(await readingOf(context), args);
