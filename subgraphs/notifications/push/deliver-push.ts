/** One chunk of a push: who may have it now, handing it over, and what became of it. */
import { byId, byIds } from '#lib/db/ids.ts';
import type { Job, RunningJob } from '#lib/jobs/define.ts';
import type { NotificationsDeps } from '../context.ts';
import type { DeliveryRecord, DeviceRecord, GroupRecord } from '../model.ts';
import { outboxSender } from './outbox.ts';
import { mostAtOnce, type PushMessage, type PushOutcome, type SendPush } from './sender.ts';
import { askVisible, type VisiblePost } from '../inbox/ask-visible.ts';
import { collapseKeyOf } from './collapse-key.ts';
import { findTargets, removeDevices } from './devices.ts';
import { kinds } from '../settings/kinds.ts';
import { addDeliveries, newDelivery, setState } from '../inbox/ledger.ts';
import { whomMayReach } from '../inbox/may-reach.ts';
import { chunkIdOf } from '../inbox/post-progress.ts';
import { withoutPush } from '../settings/preferences.ts';
import type { Push } from './push-data.ts';
import { wordPush } from './word-push.ts';

const firstWaitMs = 1_000;
const longestWaitMs = 60_000;

/** What becomes of a delivery: its state, and why. */
interface Result {
  delivery: DeliveryRecord;
  state: 'ACCEPTED' | 'FAILED' | 'SUPPRESSED' | 'QUEUED';
  reason: string | null;
}

/**
 * Hands a chunk over. Each message is asked about at this moment: whether the device is still there, the kind wanted, the
 * notification unread, the post visible, nobody blocked or muted. What is throttled, and what is more than FCM takes at once, is for a job of its own.
 *
 * A crash between the handing over and its record repeats this chunk, with the same collapse key.
 */
export async function deliverPush(deps: NotificationsDeps, push: Push, job: RunningJob, again: () => Job<Push>): Promise<void> {
  const { models, clock } = deps;
  const userIds = [...new Set(push.to.map(({ userId }) => userId))];
  const group = push.groupId === null ? null : await models.groups.findOne(byId(push.groupId)).lean();
  const [devices, visible, switchedOff, { actorId, reach }] = await Promise.all([
    findTargets(deps, push.to),
    askVisible(deps, push.postId, userIds).catch((error: unknown) => {
      deps.log.warn({ err: error, pushId: push.pushId }, 'posts cannot be asked who may see it, trying again');
      return 'unknown' as const;
    }),
    withoutPush(deps, push.kind, userIds),
    findActor(deps, push, group, userIds),
  ]);
  const { waiting, fresh, settledCount } = await readLedger(deps, push, devices);
  const turn = waiting.slice(0, mostAtOnce);
  const { due, results } = choose(turn, { push, devices, group, visible, switchedOff, reach });
  await noteSending(deps, { due, fresh });
  const messages = await toMessages(deps, {
    push,
    due,
    devices,
    group,
    actorId,
    post: visible === 'unknown' ? null : (visible?.post ?? null),
  });
  const outcomes = messages.length === 0 ? [] : await send(deps, messages);
  const isLate = clock().getTime() > Date.parse(push.until);
  const gone: DeviceRecord[] = [];
  let afterMs = 0;
  for (const [index, outcome] of outcomes.entries()) {
    const delivery = due[index] as DeliveryRecord;
    if (outcome.state === 'accepted') results.push({ delivery, state: 'ACCEPTED', reason: null });
    else if (outcome.state === 'throttled') {
      results.push({ delivery, state: isLate ? 'FAILED' : 'QUEUED', reason: outcome.reason });
      afterMs = Math.max(afterMs, outcome.afterMs ?? 0);
    } else {
      results.push({ delivery, state: 'FAILED', reason: outcome.reason });
      if (outcome.state === 'unregistered') gone.push(devices.get(delivery.deviceId ?? '') as DeviceRecord);
    }
  }
  const left = results.filter(({ state }) => state === 'QUEUED').map(({ delivery }) => delivery);
  const surplus = waiting.slice(mostAtOnce);
  await job.complete(async () => {
    for (const same of Map.groupBy(results, ({ state, reason }) => JSON.stringify([state, reason])).values()) {
      const [{ state, reason }] = same as [Result];
      await setState(
        deps,
        same.map(({ delivery }) => delivery),
        { state, reason },
      );
    }
    await removeDevices(deps, gone);
    if (push.groupId === null) {
      const done = results.length - left.length + (push.round === 1 ? settledCount : 0);
      const total = push.round === 1 ? { total: settledCount + waiting.length } : {};
      await models.pushChunks.updateOne(byId(chunkIdOf(job.id)), { $inc: { done }, $set: { ...total, updatedAt: clock() } });
    }
    const to = [...left, ...surplus].map(({ deviceId, recipientId }) => ({ deviceId, userId: recipientId }));
    const round = push.round + 1;
    const runAt = new Date(clock().getTime() + (left.length > 0 ? waitMs(deps, push.round, afterMs) : 0));
    if (to.length > 0) await deps.enqueue(again(), { ...push, to, round }, { id: job.id.replace(/\/\d+$/, `/${round}`), runAt });
  });
}

/** Never before the service says; doubling otherwise, and spread, so that chunks do not come back all at once. */
function waitMs({ random }: NotificationsDeps, round: number, afterMs: number): number {
  const spread = 1 + (random(1)[0] ?? 0) / 512;
  return Math.max(afterMs, Math.min(longestWaitMs, firstWaitMs * 2 ** (round - 1))) * spread;
}

