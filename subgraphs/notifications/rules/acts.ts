/** Acts become notifications: grouped by what they are upon, until the recipient has read them. */
import { byId, shardOf } from '#lib/db/ids.ts';
import type { NotificationsDeps } from '../context.ts';
import type { NotificationKind } from '../generated/types.ts';
import type { ActRecord, GroupRecord } from '../model.ts';
import { mayReach } from './may-reach.ts';
import { kinds } from './kinds.ts';
import { queueGroupPush } from './queue-push.ts';

/** How many of the newest actors a group keeps at hand. */
const actorsKept = 10;
/** Of one actor in one group so many sources are remembered. */
const sourcesKept = 100;

export interface Act {
  recipientId: string;
  kind: NotificationKind;
  /** The post it is upon; empty for follows. */
  subjectId: string;
  actorId: string;
  /** What it was done by, under which it is taken back. */
  sourceId: string;
}

/**
 * Notes an act in the surrounding transaction: a new notification, or one more actor of an unread one. Nothing for one's own
 * acts, between people who block, by the muted and the suspended, and for what was told before, taken back and done again.
 */
export async function addAct(deps: NotificationsDeps, act: Act): Promise<void> {
  const { models, clock, newId } = deps;
  const { recipientId, kind, subjectId, actorId, sourceId } = act;
  if (!(await mayReach(deps, act))) return;
  const shard = shardOf(recipientId);
  const now = clock();
  if (kinds[kind].isOnce && (await revive(deps, act))) return;
  const open = await models.groups.findOne({ recipientId, shard, kind, subjectId, readAt: null }).lean();
  const groupId = open?._id ?? newId('ntf', recipientId);
  // Of what is told once there is none, or it would have been counted again.
  const before = !open || kinds[kind].isOnce ? null : await models.acts.findOne({ _id: `${groupId}/${actorId}`, shard }).lean();
  const addSource = { $push: { sourceIds: { $each: [sourceId], $slice: -sourcesKept } }, $set: { at: now } };
  if (before) {
    if (!before.sourceIds.includes(sourceId)) await models.acts.updateOne({ _id: before._id, shard }, addSource);
    if (before.sourceIds.length === 0 && open) await countIn(deps, open, actorId);
    return;
  }
  await models.acts.insertMany([
    { _id: `${groupId}/${actorId}`, shard, groupId, recipientId, kind, subjectId, actorId, sourceIds: [sourceId], at: now },
  ]);
  if (open) {
    await countIn(deps, open, actorId);
    return;
  }
  await meetOtherOpeners(deps, act);
  const group: GroupRecord = {
    _id: groupId,
    shard,
    revision: 1,
    recipientId,
    kind,
    subjectId,
    actorIds: [actorId],
    actorCount: 1,
    isShown: true,
    createdAt: now,
    readAt: null,
  };
  await openGroup(deps, group, kind === 'REPLY' ? sourceId : kinds[kind].needsPost ? subjectId : null);
}

/** Two transactions that find no open group both write here, so that the later one begins again and finds it. */
async function meetOtherOpeners({ models, clock }: NotificationsDeps, { recipientId, kind, subjectId }: Act): Promise<void> {
  const opening = { _id: `${recipientId}/${kind}/${subjectId}`, shard: shardOf(recipientId) };
  await models.openings.updateOne(opening, { $inc: { touches: 1 }, $set: { at: clock() } }, { upsert: true });
}

/**
 * Adds a new notification and has it told, in the surrounding transaction.
 *
 * @param postId - What the recipient must see at the moment of pushing; null for nothing.
 */
async function openGroup(deps: NotificationsDeps, group: GroupRecord, postId: string | null): Promise<void> {
  await deps.models.groups.insertMany([group]);
  await tell(deps, group);
  await queueGroupPush(deps, group, postId);
}

