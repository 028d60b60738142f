/** Delivers one chunk of a push: reads the facts, decides, notes, sends and settles. */
import { byIds } from '#lib/db/ids.ts';
import type { Job, RunningJob } from '#lib/jobs/job.ts';
import type { NotificationsDeps } from '../../deps.ts';
import { addDeliveries, newDelivery, setState } from '../../inbox/ledger.ts';
import type { DeliveryRecord } from '../../model/delivery.ts';
import type { DeviceRecord } from '../../model/device.ts';
import { outboxSender } from '../outbox.ts';
import type { Push } from '../push-data.ts';
import { mostAtOnce, type PushMessage, type PushOutcome, type SendPush } from '../sender.ts';
import { decidePush } from './decide-push.ts';
import { judgeOutcomes } from './judge-outcomes.ts';
import { makeMessages } from './make-messages.ts';
import { readMoment } from './read-moment.ts';
import { settlePush } from './settle-push.ts';

/**
 * Delivers a chunk. The facts count at this moment: registered devices, preferences, reads, visibility, blocks and mutes.
 * Throttled deliveries, and those beyond the number that FCM takes at once, become a job of their own.
 *
 * A crash between sending and the record of it repeats the chunk; the same collapse key makes a device show it once.
 *
 * @param again - The job of the rest: the one that called, which is not defined yet when it is.
 */
export async function deliverPush(deps: NotificationsDeps, push: Push, job: RunningJob, again: () => Job<Push>): Promise<void> {
  const moment = await readMoment(deps, push);
  const { waiting, fresh, settledCount } = await readLedger(deps, push, moment.devices);
  const { due, results } = decidePush(waiting.slice(0, mostAtOnce), moment);
  await noteSending(deps, { due, fresh });
  const outcomes = await send(deps, await makeMessages(deps, { push, due, moment }));
  const isLate = deps.clock().getTime() > Date.parse(push.until);
  const judged = judgeOutcomes(due, outcomes, isLate);
  await job.complete(async () => {
    await settlePush(deps, {
      push,
      job,
      again: again(),
      results: [...results, ...judged.results],
      surplus: waiting.slice(mostAtOnce),
      gone: judged.goneIds.flatMap((deviceId) => moment.devices.get(deviceId) ?? []),
      settledCount,
      waitingCount: waiting.length,
      afterMs: judged.afterMs,
    });
  });
}

/** Sends messages; a failure of the service as a whole throttles all of them. */
async function send(deps: NotificationsDeps, messages: readonly PushMessage[]): Promise<PushOutcome[]> {
  if (messages.length === 0) return [];
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

/** The chunk's deliveries that no earlier run has settled; those of them that the ledger lacks; and the count of settled ones. */
async function readLedger(
  deps: NotificationsDeps,
  { pushId, kind, subjectId, groupId, to }: Push,
  devices: ReadonlyMap<string, DeviceRecord>,
): Promise<{ waiting: DeliveryRecord[]; fresh: DeliveryRecord[]; settledCount: number }> {
  const idOf = (deviceId: string): string => `${pushId}/${deviceId}`;
  const named = to.flatMap(({ deviceId }) => deviceId ?? []);
  const ids = [...new Set([...named, ...devices.keys()])].map(idOf);
  const known = await deps.models.deliveries.find(byIds(ids)).batchSize(ids.length).lean();
  const knownIds = new Set(known.map(({ _id }) => _id));
  // The ledger had every device that the job names: an entry that is missing now was erased with its account.
  const isNew = ({ _id }: DeviceRecord): boolean => !knownIds.has(idOf(_id)) && !named.includes(_id);
  const fresh = [...devices.values()]
    .filter(isNew)
    .map((device) => newDelivery(deps, { pushId, kind, subject: subjectId === '' ? kind : subjectId, groupId }, device));
  const open = known.filter(({ state }) => state === 'QUEUED' || state === 'SENT');
  return { waiting: [...open, ...fresh], fresh, settledCount: known.length - open.length };
}

/** Writes into the ledger, before sending, what is about to be sent. */
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
