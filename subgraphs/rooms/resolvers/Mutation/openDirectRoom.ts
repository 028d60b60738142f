import type { MutationResolvers } from '../../generated/types.ts';
import { openDirectRoom as rule } from '../../rooms/open-direct-room.ts';

export const openDirectRoom: NonNullable<MutationResolvers['openDirectRoom']> = async (_source, args, context) => await rule(context, args);
