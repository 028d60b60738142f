/** What of a room's log is for whom, so far as the event itself tells. */
import type { Envelope } from '#lib/events/log.ts';
import type { EventPayload } from '#schema/events/index.ts';
import { roomsEvents } from '#schema/events/rooms.ts';
import type { Interest } from './interest.ts';

export type RoomChange = EventPayload<'room.changed.v1'>;

/** The change that an event tells of; null for other events. */
export function changeOf({ type, payload }: Pick<Envelope, 'type' | 'payload'>): RoomChange | null {
  return type === 'room.changed' ? roomsEvents['room.changed.v1'].parse(payload) : null;
}

/** What is of a person rather than of the room: it is not told to those in a block with that person. */
const personal: readonly RoomChange['activity'][] = ['MEMBERSHIP_CHANGED', 'READ_MOVED', 'REACTED'];

/** The person from whom a change comes, where it is hidden from those in a block with them; null otherwise. */
export function personOf({ activity, userId }: RoomChange): string | null {
  return personal.includes(activity) ? userId : null;
}

/** Whether a change could be for a listener. Whether they are in the room, and in a block, is asked after that. */
export function mayConcern(interest: Interest, { roomId, kind, activity, userId }: RoomChange): boolean {
  const isOwn = userId === interest.viewerId;
  if (interest.kind === 'room') return roomId === interest.roomId && (activity !== 'READ_MOVED' || kind === 'DIRECT' || isOwn);
  if (activity === 'MEMBERSHIP_CHANGED' || activity === 'READ_MOVED') return isOwn;
  return activity !== 'REACTED';
}

/** Whether a change is for a listener who is not in the room (any more): that they have left it. */
export function isOwnLeave({ viewerId }: Interest, { activity, userId }: RoomChange): boolean {
  return activity === 'MEMBERSHIP_CHANGED' && userId === viewerId;
}

const types = {
  MESSAGE_ADDED: 'MessageAdded',
  MESSAGE_CHANGED: 'MessageChanged',
  REACTED: 'MessageChanged',
  MEMBERSHIP_CHANGED: 'MembershipChanged',
  ROOM_CHANGED: 'RoomChanged',
  ROOM_DELETED: 'RoomChanged',
  READ_MOVED: 'ReadMoved',
} as const satisfies Record<RoomChange['activity'], string>;

/** The type of the API under which a change is told. */
export function typeOf({ activity }: RoomChange): (typeof types)[RoomChange['activity']] {
  return types[activity];
}
