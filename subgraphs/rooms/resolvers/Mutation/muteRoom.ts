import type { MutationResolvers } from '../../generated/types.ts';
import { muteRoom as rule } from '../../members/mute-room.ts';

export const muteRoom: NonNullable<MutationResolvers['muteRoom']> = async (_source, args, context) => await rule(context, args);
