/** Acts become notifications: grouped by what they are upon, until the recipient has read them. */
import { byId, shardOf } from '#lib/db/ids.ts';
import type { NotificationsDeps } from '../deps.ts';
import type { ActRecord, GroupRecord } from '../model/group.ts';
import { kinds } from '../settings/kinds.ts';
import { whoMayReach } from './may-reach.ts';
import { queueGroupPush } from '../push/queue-push.ts';

/** How many of the newest actors a group keeps at hand. */
export const actorsKept = 10;
/** Of one actor in one group so many sources are remembered. */
const sourcesKept = 100;

/** Whom acts concern, and what they are: what a group has in common. `subjectId`: the post they are upon; empty for follows. */
export type About = Pick<GroupRecord, 'recipientId' | 'kind' | 'subjectId'>;

export interface Act {
  actorId: string;
  /** What it was done by, under which it is taken back. */
  sourceId: string;
}

/** Who joins a group, in the order in which they did it. */
interface Joining {
  group: GroupRecord;
  actorIds: string[];
  /** Whether the recipient hears of it. */
  isTold: boolean;
}

/**
 * Notes acts upon one thing, as they came, in the surrounding transaction: a new notification, or more actors of an unread
 * one. Nothing for one's own acts, between people who block, by the muted and the suspended, and for what was told before,
 * taken back and done again. Many together come to the same as one by one, but that the recipient hears of them once.
 */
export async function addActs(deps: NotificationsDeps, about: About, acts: readonly Act[]): Promise<void> {
  const { models, clock } = deps;
  const { recipientId, kind, subjectId } = about;
  const { isOnce, needsPost } = kinds[kind];
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
      await openGroup(deps, grown, kind === 'REPLY' ? (changed.get(first)?.sourceIds[0] ?? null) : needsPost ? subjectId : null);
    } else {
      const { actorIds: all, actorCount, revision, isShown } = grown;
      await models.groups.updateOne({ _id: group._id, shard }, { $set: { actorIds: all, actorCount, revision, isShown } });
      if (isTold) await tell(deps, grown);
    }
  }
}

interface Known {
  /** What actors did before that the same act now continues; of kinds that are told once, in a group that was read as well. */
  known: Map<string, ActRecord>;
  /** The groups that these are in, where there still are. */
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
  // The newest of each: a later one takes an earlier one's place.
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
 * Adds a new notification and has it told, in the surrounding transaction.
 *
 * @param postId - What the recipient must see at the moment of pushing; null for nothing.
 */
async function openGroup(deps: NotificationsDeps, group: GroupRecord, postId: string | null): Promise<void> {
  await meetOtherOpeners(deps, group);
  await deps.models.groups.insertMany([group]);
  await tell(deps, group);
  await queueGroupPush(deps, group, postId);
}

/** Two transactions that find no open group both write here, so that the later one begins again and finds it. */
async function meetOtherOpeners({ models, clock }: NotificationsDeps, { recipientId, kind, subjectId }: About): Promise<void> {
  const opening = { _id: `${recipientId}/${kind}/${subjectId}`, shard: shardOf(recipientId) };
  await models.openings.updateOne(opening, { $inc: { touches: 1 }, $set: { at: clock() } }, { upsert: true });
}

/** A group that grows is told of for its first actors, then each time their number has doubled: a burst is no storm of events. */
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

/** A notification that nobody did: a media that can be shown. */
export async function addMediaReady(
  deps: NotificationsDeps,
  { ownerId, mediaId }: { ownerId: string; mediaId: string },
): Promise<GroupRecord | null> {
  const { models } = deps;
  const about = { recipientId: ownerId, kind: 'MEDIA_READY', subjectId: mediaId } as const;
  const restricted = await models.restrictions.findOne(byId(ownerId)).lean();
  if (restricted?.isGone || (await models.groups.exists({ ...about, shard: shardOf(ownerId) }))) return null;
  const group = { ...newGroup(deps, about), revision: 1 };
  await openGroup(deps, group, null);
  return group;
}
