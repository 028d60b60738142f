import { isHidden } from '#lib/relations/may-see.ts';
import { type RelationLoaders } from '#lib/relations/relation-loaders.ts';
import { loadAll } from '#lib/loaders/load-all.ts';
import type { Unread } from '../context.ts';
import type { RoomsDeps } from '../deps.ts';
import type { MemberRecord, RoomRecord } from '../model.ts';

/** Counts go to this number, which stands for as many and more. */
const mostCounted = 100;
/** Of the last messages, so many are looked at: they may be deleted or masked. Mentions have an index of their own. */
const lastRead = { messages: 1_000, mentions: 10_000 };

export interface CountUnreadDeps extends Pick<RoomsDeps, 'models'> {
  relations: RelationLoaders;
  blockedWith: () => Promise<string[]>;
}

/**
 * Counts what a member has not read: messages of others behind the read marker, neither deleted nor masked. Of the last
 * 1,000 messages they count, and mentions of the last 10,000. Who has read everything costs no query.
 */
export async function countUnread(deps: CountUnreadDeps, room: RoomRecord, member: MemberRecord): Promise<Unread> {
  if (member.readNumber >= room.messageCount) return { messages: 0, mentions: 0 };
  const { _id: roomId, shard } = room;
  const hidden = [member.userId, ...(await deps.blockedWith())];
  const where = { roomId, shard, deletedAt: null, authorId: { $nin: hidden } };
  const after = (last: number): number => Math.max(member.readNumber, room.messageCount - last);
  const [messages, mentions] = await Promise.all([
    countShown(deps, where, after(lastRead.messages)),
    countShown(deps, { ...where, mentionIds: member.userId }, after(lastRead.mentions)),
  ]);
  return { messages, mentions };
}

async function countShown({ models, relations }: CountUnreadDeps, where: object, afterNumber: number): Promise<number> {
  let count = 0;
  for (let after = afterNumber; ; ) {
    const found = await models.messages
      .find({ ...where, number: { $gt: after } }, { number: 1, authorId: 1 })
      .sort({ number: 1 })
      .limit(mostCounted)
      .lean();
    const authorIds = found.flatMap(({ authorId }) => authorId ?? []);
    const restrictions = await loadAll(relations.restriction, authorIds);
    count += authorIds.filter((authorId) => !isHidden(restrictions.get(authorId))).length;
    if (count >= mostCounted) return mostCounted;
    const last = found.at(-1);
    if (!last || found.length < mostCounted) return count;
    after = last.number;
  }
}
