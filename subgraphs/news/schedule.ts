/** What happens in news by its time: articles are published, and series of events go on. */
import type { Leases } from '#lib/db/lease.ts';
import { runSchedule } from '#lib/jobs/schedule.ts';
import type { NewsDeps } from './deps.ts';
import { extendDue } from './events/extend-due.ts';
import { publishDue } from './writing/publish-due.ts';

const batchSize = 20;

/** Looks for what is due, in one worker at a time. */
export function startSchedule(deps: NewsDeps, leases: Leases): AsyncDisposable {
  const doDue = async (): Promise<number> => Math.max(await publishDue(deps, batchSize), await extendDue(deps, batchSize));
  return runSchedule(deps, leases, { name: 'schedule', batchSize, doDue });
}
