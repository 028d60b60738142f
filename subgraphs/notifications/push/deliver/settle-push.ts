import { byId } from '#lib/db/ids.ts';
import type { Job, RunningJob } from '#lib/jobs/job.ts';
import type { NotificationsDeps } from '../../deps.ts';
import { setState } from '../../inbox/ledger.ts';
import { chunkIdOf } from '../../inbox/post-progress.ts';
import type { DeliveryRecord } from '../../model/delivery.ts';
import type { DeviceRecord } from '../../model/device.ts';
import { removeDevices } from '../devices.ts';
import type { Push } from '../push-data.ts';
import type { Result } from './decide-push.ts';
import { waitMs } from './judge-outcomes.ts';

export interface Settlement {
  push: Push;
  job: Pick<RunningJob, 'id'>;
  /** The job that tries the rest again. */
  again: Job<Push>;
  results: readonly Result[];
  /** Deliveries beyond the number that the service takes at once. */
  surplus: readonly DeliveryRecord[];
  gone: readonly DeviceRecord[];
  /** Deliveries that earlier runs have settled. */
  settledCount: number;
  /** Deliveries that waited when this run began. */
  waitingCount: number;
  /** The wait that the service demands before another try. */
  afterMs: number;
}

/** Writes the results of a chunk and enqueues the rest as a job of its own, in the surrounding transaction. */
export async function settlePush(deps: NotificationsDeps, settlement: Settlement): Promise<void> {
  const { push, job, again, results, surplus, gone, settledCount, waitingCount, afterMs } = settlement;
  const { models, clock, random } = deps;
  for (const same of Map.groupBy(results, ({ state, reason }) => JSON.stringify([state, reason])).values()) {
    const [{ state, reason }] = same as [Result];
    await setState(
      deps,
      same.map(({ delivery }) => delivery),
      { state, reason },
    );
  }
  await removeDevices(deps, gone);
  const left = results.filter(({ state }) => state === 'QUEUED').map(({ delivery }) => delivery);
  if (push.groupId === null) {
    const isFirst = push.round === 1;
    const done = results.length - left.length + (isFirst ? settledCount : 0);
    const total = isFirst ? { total: settledCount + waitingCount } : {};
    await models.pushChunks.updateOne(byId(chunkIdOf(job.id)), { $inc: { done }, $set: { ...total, updatedAt: clock() } });
  }
  const to = [...left, ...surplus].map(({ deviceId, recipientId }) => ({ deviceId, userId: recipientId }));
  if (to.length === 0) return;
  const round = push.round + 1;
  const chance = (random(1)[0] ?? 0) / 256;
  const runAt = new Date(clock().getTime() + (left.length > 0 ? waitMs({ round: push.round, afterMs, chance }) : 0));
  await deps.enqueue(again, { ...push, to, round }, { id: job.id.replace(/\/\d+$/, `/${round}`), runAt });
}
