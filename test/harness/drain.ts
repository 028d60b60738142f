/** Waits until nothing is on its way between the subgraphs any more: tests do so before they count. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Deps } from '#lib/core/deps.ts';
import { openEventLog } from '#lib/events/log.ts';
import { checkpointModels } from '#lib/events/reader.ts';
import { queuePrefix } from '#lib/jobs/queues.ts';
import { jobRecords } from '#lib/jobs/records.ts';

const pollMs = 15;

/** Looks for work of one kind in one subgraph. @returns Its name; null where there is none. */
type Look = () => Promise<string | null>;

/**
 * Waits until every event is numbered and read, and every due job has run to its end.
 *
 * @throws Error that names the first remaining work after `withinMs`.
 */
export async function drain(subgraphs: Deps[], withinMs = 30_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  for (let found = await findWork(subgraphs); found; found = await findWork(subgraphs)) {
    // Looks for this work only until it is done: a look for all work takes thirty queries.
    for (let left: string | null = found.name; left !== null; left = await found.look()) {
      if (Date.now() > deadline) throw new Error(`Not drained after ${withinMs} ms: ${left}`);
      await delay(pollMs);
    }
  }
}

interface Work {
  name: string;
  look: Look;
}

/**
 * Work moves in a circle: an event is numbered, read by others, makes jobs, and these emit events. Each step is one
 * transaction. A look goes around that circle once and compares the logs' heads at its end, so that no work moves past it.
 */
async function findWork(subgraphs: Deps[]): Promise<Work | null> {
  const toNumber = subgraphs.map(lookForEvents);
  const found = await firstOf(toNumber);
  if (found) return found;
  const heads = await readHeads(subgraphs);
  const rest =
    (await firstOf(subgraphs.map((deps) => lookForUnread(deps, heads)))) ??
    (await firstOf(subgraphs.map(lookForJobs))) ??
    (await firstOf(toNumber));
  if (rest) return rest;
  const isAtRest = [...(await readHeads(subgraphs))].join() === [...heads].join();
  return isAtRest ? await firstOf(subgraphs.slice(0, 1).map(lookForRunning)) : { name: 'new events', look: async () => null };
}

async function firstOf(looks: readonly Look[]): Promise<Work | null> {
  const names = await Promise.all(looks.map(async (look) => await look()));
  const at = names.findIndex((name) => name !== null);
  const [name, look] = [names[at], looks[at]];
  return name && look ? { name, look } : null;
}

async function readHeads(subgraphs: Deps[]): Promise<Map<string, number>> {
  return new Map(
    await Promise.all(subgraphs.map(async ({ connection }) => [connection.name, (await openEventLog(connection).head()).seq] as const)),
  );
}

const onlyId = { projection: { _id: 1 } };

function lookForEvents({ connection }: Deps): Look {
  return async () => {
    const event = await openEventLog(connection).pending.collection.findOne({}, onlyId);
    return event && `${connection.name}: events to number`;
  };
}

function lookForJobs({ connection, clock }: Deps): Look {
  return async () => {
    const job = await jobRecords(connection).collection.findOne({ state: 'pending', runAt: { $lte: clock() } }, onlyId);
    return job && `${connection.name}: job ${String(job._id)} to run`;
  };
}

/** A job's last steps, such as the removal of files, follow the completion of its record. All subgraphs share one Redis. */
function lookForRunning({ redis }: Deps): Look {
  return async () => {
    const [queue] = await redis.keys(`${queuePrefix}:*:active`);
    return queue === undefined ? null : `${queue}: a job to end`;
  };
}

function lookForUnread({ connection }: Deps, heads: ReadonlyMap<string, number>): Look {
  return async () => {
    for (const { _id, seq } of await checkpointModels(connection).checkpoints.find().lean()) {
      const [, head = 0] = [...heads].find(([name]) => name.endsWith(`_${_id}`)) ?? [];
      if (head > seq) return `${connection.name}: events of ${_id} to read`;
    }
    return null;
  };
}
