/** Waits until nothing is on its way between the subgraphs any more: tests do so before they count. */
import { setTimeout as delay } from 'node:timers/promises';
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
  /** The first work found, so that a look in vain costs few queries; null at rest. */
  left: string | null;
  /** The last number of each log, as far as they were read. */
  heads: string;
}

async function look(subgraphs: Deps[]): Promise<Look> {
  const heads = new Map<string, number>();
  const result = (left: string | null): Look => ({ left, heads: [...heads].join() });
  for (const { connection, clock } of subgraphs) {
    const log = openEventLog(connection);
    if (await log.events.collection.findOne({ pending: true }, { projection: { _id: 1 } }))
      return result(`${connection.name}: events to number`);
    const job = await jobRecords(connection).collection.findOne({ state: 'pending', runAt: { $lte: clock() } }, { projection: { _id: 1 } });
    if (job) return result(`${connection.name}: job ${String(job._id)} to run`);
    heads.set(connection.name, (await log.head()).seq);
  }
  for (const { connection } of subgraphs) {
    for (const { _id, seq } of await checkpointModels(connection).checkpoints.find().lean()) {
      const publisher = subgraphs.find((other) => other.connection.name.endsWith(`_${_id}`));
      if (publisher && (heads.get(publisher.connection.name) ?? 0) > seq) return result(`${connection.name}: events of ${_id} to read`);
    }
  }
  return result(null);
}
