import { type Connection, type Model, Schema } from 'mongoose';
import { shardNamedIn } from '../db/ids.ts';
import { modelOf } from '../db/models.ts';

/** A job as MongoDB keeps it. BullMQ jobs are made from records, and again when Redis has lost them. */
export interface JobRecord {
  _id: string;
  /** That of the first object that its id names: it is written in one transaction with that, and ended in another. */
  shard: number;
  name: string;
  data: unknown;
  state: 'pending' | 'done' | 'failed';
  runAt: Date;
  /** Its place among due jobs of its name; absent for 0. */
  turn?: number;
  /** When the record was last handed to BullMQ; null before. */
  queuedAt: Date | null;
  finishedAt?: Date;
  /** The error of the last try of a failed job. */
  reason?: string;
}

const keptDays = 14;

const jobSchema = new Schema<JobRecord>(
  {
    _id: String,
    shard: { type: Number, required: true },
    name: { type: String, required: true },
    data: { type: Schema.Types.Mixed, required: true },
    state: { type: String, required: true },
    runAt: { type: Date, required: true },
    turn: { type: Number },
    queuedAt: { type: Date, default: null },
    finishedAt: { type: Date },
    reason: { type: String },
  },
  { collection: 'jobs', versionKey: false, minimize: false },
);
jobSchema.index({ state: 1, runAt: 1 });
jobSchema.index({ finishedAt: 1 }, { expireAfterSeconds: keptDays * 86_400 });

/** The job records of a subgraph's database. */
export function jobRecords(connection: Connection): Model<JobRecord> {
  return modelOf(connection, 'Job', jobSchema);
}

/** The filter that finds one job on its shard. */
export function byJobId(id: string): { _id: string; shard: number } {
  return { _id: id, shard: shardNamedIn(id) };
}

/** The filter that finds jobs on their shards. */
export function byJobIds(ids: readonly string[]): { _id: { $in: string[] }; shard: { $in: number[] } } {
  return { _id: { $in: [...ids] }, shard: { $in: [...new Set(ids.map(shardNamedIn))] } };
}

/** Whether any of these jobs is still to run. */
export async function hasPendingJob(connection: Connection, ids: readonly string[]): Promise<boolean> {
  return (await jobRecords(connection).exists({ ...byJobIds(ids), state: 'pending' })) !== null;
}
