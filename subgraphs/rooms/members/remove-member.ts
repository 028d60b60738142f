/** Removal, with ban or without, and its end. */
import { AppError, badInput } from '#lib/core/errors.ts';
import { isId, shardOf } from '#lib/db/ids.ts';
import { type Connection, mapConnection, paginate, type PageArguments } from '#lib/graphql/connection.ts';
import type { Reading } from '../context.ts';
import type { BanRecord, RoomRecord } from '../model.ts';
import { noSuchRoom, noSuchUser, requireRole } from '../reading/may.ts';
import { changeRoom, takeNumbers, tell } from '../rooms/change-room.ts';
import { atRoom, atUser, dropMember } from './membership.ts';
import { outranks } from './rank.ts';

export interface RemoveInput {
  id: string;
  userId: string;
  ban?: boolean | null | undefined;
}

/**
 * Takes somebody of lower rank out of a room. With a ban they do not come back.
 *
 * @throws AppError as `requireRole`; `FORBIDDEN` for somebody of the same rank or a higher one, and in a direct room; `NOT_FOUND` for who is
 * not in the room, without `ban`.
 */
export async function removeFromRoom(reading: Reading, { id, userId, ban }: RemoveInput): Promise<RoomRecord> {
  const { deps } = reading;
  const { member: own } = await requireRole(reading, id, ['OWNER', 'MODERATOR']);
  if (!isId(userId, 'usr')) throw badInput('userId', 'userId is no id of a user.');
  const room = await changeRoom(deps, id, async () => {
    const { models } = deps;
    const member = await models.members.findOne(atRoom(id, userId)).lean();
    if (!member && !ban) throw noSuchUser('userId');
    const after = await takeNumbers(deps, id, { count: member ? 1 : 0, inc: { memberCount: member ? -1 : 0 } });
    if (!after) throw noSuchRoom('id');
    const acting = await models.members.findOne(atRoom(id, own.userId)).lean();
    const mayAct = acting && (member ? outranks(acting.role, member.role) : acting.role !== 'MEMBER');
    if (!mayAct || userId === own.userId) throw new AppError('FORBIDDEN', 'This is for those of a higher role.', { field: 'userId' });
    if (ban) {
      const record = { $setOnInsert: { roomId: id, userId, createdAt: deps.clock() } };
      await models.bans.updateOne(atRoom(id, userId), record, { upsert: true });
      await models.invites.deleteOne(atUser(id, userId));
    }
    if (!member) return after;
    await dropMember(deps, id, userId);
    await tell(deps, after, { activity: 'MEMBERSHIP_CHANGED', userId, isEnded: true });
    return after;
  });
  return room;
}

/** Lets somebody join again. @throws AppError as `requireRole`. */
export async function unbanFromRoom(reading: Reading, { id, userId }: { id: string; userId: string }): Promise<RoomRecord> {
  const { room } = await requireRole(reading, id, ['OWNER', 'MODERATOR']);
  await reading.deps.models.bans.deleteOne(atRoom(id, userId));
  return room;
}

/** Who may not come back, for those who may change that; null for others. */
export async function listBanned(
  reading: Reading,
  { _id: roomId }: RoomRecord,
  args: PageArguments,
): Promise<Connection<{ id: string }> | null> {
  const { deps, loaders, viewerId } = reading;
  const own = viewerId === null ? null : await loaders.membership.load(roomId);
  if (!own || own.role === 'MEMBER') return null;
  const page = await paginate<BanRecord>({
    args,
    cursors: deps.cursors,
    scope: `banned:${roomId}`,
    order: 'newest first',
    fields: { at: 'createdAt', id: 'userId' },
    placeOf: ({ createdAt, userId }) => [createdAt, userId],
    fetch: async ({ filter, sort, limit }) =>
      await deps.models.bans
        .find({ roomId, shard: shardOf(roomId), ...filter })
        .sort(sort)
        .limit(limit)
        .lean(),
  });
  return mapConnection(page, ({ userId }) => ({ id: userId }));
}
