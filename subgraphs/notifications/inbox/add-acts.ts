/** Turns acts into notifications, grouped by kind and subject until the recipient reads them. */
import { byId, shardOf } from '#lib/db/ids.ts';
import type { NotificationsDeps } from '../deps.ts';
import type { ActRecord, GroupRecord } from '../model/group.ts';
import { kinds } from '../settings/kinds.ts';
import { whoMayReach } from './may-reach.ts';
import { queueGroupPush } from '../push/queue-push.ts';

/** The newest actors that a group keeps. */
export const actorsKept = 10;
/** The newest sources that one act keeps. */
const sourcesKept = 100;

/** The key of a group. `subjectId`: the post that its acts are upon; empty for follows. */
export type About = Pick<GroupRecord, 'recipientId' | 'kind' | 'subjectId'>;

export interface Act {
  actorId: string;
  /** The id of the reply, repost, like or follow behind it; with this id it is taken back. */
  sourceId: string;
}

/** Actors who join a group, in the order of their acts. */
interface Joining {
  group: GroupRecord;
  actorIds: string[];
  /** Whether an event informs the recipient's open apps. */
  isTold: boolean;
}

/**
 * Adds acts upon one subject, in their order and in the surrounding transaction: to an unread notification, or as a new one.
 * It leaves out acts that may not reach the recipient (`whoMayReach`), and repeated acts of kinds that notify once. Many acts
 * together give the same groups as one by one, with fewer events.
 */
export async function addActs(deps: NotificationsDeps, about: About, acts: readonly Act[]): Promise<void> {
  const { models, clock } = deps;
  const { recipientId, kind, subjectId } = about;
  const { isOnce, needsPost, isOfRoom } = kinds[kind];
  const shard = shardOf(recipientId);
  const reaching = await whoMayReach(deps, recipientId, [...new Set(acts.map(({ actorId }) => actorId))]);
  if (reaching.size === 0) return;
  const open = await models.groups.findOne({ recipientId, shard, kind, subjectId, readAt: null }).lean();
  const fresh = newGroup(deps, about);
  const { known, groups } = await findKnown(deps, about, { open, actorIds: [...reaching] });
  const changed = new Map<string, ActRecord>();
  const joining = new Map<string, Joining>();
  const at = clock();
  for (const { actorId, sourceId } of acts.filter((act) => reaching.has(act.actorId))) {
    const before = changed.get(actorId) ?? known.get(actorId);
    const sourceIds = before?.sourceIds ?? [];
    const isIn = sourceIds.length > 0;
    if (isIn && (isOnce || sourceIds.includes(sourceId))) continue;
    const rejoined = before && groups.get(before.groupId);
    const group = rejoined ?? open ?? fresh;
    const { _id: groupId } = group;
    const act = { _id: `${groupId}/${actorId}`, shard, groupId, recipientId, kind, subjectId, actorId, at };
    changed.set(actorId, { ...act, sourceIds: [...sourceIds, sourceId].slice(-sourcesKept) });
    if (isIn) continue;
    const { actorIds, isTold } = joining.get(groupId) ?? { actorIds: [] as string[], isTold: false };
    actorIds.push(actorId);
    const isNews = !(rejoined && isOnce) && isWorthTelling(group.actorCount + actorIds.length);
    joining.set(groupId, { group, actorIds, isTold: isTold || isNews });
  }
  if (changed.size > 0)
    await models.acts.bulkWrite(
      [...changed.values()].map(({ _id, ...act }) => ({ updateOne: { filter: { _id, shard }, update: { $set: act }, upsert: true } })),
    );
  for (const { group, actorIds, isTold } of joining.values()) {
    const grown = withActors(group, actorIds);
    if (group === fresh) {
      const [first = ''] = actorIds;
      const isAboutSource = kind === 'REPLY' || (isOfRoom && kind !== 'ROOM_INVITE');
      await openGroup(deps, grown, isAboutSource ? (changed.get(first)?.sourceIds[0] ?? null) : needsPost ? subjectId : null);
    } else {
      const { actorIds: all, actorCount, revision, isShown } = grown;
      await models.groups.updateOne({ _id: group._id, shard }, { $set: { actorIds: all, actorCount, revision, isShown } });
      if (isTold) await tell(deps, grown);
    }
  }
}

