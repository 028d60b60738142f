/** Waits until nothing is on its way between the subgraphs any more: tests do so before they count. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Connection } from 'mongoose';
import type { Deps } from '#lib/core/deps.ts';
import { openEventLog } from '#lib/events/log.ts';
import { checkpointModels } from '#lib/events/reader.ts';
import { jobRecords } from '#lib/jobs/records.ts';

const pollMs = 15;

/**
 * Waits until every event is numbered and read, and every due job has run.
 *
 * @throws Error that names the first remaining work after `withinMs`.
 */
export async function drain(subgraphs: Deps[], withinMs = 30_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  // A job may end and emit between two queries of one look: only a second look with the same heads shows rest.
  let restedAt = '';
  for (;;) {
    const { left, heads } = await look(subgraphs);
    if (left === null && heads === restedAt) return;
    restedAt = left === null ? heads : '';
    if (left === null) continue;
    if (Date.now() > deadline) throw new Error(`Not drained after ${withinMs} ms: ${left}`);
    await delay(pollMs);
  }
}

interface Look {
  /** The first remaining work; null at rest. */
  left: string | null;
  /** The last number of each log. */
  heads: string;
}

async function look(subgraphs: Deps[]): Promise<Look> {
  const states = await Promise.all(subgraphs.map(lookAt));
  const heads = new Map(states.map(({ name, head }) => [name, head]));
  const result = (left: string | null): Look => ({ left, heads: [...heads].join() });
  const busy = states.find(({ left }) => left !== null);
  if (busy) return result(busy.left);
  // Asked last: a look that finds other work does without.
  const unread = await Promise.all(subgraphs.map(async ({ connection }) => await findUnread(connection, heads)));
  return result(unread.find((left) => left !== null) ?? null);
}

/** The subgraph's own work: events without a number, and jobs that are due. */
async function lookAt({ connection, clock }: Deps): Promise<{ name: string; head: number; left: string | null }> {
  const { name } = connection;
  const log = openEventLog(connection);
  const only = { projection: { _id: 1 } };
  const [event, job, { seq: head }] = await Promise.all([
    log.events.collection.findOne({ pending: true }, only),
    jobRecords(connection).collection.findOne({ state: 'pending', runAt: { $lte: clock() } }, only),
    log.head(),
  ]);
  const left = event ? `${name}: events to number` : job ? `${name}: job ${String(job._id)} to run` : null;
  return { name, head, left };
}

async function findUnread(connection: Connection, heads: ReadonlyMap<string, number>): Promise<string | null> {
  for (const { _id, seq } of await checkpointModels(connection).checkpoints.find().lean()) {
    const [, head = 0] = [...heads].find(([name]) => name.endsWith(`_${_id}`)) ?? [];
    if (head > seq) return `${connection.name}: events of ${_id} to read`;
  }
  return null;
}
