/** Waits until nothing is on its way between the subgraphs any more: what tests do before they count. */
import { setTimeout as delay } from 'node:timers/promises';
import { openEventLog } from '#lib/events/log.ts';
import { checkpointModels } from '#lib/events/reader.ts';
import { jobRecords } from '#lib/jobs/records.ts';
import type { Deps } from '#lib/core/deps.ts';

/**
 * Waits until every event is numbered and read, and every due job has run.
 *
 * @throws Error that names the rest after `withinMs`.
 */
export async function drain(subgraphs: Deps[], withinMs = 30_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  // A job may end and emit between two questions of one look: only what a second look finds unchanged is at rest.
  let restedAt = '';
  for (;;) {
    const states = await Promise.all(subgraphs.map((deps) => look(deps, subgraphs)));
    const left = states.flatMap((state) => state.left);
    const heads = states.map(({ head }) => head).join();
    if (left.length === 0 && heads === restedAt) return;
    restedAt = left.length === 0 ? heads : '';
    if (Date.now() > deadline) throw new Error(`Not drained after ${withinMs} ms: ${left.join('; ')}`);
    await delay(15);
  }
}

/** The head of a subgraph's log, and its remaining work: events without a number, unread events, jobs that are due. */
async function look({ connection, clock }: Deps, publishers: Deps[]): Promise<{ head: number; left: string[] }> {
  const left: string[] = [];
  const log = openEventLog(connection);
  const { seq: head } = await log.head();
  if (await log.events.exists({ pending: true })) left.push(`${connection.name}: events to number`);
  for (const { _id, seq } of await checkpointModels(connection).checkpoints.find().lean()) {
    const publisher = publishers.find((other) => other.connection.name.endsWith(`_${_id}`));
    if (publisher && (await openEventLog(publisher.connection).head()).seq > seq) left.push(`${connection.name}: events of ${_id} to read`);
  }
  const job = await jobRecords(connection)
    .findOne({ state: 'pending', runAt: { $lte: clock() } })
    .lean();
  if (job) left.push(`${connection.name}: job ${job._id} to run`);
  return { head, left };
}
