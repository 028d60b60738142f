/** Shards for the job records of an older version, which knew none. */
import type { Connection } from 'mongoose';
import type { Migration } from '../db/preparation/migrations.ts';
import { byJobId, jobRecords } from './records.ts';

const chunkSize = 1_000;

/** Gives those of the records that lack one a shard. */
export async function placeJobs(connection: Connection, records: readonly { _id: string; shard?: number }[]): Promise<void> {
  const unplaced = records.filter(({ shard }) => shard === undefined);
  if (unplaced.length === 0) return;
  await jobRecords(connection).bulkWrite(
    unplaced.map(({ _id }) => ({ updateOne: { filter: { _id }, update: { $set: { shard: byJobId(_id).shard } } } })),
  );
}

/** The migration that gives all of them one. */
export function placeJobsOfBefore(connection: Connection): Migration {
  return {
    name: 'shards of job records',
    run: async ({ after, save }) => {
      for (let last = after ?? ''; ; ) {
        const where = { _id: { $gt: last } };
        const some = await jobRecords(connection).find(where, { shard: 1 }).sort({ _id: 1 }).limit(chunkSize).lean();
        await placeJobs(connection, some);
        if (some.length < chunkSize) return;
        last = some.at(-1)?._id ?? last;
        await save(last);
      }
    },
  };
}
