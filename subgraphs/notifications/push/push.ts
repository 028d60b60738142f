/** Handing messages over: what is for one person at once, and in a queue of its own what is for many, which must not be before it. */
import { defineJob, type Job } from '#lib/jobs/define.ts';
import type { NotificationsDeps } from '../deps.ts';
import { deliverPush } from './deliver/deliver-push.ts';
import { type Push, pushSchema } from './push-data.ts';

/** One notification to one person's devices. */
export const pushNow: Job<Push> = defineJob({
  name: 'notifications.push-now',
  input: pushSchema,
  concurrency: 8,
  run: async (deps: NotificationsDeps, push, job) => await deliverPush(deps, push, job, () => pushNow),
});

/** A new post to the devices of 500 of its author's followers, 500 devices at a time. A process has one in flight: what is in flight at a crash comes twice. */
export const push: Job<Push> = defineJob({
  name: 'notifications.push',
  input: pushSchema,
  concurrency: 1,
  run: async (deps: NotificationsDeps, data, job) => await deliverPush(deps, data, job, () => push),
});
