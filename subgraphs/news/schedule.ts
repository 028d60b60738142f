/** What happens in news by its time: articles are published, who goes to an event is reminded, and series go on. */
import type { Leases } from '#lib/db/lease.ts';
import { runSchedules } from '#lib/jobs/schedule.ts';
import type { NewsDeps } from './deps.ts';
import { reminders } from './events/remind-due.ts';
import { extensions } from './events/extend-due.ts';
import { publications } from './writing/publish-due.ts';

/** Looks for what is due, in one worker at a time. */
export function startSchedule(deps: NewsDeps, leases: Leases): AsyncDisposable {
  return runSchedules(deps, leases, [publications(deps), reminders(deps), extensions(deps)]);
}