interface Known {
  /** Earlier acts of the same actors: those of the open group, and for kinds that notify once also those of read groups. */
  known: Map<string, ActRecord>;
  /** The groups of these acts that still exist. */
  groups: Map<string, GroupRecord>;
}

async function findKnown(
  { models }: NotificationsDeps,
  { recipientId, kind, subjectId }: About,
  { open, actorIds }: { open: GroupRecord | null; actorIds: string[] },
): Promise<Known> {
  const { isOnce } = kinds[kind];
  if (!isOnce && !open) return { known: new Map(), groups: new Map() };
  const shard = shardOf(recipientId);
  const found = await models.acts
    .find({ recipientId, shard, kind, subjectId, actorId: { $in: actorIds }, ...(!isOnce && open && { groupId: open._id }) })
    .sort({ at: 1 })
    .lean();
  // A later act replaces an earlier one of the same actor.
  const known = new Map(found.map((act) => [act.actorId, act]));
  const groupIds = [...new Set([...known.values()].map(({ groupId }) => groupId))];
  const groups = groupIds.length === 0 ? [] : await models.groups.find({ _id: { $in: groupIds }, shard }).lean();
  return { known, groups: new Map(groups.map((group) => [group._id, group])) };
}

function newGroup({ clock, newId }: NotificationsDeps, about: About): GroupRecord {
  const { recipientId } = about;
  const _id = newId('ntf', recipientId);
  return { ...byId(_id), revision: 0, ...about, actorIds: [], actorCount: 0, isShown: true, createdAt: clock(), readAt: null };
}

function withActors(group: GroupRecord, actorIds: readonly string[]): GroupRecord {
  return {
    ...group,
    actorIds: [...actorIds.toReversed(), ...group.actorIds.filter((id) => !actorIds.includes(id))].slice(0, actorsKept),
    actorCount: group.actorCount + actorIds.length,
    revision: group.revision + actorIds.length,
    isShown: true,
  };
}

/**
 * Inserts a new notification, with its event and its push, in the surrounding transaction.
 *
 * @param postId - The post or message that the recipient must be able to see at the moment of pushing; null for none.
 */
async function openGroup(deps: NotificationsDeps, group: GroupRecord, postId: string | null): Promise<void> {
  await meetOtherOpeners(deps, group);
  await deps.models.groups.insertMany([group]);
  await tell(deps, group);
  await queueGroupPush(deps, group, postId);
}

/** Two transactions that find no open group both write this document: the later one restarts and finds the group. */
async function meetOtherOpeners({ models, clock }: NotificationsDeps, { recipientId, kind, subjectId }: About): Promise<void> {
  const opening = { _id: `${recipientId}/${kind}/${subjectId}`, shard: shardOf(recipientId) };
  await models.openings.updateOne(opening, { $inc: { touches: 1 }, $set: { at: clock() } }, { upsert: true });
}

/** A growing group emits an event for its first three actors, then at each power of two: a burst of acts makes few events. */
function isWorthTelling(actorCount: number): boolean {
  return actorCount <= 3 || Number.isInteger(Math.log2(actorCount));
}

async function tell(deps: NotificationsDeps, { _id, revision, recipientId }: GroupRecord): Promise<void> {
  await deps.emit({
    type: 'notification.added.v1',
    subject: _id,
    revision,
    topics: [recipientId],
    payload: { notificationId: _id, recipientId },
  });
}

/** Adds a notification that has no actor, in the surrounding transaction. @returns Null when it exists, or the account is gone. */
export async function addWithoutActor(deps: NotificationsDeps, about: About): Promise<GroupRecord | null> {
  const { models } = deps;
  const { recipientId } = about;
  const restricted = await models.restrictions.findOne(byId(recipientId)).lean();
  if (restricted?.isGone || (await models.groups.exists({ ...about, shard: shardOf(recipientId) }))) return null;
  const group = { ...newGroup(deps, about), revision: 1 };
  await openGroup(deps, group, null);
  return group;
}
