/** One chunk of a push: who may have it now, handing it over, and what became of it. */
import { byId, byIds } from '#lib/db/ids.ts';
import type { Job, RunningJob } from '#lib/jobs/define.ts';
import type { NotificationsDeps } from '../context.ts';
import type { DeliveryRecord, DeviceRecord, GroupRecord } from '../model.ts';
import { outboxSender } from '../push/outbox.ts';
import type { PushMessage, PushOutcome, SendPush } from '../push/sender.ts';
import { askVisible, type VisiblePost } from './ask-visible.ts';
import { collapseKeyOf } from './collapse-key.ts';
import { removeDevices } from './devices.ts';
import { kinds } from './kinds.ts';
import { whomMayReach } from './may-reach.ts';
import { withoutPush } from './preferences.ts';
import type { Push } from './push-data.ts';
import { wordPush } from './word-push.ts';

const firstWaitMs = 1_000;
const longestWaitMs = 60_000;

/** What becomes of a delivery: its state, and why. */
interface Result {
  deliveryId: string;
  state: 'ACCEPTED' | 'FAILED' | 'SUPPRESSED' | 'QUEUED';
  reason: string | null;
}

/**
 * Hands a chunk over. Each message is asked about at this moment: whether the device is still there, the kind wanted, the
 * notification unread, the post visible, nobody blocked or muted. What is throttled is tried again in a job of its own.
 *
 * A crash between the handing over and its record repeats this chunk, with the same collapse key.
 */
export async function deliverPush(deps: NotificationsDeps, push: Push, job: RunningJob, again: () => Job<Push>): Promise<void> {
  const { models, clock } = deps;
  const waiting = await findWaiting(deps, push);
  const devices = new Map(
    (await models.devices.find(byIds(push.to.map(({ deviceId }) => deviceId))).lean()).map((device) => [device._id, device]),
  );
  const group = push.groupId === null ? null : await models.groups.findOne(byId(push.groupId)).lean();
  const visible = await askVisible(deps, push.postId, [...new Set(push.to.map(({ userId }) => userId))]).catch((error: unknown) => {
    deps.log.warn({ err: error, pushId: push.pushId }, 'posts cannot be asked who may see it, trying again');
    return 'unknown' as const;
  });
  const { due, results } = await choose(deps, { push, waiting, devices, group, visible });
  const send = chooseSender(deps);
  const messages = await toMessages(deps, { push, due, group, post: visible === 'unknown' ? null : (visible?.post ?? null) });
  let outcomes: PushOutcome[] = [];
  if (messages.length > 0) {
    const ids = messages.map(({ deliveryId }) => deliveryId);
    const shard = { $in: [...new Set(due.map((device) => device.shard))] };
    await models.deliveries.updateMany(
      { _id: { $in: ids }, shard },
      { $set: { state: 'SENT', updatedAt: clock() }, $inc: { attempts: 1 } },
    );
    outcomes = await send(messages).catch((error: unknown) =>
      messages.map(() => ({ state: 'throttled', reason: String(error).slice(0, 300), afterMs: null }) as const),
    );
  }
  const isLate = clock().getTime() > Date.parse(push.until);
  const gone: DeviceRecord[] = [];
  let afterMs = 0;
  for (const [index, outcome] of outcomes.entries()) {
    const device = due[index] as DeviceRecord;
    const deliveryId = messages[index]?.deliveryId ?? '';
    if (outcome.state === 'accepted') results.push({ deliveryId, state: 'ACCEPTED', reason: null });
    else if (outcome.state === 'throttled') {
      results.push({ deliveryId, state: isLate ? 'FAILED' : 'QUEUED', reason: outcome.reason });
      afterMs = Math.max(afterMs, outcome.afterMs ?? 0);
    } else {
      results.push({ deliveryId, state: 'FAILED', reason: outcome.reason });
      if (outcome.state === 'unregistered') gone.push(device);
    }
  }
  await job.complete(async () => {
    await record(deps, push, results);
    await removeDevices(deps, gone);
    const left = new Set(results.filter(({ state }) => state === 'QUEUED').map(({ deliveryId }) => deliveryId));
    const to = push.to.filter(({ deviceId }) => left.has(`${push.pushId}/${deviceId}`));
    if (to.length === 0) return;
    const round = push.round + 1;
    await deps.enqueue(
      again(),
      { ...push, to, round },
      { id: job.id.replace(/\/\d+$/, `/${round}`), runAt: new Date(clock().getTime() + waitMs(deps, push.round, afterMs)) },
    );
  });
}

/** Never before the service says; doubling otherwise, and spread, so that chunks do not come back all at once. */
function waitMs({ random }: NotificationsDeps, round: number, afterMs: number): number {
  const spread = 1 + (random(1)[0] ?? 0) / 512;
  return Math.max(afterMs, Math.min(longestWaitMs, firstWaitMs * 2 ** (round - 1))) * spread;
}

