/** The numbering of events: it moves those that wait into the log, each once, each subject's in the order of its revisions. */
import type { Connection } from 'mongoose';
import { byIds } from '../../db/ids.ts';
import { transaction } from '../../db/transaction.ts';
import type { EventLog, EventRecord, PendingEvent } from '../log.ts';

export const batchSize = 500;
/** How many subjects one query asks for. */
const subjectsAtOnce = 40;

export interface NumberingDeps {
  connection: Connection;
  log: EventLog;
}

/**
 * Gives the events that wait the next numbers, in one transaction: one snapshot shows them, on whatever shards, and a later
 * commit gets a later number. They go on waiting until `dropNumbered`.
 *
 * @param fence - The relay's; where another has taken over, this throws and numbers nothing.
 */
export async function numberBatch({ connection, log }: NumberingDeps, fence: number): Promise<EventRecord[]> {
  const isAnyPending = await log.pending.exists({});
  if (!isAnyPending) return [];
  return await transaction(connection, async () => {
    const pending = inOrder(await readPending(log));
    const head = await log.heads
      .findOneAndUpdate(
        { _id: 'head', fence },
        { $inc: { seq: pending.length }, $set: { batch: pending.length } },
        { returnDocument: 'after' },
      )
      .lean();
    if (!head) throw new Error('Another relay has taken over.');
    const first = head.seq - pending.length + 1;
    const numbered = pending.map(({ shard: _, ...event }, index) => ({ ...event, seq: first + index }));
    await log.events.insertMany(numbered);
    return numbered;
  });
}

/**
 * Ends the waiting of numbered events. A relay does it before it numbers more, and after it took over for the last batch of
 * the one before: then nothing that waits has a number.
 */
export async function dropNumbered({ log }: Pick<NumberingDeps, 'log'>, numbered: readonly Pick<EventRecord, '_id'>[]): Promise<void> {
  if (numbered.length > 0) await log.pending.deleteMany(byIds(numbered.map(({ _id }) => _id)));
}

/** The oldest that wait, and with them those that precede one of them by revision: clocks of processes differ. */
async function readPending(log: EventLog): Promise<PendingEvent[]> {
  const oldest = await log.pending.find().sort({ _id: 1 }).limit(batchSize).lean();
  const last = oldest.at(-1);
  if (!last || oldest.length < batchSize) return oldest;
  const newestOf = new Map<string, PendingEvent>();
  for (const event of oldest) if (event.revision >= (newestOf.get(event.subject)?.revision ?? 0)) newestOf.set(event.subject, event);
  const newest = [...newestOf.values()];
  const preceding: PendingEvent[] = [];
  for (let start = 0; start < newest.length; start += subjectsAtOnce) {
    const some = newest.slice(start, start + subjectsAtOnce);
    const before = some.map(({ subject, shard, revision }) => ({ subject, shard, revision: { $lt: revision } }));
    preceding.push(...(await log.pending.find({ $or: before, _id: { $gt: last._id } }).lean()));
  }
  return [...oldest, ...preceding];
}

/** By id (the time of writing), but within each subject by revision. */
function inOrder(events: PendingEvent[]): PendingEvent[] {
  const bySubject = Map.groupBy(events, ({ subject }) => subject);
  for (const own of bySubject.values()) own.sort((a, b) => a.revision - b.revision);
  return events.map((event) => bySubject.get(event.subject)?.shift() ?? event);
}
