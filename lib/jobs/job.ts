/** A job as queues and workers see it; `define.ts` defines one. */
import type { z } from 'zod';

/** The part of a running job that its work uses. */
export interface RunningJob {
  id: string;
  /** 1 for the first try. */
  attempt: number;
  /** Runs `work` and marks the job done in one transaction; does nothing when another run has completed the job. */
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

/** A job of any data, for lists of jobs. */
export type AnyJob = Omit<Job<never>, 'input'> & { input: z.ZodType };
