import type { MutationResolvers } from '../../generated/types.ts';
import { unrepost as remove } from '../../marks/reposts.ts';

export const unrepost: NonNullable<MutationResolvers['unrepost']> = async (_source, args, context) => await remove(context, args);
