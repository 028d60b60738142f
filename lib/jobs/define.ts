/** The definition of a job: its name, the shape of its data, its tries and its work. Each job has a file of its own. */
import type { z } from 'zod';
import type { Deps } from '../core/deps.ts';
import type { Job, RunningJob } from './job.ts';

export interface JobOptions<Data, JobDeps extends Deps> {
  /** `<subgraph>.<imperative>`: `posts.fan-out`. */
  name: string;
  /** The shape of its data, checked when the job is enqueued and again when it runs. */
  input: z.ZodType<Data>;
  /** The number of tries; after the last one the job has failed for good. 10 by default. */
  attempts?: number;
  /** The wait before the second try; it doubles from there. 500 by default. */
  backoffMs?: number;
  /** The number of these jobs that one worker process runs at once; 4 by default. */
  concurrency?: number;
  /** Whether its record loses the data when the job ends: for data such as typed e-mail addresses. False by default. */
  forgetsData?: boolean;
  /**
   * Does the work. It may run more than once, and again after a crash. Its effects are therefore upserts with deterministic ids,
   * or happen inside `job.complete`: its transaction also marks the record done, so they happen exactly once.
   */
  run: (deps: JobDeps, data: Data, job: RunningJob) => Promise<void>;
}

/** Defines a job; the subgraph lists it in `defineSubgraph`, where each name must have exactly one handler. */
export function defineJob<Data, JobDeps extends Deps>(options: JobOptions<Data, JobDeps>): Job<Data> {
  return { attempts: 10, backoffMs: 500, concurrency: 4, forgetsData: false, ...options };
}
