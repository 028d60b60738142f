import { shardOf } from '../../db/ids.ts';
import { transaction } from '../../db/transaction.ts';
import type { PendingEvent } from '../log.ts';
import type { NumberingDeps } from './number-batch.ts';

const chunkSize = 500;

/**
 * Lets the events wait beside their subjects that an older version wrote into the log without a number. Its processes may
 * still run beside this one.
 *
 * @returns Whether there were any.
 */
export async function adoptPending({ connection, log }: NumberingDeps): Promise<boolean> {
  const ofBefore = { pending: true } as object;
  for (let hasFound = false; ; hasFound = true) {
    const found = await log.events.exists(ofBefore);
    if (!found) return hasFound;
    await transaction(connection, async () => {
      const events = await log.events.find(ofBefore).sort({ _id: 1 }).limit(chunkSize).lean<(PendingEvent & { pending: true })[]>();
      await log.pending.insertMany(events.map(({ pending: _, ...event }) => ({ ...event, shard: shardOf(event._id) })));
      await log.events.deleteMany({ _id: { $in: events.map(({ _id }) => _id) } });
    });
  }
}
