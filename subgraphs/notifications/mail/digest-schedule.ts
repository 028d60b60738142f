/** Queues weekly summaries when they are due. The preferences are the schedule: no second record can contradict them. */
import { setTimeout as delay } from 'node:timers/promises';
import { anyDate } from '#lib/db/fields.ts';
import type { Leases } from '#lib/db/lease.ts';
import type { NotificationsDeps } from '../deps.ts';
import { mailDigest } from './mail-digest.ts';
import { weekMs } from '../settings/preferences.ts';

const batchSize = 100;
const lookEveryMs = 5_000;

/** Looks for due summaries, in one worker at a time; another worker follows a dead one within 3 s. */
export function startDigestSchedule(deps: NotificationsDeps, leases: Leases): AsyncDisposable {
  const work = async (_fence: number, signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      const count = await queueDueDigests(deps);
      if (count < batchSize) await delay(lookEveryMs, undefined, { signal }).catch(() => undefined);
    }
  };
  return leases.run({ name: 'digests', work });
}

/**
 * Queues up to 100 due summaries and schedules the next ones. Running twice at once is harmless: the due time is part of the
 * job's id. After weeks without a worker a user gets one summary, not one for each week.
 *
 * @returns The number of summaries that were due.
 */
export async function queueDueDigests(deps: NotificationsDeps): Promise<number> {
  const { models, clock } = deps;
  const now = clock().getTime();
  const due = await models.preferences
    .find({ digestDueAt: { ...anyDate, $lte: new Date(now) } })
    .sort({ digestDueAt: 1 })
    .limit(batchSize)
    .lean();
  for (const { _id: userId, shard, digestDueAt } of due) {
    const dueMs = digestDueAt?.getTime() ?? now;
    const weeks = Math.floor((now - dueMs) / weekMs) + 1;
    const dueAt = new Date(dueMs).toISOString();
    const next = { $set: { digestDueAt: new Date(dueMs + weeks * weekMs) } };
    await deps.transaction(async () => {
      const { matchedCount } = await models.preferences.updateOne({ _id: userId, shard, digestDueAt }, next);
      if (matchedCount > 0) await deps.enqueue(mailDigest, { userId, dueAt }, { id: `mail-digest/${userId}/${dueMs}` });
    });
  }
  return due.length;
}
