/** The two jobs that deliver pushes, each with its own queue: a push for one person never waits behind a fan-out. */
import { defineJob } from '#lib/jobs/define.ts';
import type { Job } from '#lib/jobs/job.ts';
import type { NotificationsDeps } from '../deps.ts';
import { deliverPush } from './deliver/deliver-push.ts';
import { type Push, pushSchema } from './push-data.ts';

/** Delivers one notification to one person's devices. */
export const pushNow: Job<Push> = defineJob({
  name: 'notifications.push-now',
  input: pushSchema,
  concurrency: 8,
  run: async (deps: NotificationsDeps, push, job) => await deliverPush(deps, push, job, () => pushNow),
});

/**
 * Delivers a new post to the devices of 500 followers, 500 devices at a time. A process runs one at a time: a crash repeats
 * the messages that were under way, so there are few of them.
 */
export const push: Job<Push> = defineJob({
  name: 'notifications.push',
  input: pushSchema,
  concurrency: 1,
  run: async (deps: NotificationsDeps, data, job) => await deliverPush(deps, data, job, () => push),
});