/** What cannot be handed over as a whole is tried again as a whole. */
async function send(deps: NotificationsDeps, messages: readonly PushMessage[]): Promise<PushOutcome[]> {
  return await chooseSender(deps)(messages).catch((error: unknown) =>
    messages.map(() => ({ state: 'throttled', reason: String(error).slice(0, 300), afterMs: null }) as const),
  );
}

function chooseSender(deps: NotificationsDeps): SendPush {
  const { fcm } = deps.parts;
  if (fcm) return fcm.send;
  if (deps.config.NODE_ENV !== 'production') return outboxSender(deps);
  return async (messages) => messages.map(() => ({ state: 'refused', reason: 'FIREBASE_SERVICE_ACCOUNT is not set' }));
}

type Devices = ReadonlyMap<string, DeviceRecord>;

/** The chunk's deliveries that no run before has settled; those of them that are not in the ledger yet; and how many are settled. */
async function readLedger(
  deps: NotificationsDeps,
  { pushId, kind, subjectId, groupId, to }: Push,
  devices: Devices,
): Promise<{ waiting: DeliveryRecord[]; fresh: DeliveryRecord[]; settledCount: number }> {
  const idOf = (deviceId: string): string => `${pushId}/${deviceId}`;
  const named = to.flatMap(({ deviceId }) => deviceId ?? []);
  const ids = [...new Set([...named, ...devices.keys()])].map(idOf);
  const known = await deps.models.deliveries.find(byIds(ids)).batchSize(ids.length).lean();
  const knownIds = new Set(known.map(({ _id }) => _id));
  // Devices that were named were in the ledger then: what of them is not has been erased since.
  const isNew = ({ _id }: DeviceRecord): boolean => !knownIds.has(idOf(_id)) && !named.includes(_id);
  const fresh = [...devices.values()]
    .filter(isNew)
    .map((device) => newDelivery(deps, { pushId, kind, subject: subjectId === '' ? kind : subjectId, groupId }, device));
  const open = known.filter(({ state }) => state === 'QUEUED' || state === 'SENT');
  return { waiting: [...open, ...fresh], fresh, settledCount: known.length - open.length };
}

/** Who is named, and whom they may reach: of a notification's actors the newest whom its recipient hears of. */
async function findActor(
  deps: NotificationsDeps,
  push: Push,
  group: GroupRecord | null,
  userIds: readonly string[],
): Promise<{ actorId: string | null; reach: ReadonlyMap<string, string | null> | null }> {
  const [named = push.actorId, ...others] = group?.actorIds ?? [];
  if (named === null) return { actorId: null, reach: null };
  const reach = await whomMayReach(deps, named, userIds);
  const isHeard = (each: ReadonlyMap<string, string | null>): boolean => userIds.some((userId) => each.get(userId) === null);
  if (group === null || isHeard(reach)) return { actorId: named, reach };
  for (const actorId of others) {
    const next = await whomMayReach(deps, actorId, userIds);
    if (isHeard(next)) return { actorId, reach: next };
  }
  return { actorId: named, reach };
}

/** What decides about a chunk at this moment. */
interface Moment {
  push: Push;
  devices: Devices;
  group: GroupRecord | null;
  visible: VisiblePost | 'unknown' | null;
  switchedOff: ReadonlySet<string>;
  /** Why the actor may not reach a recipient; null where nobody acts. */
  reach: ReadonlyMap<string, string | null> | null;
}

/** Who may have it, and why others do not. */
function choose(
  waiting: readonly DeliveryRecord[],
  { push, devices, group, visible, switchedOff, reach }: Moment,
): { due: DeliveryRecord[]; results: Result[] } {
  const due: DeliveryRecord[] = [];
  const results: Result[] = [];
  for (const delivery of waiting) {
    const { deviceId, recipientId } = delivery;
    const reason = !devices.has(deviceId ?? '')
      ? 'device unregistered'
      : switchedOff.has(recipientId)
        ? 'switched off'
        : push.groupId !== null && !group?.isShown
          ? 'taken back'
          : group?.readAt
            ? 'read in the app'
            : (reach?.get(recipientId) ?? null);
    if (reason !== null) results.push({ delivery, state: 'SUPPRESSED', reason });
    else if (visible === 'unknown') results.push({ delivery, state: 'QUEUED', reason: 'posts does not answer' });
    else if (visible !== null && !visible.viewerIds.has(recipientId))
      results.push({ delivery, state: 'SUPPRESSED', reason: 'not visible' });
    else due.push(delivery);
  }
  return { due, results };
}

/** Has the ledger say what is handed over now, before it is. */
async function noteSending(deps: NotificationsDeps, { due, fresh }: { due: DeliveryRecord[]; fresh: DeliveryRecord[] }): Promise<void> {
  const dueIds = new Set(due.map(({ _id }) => _id));
  const freshIds = new Set(fresh.map(({ _id }) => _id));
  await addDeliveries(
    deps,
    fresh.map((delivery) => (dueIds.has(delivery._id) ? { ...delivery, state: 'SENT', attempts: 1 } : delivery)),
  );
  await setState(
    deps,
    due.filter(({ _id }) => !freshIds.has(_id)),
    { state: 'SENT', isTry: true },
  );
}

interface Messages {
  push: Push;
  due: DeliveryRecord[];
  devices: Devices;
  group: GroupRecord | null;
  /** Whom it names. */
  actorId: string | null;
  post: { text: string } | null;
}

async function toMessages(deps: NotificationsDeps, { push, due, devices, group, actorId, post }: Messages): Promise<PushMessage[]> {
  if (due.length === 0) return [];
  const { kind, groupId, subjectId, postId } = push;
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
  return due.map(({ _id: deliveryId, recipientId, deviceId }) => {
    const { token } = devices.get(deviceId ?? '') as DeviceRecord;
    return { ...common, deliveryId, recipientId, token };
  });
}
