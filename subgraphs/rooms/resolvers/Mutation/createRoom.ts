import type { MutationResolvers } from '../../generated/types.ts';
import { createRoom as rule } from '../../rooms/create-room.ts';

export const createRoom: NonNullable<MutationResolvers['createRoom']> = async (_source, { input }, context) => await rule(context, input);
