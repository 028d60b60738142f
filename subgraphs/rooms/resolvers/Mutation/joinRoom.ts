import type { MutationResolvers } from '../../generated/types.ts';
import { joinRoom as rule } from '../../members/join-room.ts';

export const joinRoom: NonNullable<MutationResolvers['joinRoom']> = async (_source, args, context) => await rule(context, args);
