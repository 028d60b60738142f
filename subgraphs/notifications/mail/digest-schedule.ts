/** Queues weekly summaries when they are due. The preferences are the schedule: no second record can contradict them. */
import type { Leases } from '#lib/db/lease.ts';
import { createSchedule, runSchedules, type Schedule } from '#lib/jobs/schedule.ts';
import type { NotificationsDeps } from '../deps.ts';
import type { PreferencesRecord } from '../model/people.ts';
import { mailDigest } from './mail-digest.ts';
import { weekMs } from '../settings/preferences.ts';

type Due = Pick<PreferencesRecord, '_id' | 'shard' | 'digestDueAt'>;

/** Looks for due summaries, in one worker at a time. */
export function startDigestSchedule(deps: NotificationsDeps, leases: Leases): AsyncDisposable {
  return runSchedules(deps, leases, [digests(deps)]);
}

/**
 * Queues due summaries and schedules the next ones. Running twice at once is harmless: the due time is part of the job's id. After
 * weeks without a worker a user gets one summary, not one for each week.
 */
export function digests(deps: NotificationsDeps): Schedule {
  return createSchedule<Due>(deps, {
    name: 'digests',
    at: 'digestDueAt',
    batchSize: 100,
    lookEveryMs: 5_000,
    find: async ({ filter, sort, limit }) =>
      await deps.models.preferences.find(filter, { shard: 1, digestDueAt: 1 }).sort(sort).limit(limit).lean(),
    partsOf: (due) => due.map((one) => ({ things: [one], run: async () => await queueDigest(deps, one) })),
  });
}

async function queueDigest(deps: NotificationsDeps, { _id: userId, shard, digestDueAt }: Due): Promise<void> {
  const now = deps.clock().getTime();
  const dueMs = digestDueAt?.getTime() ?? now;
  const weeks = Math.floor((now - dueMs) / weekMs) + 1;
  const dueAt = new Date(dueMs).toISOString();
  const next = { $set: { digestDueAt: new Date(dueMs + weeks * weekMs) } };
  await deps.transaction(async () => {
    const { matchedCount } = await deps.models.preferences.updateOne({ _id: userId, shard, digestDueAt }, next);
    if (matchedCount > 0) await deps.enqueue(mailDigest, { userId, dueAt }, { id: `mail-digest/${userId}/${dueMs}` });
  });
}
