/** Invitations: nobody is in a room without having joined. */
import { AppError } from '#lib/core/errors.ts';
import { shardOf } from '#lib/db/ids.ts';
import { type Connection, mapConnection, paginate, type PageArguments } from '#lib/graphql/connection.ts';
import { loadAll } from '#lib/loaders/load-all.ts';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import type { Reading } from '../context.ts';
import type { RoomsDeps } from '../deps.ts';
import type { InviteRecord, RoomRecord } from '../model.ts';
import { requireReachable } from '../people/reachable.ts';
import { limitInvites } from '../people/limits.ts';
import { requireOwnRoom } from '../reading/may.ts';
import { shownUsers } from '../reading/shown.ts';
import { atRoom, atUser } from './membership.ts';

/**
 * Invites somebody to a room. Who is in it already, or invited, stays so.
 *
 * @throws AppError as `requireOwnRoom`; `FORBIDDEN` for who may not invite; `NOT_FOUND` for who cannot be invited, `CONFLICT` for who is
 * banned, `RATE_LIMITED`; `SUBGRAPH_UNAVAILABLE`.
 */
export async function inviteToRoom(reading: Reading, { id, userId }: { id: string; userId: string }): Promise<RoomRecord> {
  const { deps } = reading;
  const { room, member } = await requireOwnRoom(reading, id, 'id');
  if (room.kind === 'DIRECT') throw new AppError('FORBIDDEN', 'A direct room stays with the same people.', { field: 'id' });
  if (room.kind === 'PRIVATE' && member.role === 'MEMBER')
    throw new AppError('FORBIDDEN', 'This is for OWNER and MODERATOR.', { field: 'id' });
  await requireReachable(reading, [userId], () => 'userId');
  if (await deps.models.members.exists(atRoom(id, userId))) return room;
  if (await deps.models.bans.exists(atRoom(id, userId))) throw new AppError('CONFLICT', 'This person is banned.', { field: 'userId' });
  await limitInvites(deps, member.userId);
  await deps.transaction(async () => await keepInvites(deps, room, [userId], member.userId));
  return room;
}

/** Keeps invitations, in the surrounding transaction; those that are there stay as they are. */
export async function keepInvites(
  deps: RoomsDeps,
  { _id: roomId }: RoomRecord,
  userIds: readonly string[],
  invitedById: string,
): Promise<void> {
  for (const userId of userIds) {
    const createdAt = deps.clock();
    const { upsertedCount } = await deps.models.invites.updateOne(
      atUser(roomId, userId),
      { $setOnInsert: { userId, roomId, invitedById, createdAt } },
      { upsert: true },
    );
    if (upsertedCount === 0) continue;
    const payload = { roomId, userId, invitedById };
    await deps.emit({ type: 'room.invited.v1', subject: userId, revision: createdAt.getTime(), payload });
  }
}

/** Declines an invitation of the viewer's, if there is one. @throws AppError `UNAUTHENTICATED`. */
export async function declineInvite({ deps, viewerId }: Reading, { roomId }: { roomId: string }): Promise<boolean> {
  await deps.models.invites.deleteOne(atUser(roomId, requireViewer(viewerId)));
  return true;
}

/** The rooms to which the viewer is invited, the last invitation first. Invitations by somebody who is hidden from the viewer are hidden too. */
export async function listInvites(reading: Reading, args: PageArguments): Promise<Connection<RoomRecord | null>> {
  const { deps, loaders } = reading;
  const userId = requireViewer(reading.viewerId);
  const rooms = new Map<string, RoomRecord | null>();
  const page = await paginate<InviteRecord>({
    args,
    cursors: deps.cursors,
    scope: `room-invites:${userId}`,
    order: 'newest first',
    fields: { at: 'createdAt', id: 'roomId' },
    placeOf: ({ createdAt, roomId }) => [createdAt, roomId],
    fetch: async ({ filter, sort, limit }) =>
      await deps.models.invites
        .find({ userId, shard: shardOf(userId), ...filter })
        .sort(sort)
        .limit(limit)
        .lean(),
    keep: async (invites) => {
      const shown = new Set(
        await shownUsers(
          reading,
          invites.map(({ invitedById }) => invitedById),
        ),
      );
      const found = await loadAll(
        loaders.room,
        invites.map(({ roomId }) => roomId),
      );
      for (const [roomId, room] of found) rooms.set(roomId, room);
      return invites.filter(({ invitedById, roomId }) => shown.has(invitedById) && found.get(roomId));
    },
  });
  return mapConnection(page, ({ roomId }) => rooms.get(roomId) ?? null);
}
