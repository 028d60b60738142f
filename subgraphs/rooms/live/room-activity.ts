/** Everything that happens in one room: what was missed since a cursor, then what comes. */
import { followLog } from '#lib/events/follow-log.ts';
import type { Live } from '#lib/events/live.ts';
import type { Reading } from '../context.ts';
import { requireOwnRoom } from '../reading/may.ts';
import { heardBy } from './audience.ts';
import { roomCursors } from './cursors.ts';
import type { Interest } from './interest.ts';
import { changeOf, type RoomChange } from './relevance.ts';

export interface RoomEvent {
  cursor: string;
  change: RoomChange;
}

export interface FollowRoomInput {
  roomId: string;
  after: string | null;
  live: Live<Interest>;
  signal: AbortSignal;
}

/**
 * What happens in a room that the viewer is in.
 *
 * @throws AppError as `requireOwnRoom`; `CURSOR_EXPIRED` for who missed more than 1,000; `BAD_USER_INPUT`.
 */
export async function followRoom(reading: Reading, { roomId, after, live, signal }: FollowRoomInput): Promise<AsyncGenerator<RoomEvent>> {
  const { deps } = reading;
  const { member } = await requireOwnRoom(reading, roomId, 'roomId');
  const interest = { kind: 'room' as const, viewerId: member.userId, roomId };
  return await followLog<Interest, RoomEvent>(deps, {
    cursors: roomCursors,
    interest,
    after,
    live,
    signal,
    missed: async () => ({ type: 'room.changed', topics: [roomId], keep: async (missed) => await heardBy(deps, interest, missed) }),
    toItem: ({ cursor, envelope }) => {
      const change = changeOf(envelope);
      return change && { cursor, change };
    },
  });
}
