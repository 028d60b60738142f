/** What a job is: a name, the shape of its data, how often and how it is tried. A file per job holds its definition and its run. */
import type { z } from 'zod';
import type { Deps } from '../core/deps.ts';

export interface JobOptions<Data, JobDeps extends Deps> {
  /** `<subgraph>.<imperative>`: `posts.fan-out`. */
  name: string;
  /** Checked when the job is enqueued and again when it runs. */
  input: z.ZodType<Data>;
  /** Tries in all before the job is given up with its reason; 10 by default. */
  attempts?: number;
  /** The wait before the second try, doubling from there; 500 by default. */
  backoffMs?: number;
  /** How many of this job one worker process runs side by side; 4 by default. */
  concurrency?: number;
  /** Whether its data is forgotten when it is over, rather than kept with its record: addresses that people typed. False by default. */
  forgetsData?: boolean;
  /**
   * Does the work. It may run more than once, and again after a crash: effects are upserts with deterministic ids, or
   * happen inside `job.complete`, whose transaction also marks the record done, so that they happen exactly once.
   */
  run: (deps: JobDeps, data: Data, job: RunningJob) => Promise<void>;
}

export interface RunningJob {
  id: string;
  /** 1 for the first try. */
  attempt: number;
  /** Runs `work` and marks the job done in one transaction; does nothing when another run has completed it before. */
  complete: (work: () => Promise<void>) => Promise<void>;
}

export interface Job<Data = unknown> {
  name: string;
  input: z.ZodType<Data>;
  attempts: number;
  backoffMs: number;
  concurrency: number;
  forgetsData: boolean;
  run: (deps: never, data: Data, job: RunningJob) => Promise<void>;
}

/** A job whose data's type does not matter, as in a list of them. */
export type AnyJob = Omit<Job<never>, 'input'> & { input: z.ZodType };

/** Defines a job; the subgraph lists it in `defineSubgraph`, where each name must have exactly one handler. */
export function defineJob<Data, JobDeps extends Deps>(options: JobOptions<Data, JobDeps>): Job<Data> {
  return { attempts: 10, backoffMs: 500, concurrency: 4, forgetsData: false, ...options };
}
