import type { MutationResolvers } from '../../generated/types.ts';
import { updateRoomSettings as rule } from '../../people/settings.ts';

export const updateRoomSettings: NonNullable<MutationResolvers['updateRoomSettings']> = async (_source, args, context) =>
  await rule(context, args);
