/** The dependencies of the rules of every subgraph: stores, events, jobs, clock and chance. Rules reach these in no other way. */
import type { Redis } from 'ioredis';
import type { Connection } from 'mongoose';
import type { EventName, EventPayload } from '#schema/events/index.ts';
import type { Ask } from '../graphql/ask.ts';
import type { Cursors } from '../graphql/cursors.ts';
import type { IdPrefix, Random } from '../db/ids.ts';
import type { Job } from '../jobs/job.ts';
import type { Logger } from '../observe/log.ts';

export interface NewEvent<Name extends EventName = EventName> {
  type: Name;
  /** The id of what changed; events of one subject are numbered in the order of their revisions. */
  subject: string;
  /** Grows with each write of the subject. */
  revision: number;
  /** The words by which live listeners choose events: the author of a post, its tags. */
  topics?: string[];
  payload: EventPayload<Name>;
}

export interface EnqueueOptions {
  /** The job's identity: the same id is never run to completion twice. */
  id: string;
  /** Not before this moment. */
  runAt?: Date;
  /**
   * Due jobs of a queue run in the order of their turns, 0 by default. Where an account's n-th waiting job has turn n, accounts take
   * turns, however many jobs one of them has.
   */
  turn?: number;
}

export interface Deps<Models = unknown, Config = unknown, Parts = unknown> {
  config: Config;
  /** Further parts of this subgraph, such as adapters. */
  parts: Parts;
  connection: Connection;
  models: Models;
  redis: Redis;
  log: Logger;
  clock: () => Date;
  random: Random;
  /** Makes an id of that kind, on the shard of its owner. */
  newId: (prefix: IdPrefix, ownerId?: string) => string;
  /** Opaque, signed cursors of this subgraph's lists. */
  cursors: Cursors;
  /**
   * Runs `work` in one transaction, again from the start when another writer was faster; every query of this service's
   * models inside takes part by itself. Nested calls join the outer transaction. One query at a time: no `Promise.all`.
   */
  transaction: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** Writes events into this subgraph's log, in the surrounding transaction (throws outside of one). */
  emit: <Name extends EventName>(...events: NewEvent<Name>[]) => Promise<void>;
  /** Writes a job record, in the surrounding transaction (throws outside of one); workers take it from there. */
  enqueue: <Data>(job: Job<Data>, data: NoInfer<Data>, options: EnqueueOptions) => Promise<void>;
  /** The same for many at once. */
  enqueueAll: <Data>(job: Job<Data>, items: ({ data: NoInfer<Data> } & EnqueueOptions)[]) => Promise<void>;
  /** Asks another subgraph, as this service. */
  ask: Ask;
}
