/** The loaders of one request: they read each collection once for all fields. */
import DataLoader from 'dataloader';
import { byIds, shardOf } from '#lib/db/ids.ts';
import { openEventLog } from '#lib/events/log.ts';
import { once } from '#lib/graphql/once.ts';
import { inOrderOf } from '#lib/loaders/in-order-of.ts';
import { createRelationLoaders, findVisibleActors } from '#lib/relations/relation-loaders.ts';
import type { Loaders } from './context.ts';
import type { RoomsDeps } from './deps.ts';
import { countUnread } from './messages/count-unread.ts';

/** What is left out of counts is left out for no more blocks than these. */
const mostBlocks = 5_000;

export function createLoaders(deps: RoomsDeps, viewerId: string | null): Loaders {
  const { models } = deps;
  const relations = createRelationLoaders(models, viewerId);
  const blockedWith = once(async (): Promise<string[]> => {
    if (viewerId === null) return [];
    const own = { userId: viewerId, shard: shardOf(viewerId), $or: [{ blocks: true }, { isBlocked: true }] };
    const found = await models.relations.find(own, { otherId: 1 }).limit(mostBlocks).lean();
    return found.map(({ otherId }) => otherId);
  });
  const ofNobody = loadersOfNobody(deps);
  const membership: Loaders['membership'] = new DataLoader(async (roomIds) => {
    if (viewerId === null) return roomIds.map(() => null);
    const ids = roomIds.map((roomId) => `${roomId}/${viewerId}`);
    return inOrderOf(ids, await models.members.find({ _id: { $in: ids }, shard: shardsOf(roomIds) }).lean());
  });
  return {
    ...relations,
    blockedWith,
    membership,
    isMember: new DataLoader(async (roomIds) => (await membership.loadMany(roomIds)).map(orThrow).map((member) => member !== null)),
    shown: new DataLoader(async (userIds) => {
      const visible = await findVisibleActors(relations, viewerId, userIds);
      return userIds.map((userId) => visible.has(userId));
    }),
    invite: new DataLoader(async (roomIds) => {
      if (viewerId === null) return roomIds.map(() => null);
      const ids = roomIds.map((roomId) => `${viewerId}/${roomId}`);
      return inOrderOf(ids, await models.invites.find({ _id: { $in: ids }, shard: shardOf(viewerId) }).lean());
    }),
    ...ofNobody,
    account: new DataLoader(async (ids) => inOrderOf(ids, await models.accounts.find(byIds(ids)).lean())),
    hiddenMembers: new DataLoader(async (roomIds) => {
      const blocked = await blockedWith();
      if (blocked.length === 0) return roomIds.map(() => 0);
      const own = { userId: { $in: blocked }, shard: shardsOf(blocked), roomId: { $in: [...roomIds] } };
      const found = await models.memberships.find(own, { roomId: 1 }).lean();
      return roomIds.map((roomId) => found.filter((each) => each.roomId === roomId).length);
    }),
    unread: new DataLoader(async (roomIds) => {
      return await Promise.all(
        roomIds.map(async (roomId) => {
          const [own, member] = await Promise.all([ofNobody.room.load(roomId), membership.load(roomId)]);
          return own && member ? await countUnread({ models, relations, blockedWith }, own, member) : { messages: 0, mentions: 0 };
        }),
      );
    }),
    ownReactions: new DataLoader(async (messageIds) => {
      if (viewerId === null) return messageIds.map(() => new Set());
      const own = { messageId: { $in: [...messageIds] }, shard: shardsOf(messageIds), userId: viewerId };
      const found = await models.reactions.find(own, { messageId: 1, emoji: 1 }).lean();
      return messageIds.map((id) => new Set(found.filter(({ messageId }) => messageId === id).map(({ emoji }) => emoji)));
    }),
    hiddenReactions: new DataLoader(async (messageIds) => {
      const blocked = await blockedWith();
      if (blocked.length === 0) return messageIds.map(() => new Map());
      const theirs = { messageId: { $in: [...messageIds] }, shard: shardsOf(messageIds), userId: { $in: blocked } };
      const found = await models.reactions.find(theirs, { messageId: 1, emoji: 1 }).lean();
      return messageIds.map((id) => {
        const counts = new Map<string, number>();
        for (const { messageId, emoji } of found) if (messageId === id) counts.set(emoji, (counts.get(emoji) ?? 0) + 1);
        return counts;
      });
    }),
  };
}

/** The loaders that depend on no viewer. */
export function loadersOfNobody({ models, connection }: RoomsDeps): Pick<Loaders, 'room' | 'message' | 'member' | 'head'> {
  return {
    room: new DataLoader(async (ids) => inOrderOf(ids, await models.rooms.find(byIds(ids)).lean())),
    message: new DataLoader(async (ids) => inOrderOf(ids, await models.messages.find(byIds(ids)).lean())),
    member: new DataLoader(async (ids) => {
      const shard = shardsOf(ids.map((id) => id.split('/')[0] ?? id));
      return inOrderOf(ids, await models.members.find({ _id: { $in: [...ids] }, shard }).lean());
    }),
    head: once(async () => await openEventLog(connection).head()),
  };
}

/** The condition that a document lies on the shard of one of these. */
export function shardsOf(ids: readonly string[]): { $in: number[] } {
  return { $in: [...new Set(ids.map(shardOf))] };
}

function orThrow<Value>(value: Value | Error): Value {
  if (value instanceof Error) throw value;
  return value;
}