function chooseSender(deps: NotificationsDeps): SendPush {
  const { fcm } = deps.parts;
  if (fcm) return fcm.send;
  if (deps.config.NODE_ENV !== 'production') return outboxSender(deps);
  return async (messages) => messages.map(() => ({ state: 'refused', reason: 'FIREBASE_SERVICE_ACCOUNT is not set' }));
}

/** Those of the chunk that no run before has settled. */
async function findWaiting({ models }: NotificationsDeps, { pushId, to }: Push): Promise<DeliveryRecord[]> {
  const shard = { $in: byIds(to.map(({ deviceId }) => deviceId)).shard.$in };
  return await models.deliveries
    .find({ _id: { $in: to.map(({ deviceId }) => `${pushId}/${deviceId}`) }, shard, state: { $in: ['QUEUED', 'SENT'] } })
    .lean();
}

interface Chunk {
  push: Push;
  waiting: DeliveryRecord[];
  devices: ReadonlyMap<string, DeviceRecord>;
  group: GroupRecord | null;
  visible: VisiblePost | 'unknown' | null;
}

/** Who may have it at this moment, and why others do not. */
async function choose(
  deps: NotificationsDeps,
  { push, waiting, devices, group, visible }: Chunk,
): Promise<{ due: DeviceRecord[]; results: Result[] }> {
  const userIds = [...new Set(waiting.map(({ recipientId }) => recipientId))];
  const switchedOff = await withoutPush(deps, push.kind, userIds);
  const reach = push.actorId === null ? null : await whomMayReach(deps, push.actorId, userIds);
  const due: DeviceRecord[] = [];
  const results: Result[] = [];
  for (const { _id: deliveryId, deviceId, recipientId } of waiting) {
    const device = devices.get(deviceId ?? '');
    const reason = !device
      ? 'device unregistered'
      : switchedOff.has(recipientId)
        ? 'switched off'
        : push.groupId !== null && !group?.isShown
          ? 'taken back'
          : group?.readAt
            ? 'read in the app'
            : (reach?.get(recipientId) ?? null);
    if (reason !== null) results.push({ deliveryId, state: 'SUPPRESSED', reason });
    else if (visible === 'unknown') results.push({ deliveryId, state: 'QUEUED', reason: 'posts does not answer' });
    else if (visible !== null && !visible.viewerIds.has(recipientId))
      results.push({ deliveryId, state: 'SUPPRESSED', reason: 'not visible' });
    else if (device) due.push(device);
  }
  return { due, results };
}

interface Messages {
  push: Push;
  due: DeviceRecord[];
  group: GroupRecord | null;
  post: { text: string } | null;
}

async function toMessages(deps: NotificationsDeps, { push, due, group, post }: Messages): Promise<PushMessage[]> {
  if (due.length === 0) return [];
  const { kind, groupId, subjectId, postId } = push;
  const actorId = group?.actorIds[0] ?? push.actorId;
  const words = await wordPush(deps, { kind, actorId, actorCount: group?.actorCount ?? 1, text: post?.text ?? '' });
  const { ttlSeconds, isUrgent } = kinds[kind];
  const about = postId ?? subjectId;
  const data = {
    kind,
    ...(groupId !== null && { notificationId: groupId }),
    ...(about !== '' && { [kind === 'MEDIA_READY' ? 'mediaId' : 'postId']: about }),
    ...(actorId !== null && { actorId }),
  };
  const common = { kind, ...words, data, collapseKey: collapseKeyOf(push.pushId), ttlSeconds, isUrgent };
  return due.map(({ _id, userId, token }) => ({ ...common, deliveryId: `${push.pushId}/${_id}`, recipientId: userId, token }));
}

/** Writes what became of a chunk, and counts a post's push on, in the surrounding transaction. */
async function record({ models, clock }: NotificationsDeps, push: Push, results: Result[]): Promise<void> {
  const now = clock();
  if (results.length > 0) {
    const groups = Map.groupBy(results, ({ state, reason }) => JSON.stringify([state, reason]));
    for (const same of groups.values()) {
      const [{ state, reason }] = same as [Result];
      const ids = same.map(({ deliveryId }) => deliveryId);
      const { shard } = byIds(ids);
      await models.deliveries.updateMany({ _id: { $in: ids }, shard }, { $set: { state, reason, updatedAt: now } });
    }
  }
  const settled = results.filter(({ state }) => state !== 'QUEUED').length;
  if (push.groupId === null && push.postId !== null && settled > 0)
    await models.postPushes.updateOne(byId(push.postId), { $inc: { done: settled }, $set: { updatedAt: now } });
}