/** The same act as one that was told before: it counts again, and nobody hears of it a second time. */
async function revive({ models, clock }: NotificationsDeps, act: Act): Promise<boolean> {
  const { recipientId, kind, subjectId, actorId, sourceId } = act;
  const shard = shardOf(recipientId);
  const earlier = await models.acts.findOne({ recipientId, shard, kind, subjectId, actorId }).sort({ at: -1 }).lean();
  if (!earlier) return false;
  if (earlier.sourceIds.length > 0) return true;
  const group = await models.groups.findOne({ _id: earlier.groupId, shard }).lean();
  if (!group) return false;
  await models.acts.updateOne({ _id: earlier._id, shard }, { $set: { sourceIds: [sourceId], at: clock() } });
  await models.groups.updateOne({ _id: group._id, shard }, counted(group, actorId));
  return true;
}

function counted({ actorIds }: GroupRecord, actorId: string) {
  return {
    $set: { actorIds: [actorId, ...actorIds.filter((id) => id !== actorId)].slice(0, actorsKept), isShown: true },
    $inc: { actorCount: 1, revision: 1 },
  };
}

async function countIn(deps: NotificationsDeps, group: GroupRecord, actorId: string): Promise<void> {
  const filter = { _id: group._id, shard: group.shard };
  const grown = await deps.models.groups.findOneAndUpdate(filter, counted(group, actorId), { returnDocument: 'after' }).lean();
  if (grown && isTold(grown.actorCount)) await tell(deps, grown);
}

/** A group that grows is told of for its first actors, then each time their number has doubled: a burst is no storm of events. */
function isTold(actorCount: number): boolean {
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

/** Takes acts back that were done by something which is gone, in the surrounding transaction. */
export async function removeSource(deps: NotificationsDeps, sourceId: string): Promise<void> {
  const { models } = deps;
  for (const act of await models.acts.find({ sourceIds: sourceId }).lean()) {
    await models.acts.updateOne({ _id: act._id, shard: act.shard }, { $pull: { sourceIds: sourceId } });
    if (act.sourceIds.every((id) => id === sourceId)) await countOut(deps, act);
  }
}

/** Takes one actor out of the group that an act of theirs was in. */
export async function countOut({ models }: NotificationsDeps, { groupId, shard, actorId }: ActRecord): Promise<void> {
  const group = await models.groups.findOne({ _id: groupId, shard }).lean();
  if (!group) return;
  const actorCount = group.actorCount - 1;
  let actorIds = group.actorIds.filter((id) => id !== actorId);
  if (actorIds.length < Math.min(3, actorCount)) {
    const acts = await models.acts
      .find({ groupId, shard, 'sourceIds.0': { $exists: true }, actorId: { $ne: actorId } })
      .sort({ at: -1 })
      .limit(actorsKept)
      .lean();
    actorIds = acts.map((act) => act.actorId);
  }
  await models.groups.updateOne(
    { _id: groupId, shard },
    { $set: { actorIds, actorCount, isShown: actorCount > 0 }, $inc: { revision: 1 } },
  );
}

/** Takes the notifications of a post that is gone away from those who had any, in the surrounding transaction. */
export async function removeSubject({ models }: NotificationsDeps, subjectId: string, recipientIds: string[]): Promise<void> {
  const shard = { $in: [...new Set(recipientIds.map(shardOf))] };
  await models.groups.deleteMany({ recipientId: { $in: recipientIds }, shard, subjectId });
}

/** A notification that nobody did: a media that can be shown. */
export async function addMediaReady(
  deps: NotificationsDeps,
  { ownerId, mediaId }: { ownerId: string; mediaId: string },
): Promise<GroupRecord | null> {
  const { models, clock, newId } = deps;
  const restricted = await models.restrictions.findOne(byId(ownerId)).lean();
  const { shard } = byId(ownerId);
  if (restricted?.isGone || (await models.groups.exists({ recipientId: ownerId, shard, kind: 'MEDIA_READY', subjectId: mediaId })))
    return null;
  const group: GroupRecord = {
    _id: newId('ntf', ownerId),
    shard,
    revision: 1,
    recipientId: ownerId,
    kind: 'MEDIA_READY',
    subjectId: mediaId,
    actorIds: [],
    actorCount: 0,
    isShown: true,
    createdAt: clock(),
    readAt: null,
  };
  await openGroup(deps, group, null);
  return group;
}
