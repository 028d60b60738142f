/** Whether services work on databases: they hold leases, and move places in logs. */
import { setTimeout as delay } from 'node:timers/promises';
import { EJSON } from 'bson';
import type mongoose from 'mongoose';

/** A lease ends 3 s after its holder, so that services that were just killed are waited for. */
const lapseMs = 5_000;
const pollMs = 250;
/** Every write of a service with an event, and every start of a worker, changes one of these. */
const moving = ['leases', 'event_head', 'checkpoints', 'pending_events'];

/** @throws Error that names the work which goes on. */
export async function refuseRunningServices(databases: readonly mongoose.mongo.Db[], clock: () => Date): Promise<void> {
  const deadline = performance.now() + lapseMs;
  for (const database of databases) {
    for (;;) {
      const lease = await database.collection<{ _id: string; expiresAt: Date }>('leases').findOne({ expiresAt: { $gt: clock() } });
      if (!lease) break;
      if (performance.now() > deadline)
        throw new Error(`A service works on ${database.databaseName} (it holds the lease ${lease._id}). Stop all services first.`);
      await delay(pollMs);
    }
  }
}

/** A text that is another one as soon as services have written. */
export async function readSigns(databases: readonly mongoose.mongo.Db[]): Promise<string> {
  const signs: unknown[] = [];
  for (const database of databases) {
    for (const name of moving) signs.push(await database.collection(name).find().sort({ _id: 1 }).toArray());
    signs.push(await database.collection('events').countDocuments({ pending: true }));
  }
  return EJSON.stringify(signs);
}
