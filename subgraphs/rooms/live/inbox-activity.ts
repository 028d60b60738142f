/** That the viewer's own rooms have changed: each room once for what was missed, then as it comes. */
import { shardOf } from '#lib/db/ids.ts';
import { followLog } from '#lib/events/follow-log.ts';
import type { Live } from '#lib/events/live.ts';
import type { Envelope } from '#lib/events/log.ts';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import type { Reading } from '../context.ts';
import { mostRooms } from '../members/membership.ts';
import { inboxCursors } from './cursors.ts';
import type { Interest } from './interest.ts';
import { changeOf, mayConcern } from './relevance.ts';

export interface InboxChange {
  cursor: string;
  roomId: string;
}

export interface FollowInboxInput {
  after: string | null;
  live: Live<Interest>;
  signal: AbortSignal;
}

/**
 * The changes of all rooms that the viewer is in.
 *
 * @throws AppError `UNAUTHENTICATED`, `BAD_USER_INPUT`; `CURSOR_EXPIRED` where more than 10,000 events lie behind the cursor.
 */
export async function followInbox(reading: Reading, { after, live, signal }: FollowInboxInput): Promise<AsyncGenerator<InboxChange>> {
  const { deps } = reading;
  const viewerId = requireViewer(reading.viewerId);
  const interest: Interest = { kind: 'inbox', viewerId };
  return await followLog(deps, {
    cursors: inboxCursors,
    interest,
    after,
    live,
    signal,
    missed: async () => {
      const memberships = await deps.models.memberships
        .find({ userId: viewerId, shard: shardOf(viewerId) }, { roomId: 1 })
        .limit(mostRooms)
        .lean();
      return {
        type: 'room.changed',
        topics: [viewerId, ...memberships.map(({ roomId }) => roomId)],
        // The latest state is told: an earlier change of the same room has nothing to add.
        condense: (missed) => lastOfEach(missed.filter((envelope) => concerns(interest, envelope))),
      };
    },
    toItem: ({ cursor, envelope }) => {
      const change = changeOf(envelope);
      return change && { cursor, roomId: change.roomId };
    },
  });
}

function concerns(interest: Interest, envelope: Envelope): boolean {
  const change = changeOf(envelope);
  return change !== null && mayConcern(interest, change);
}

function lastOfEach(envelopes: readonly Envelope[]): Envelope[] {
  const last = new Map(envelopes.map((envelope) => [envelope.subject, envelope]));
  return envelopes.filter((envelope) => last.get(envelope.subject) === envelope);
}
