/** Takes acts out of notifications again. */
import { shardOf } from '#lib/db/ids.ts';
import type { NotificationsDeps } from '../deps.ts';
import type { ActRecord } from '../model/group.ts';
import { allKinds } from '../settings/kinds.ts';
import { actorsKept } from './add-acts.ts';

/** Takes back the acts of a deleted reply or repost, whose recipients are not known, in the surrounding transaction. */
export async function removeSource(deps: NotificationsDeps, sourceId: string): Promise<void> {
  await removeFrom(deps, await deps.models.acts.find({ sourceIds: sourceId }).lean(), sourceId);
}

/** Takes back a like, follow or request of which one recipient was notified, in the surrounding transaction. */
export async function removeSourceOf(deps: NotificationsDeps, recipientId: string, sourceId: string): Promise<void> {
  await removeFrom(deps, await deps.models.acts.find({ sourceIds: sourceId, shard: shardOf(recipientId) }).lean(), sourceId);
}

/** Takes back a post's mentions of all users except those it still mentions, in the surrounding transaction. */
export async function keepMentions(deps: NotificationsDeps, postId: string, mentionIds: readonly string[]): Promise<void> {
  const mentions = await deps.models.acts.find({ sourceIds: postId, kind: 'MENTION' }).lean();
  await removeFrom(
    deps,
    mentions.filter(({ recipientId }) => !mentionIds.includes(recipientId)),
    postId,
  );
}

async function removeFrom(deps: NotificationsDeps, acts: readonly ActRecord[], sourceId: string): Promise<void> {
  const { models } = deps;
  for (const act of acts) {
    await models.acts.updateOne({ _id: act._id, shard: act.shard }, { $pull: { sourceIds: sourceId } });
    if (act.sourceIds.every((id) => id === sourceId)) await countOut(deps, act);
  }
}

/** Takes one actor out of the group of an act. */
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

/** Deletes some recipients' notifications about a deleted post or media, in the surrounding transaction. */
export async function removeSubject({ models }: NotificationsDeps, subjectId: string, recipientIds: string[]): Promise<void> {
  const shard = { $in: [...new Set(recipientIds.map(shardOf))] };
  // With all kinds named, the index leads to the subject past the recipients' other notifications.
  await models.groups.deleteMany({ recipientId: { $in: recipientIds }, shard, kind: { $in: allKinds }, subjectId });
}
