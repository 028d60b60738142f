import { subscriberOf } from '#lib/events/subscriber.ts';
import type { SubscriptionResolvers } from '../../generated/types.ts';
import { followRoom, type RoomEvent } from '../../live/room-activity.ts';

export const roomActivity: NonNullable<SubscriptionResolvers['roomActivity']> = {
  subscribe: async (_source, { roomId, after }, context) =>
    await followRoom(context, { roomId, after: after ?? null, ...subscriberOf(context) }),
  resolve: (event: RoomEvent) => event,
};
