/** What rooms publishes. The subject is the room; its revision grows with each change. Events carry ids and no words: the log outlives a deletion. */
import { z } from 'zod';
import { accountEvents } from './accounts.ts';

const activity = z.enum([
  'MESSAGE_ADDED',
  'MESSAGE_CHANGED',
  'REACTED',
  'MEMBERSHIP_CHANGED',
  'ROOM_CHANGED',
  'ROOM_DELETED',
  'READ_MOVED',
]);

export const roomsEvents = {
  ...accountEvents,
  /** Something in a room has changed. */
  'room.changed.v1': z.object({
    roomId: z.string(),
    kind: z.enum(['PUBLIC', 'PRIVATE', 'DIRECT']),
    activity,
    /** The message in question; null where it is about none. */
    messageId: z.string().nullable(),
    /** Who wrote, reacted, read, or whose membership changed; null where it is about nobody. */
    userId: z.string().nullable(),
    /** Who is told of a new message: the members whom it mentions, in a direct room all others. */
    recipientIds: z.array(z.string()),
    /** The media of a new message, or those that a deleted one had. */
    mediaIds: z.array(z.string()),
    /** Whether the message is deleted, or the membership over. */
    isEnded: z.boolean(),
  }),
  /** A person is invited. The subject is that person. */
  'room.invited.v1': z.object({ roomId: z.string(), userId: z.string(), invitedById: z.string() }),
};

export type RoomActivityKind = z.infer<typeof activity>;
