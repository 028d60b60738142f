import { type Connection, type Model, Schema } from 'mongoose';
import { modelOf } from '../db/models.ts';

/** A job as MongoDB keeps it. BullMQ jobs are made from records, and again when Redis has lost them. */
export interface JobRecord {
  _id: string;
  name: string;
  data: unknown;
  state: 'pending' | 'done' | 'failed';
  runAt: Date;
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
    name: { type: String, required: true },
    data: { type: Schema.Types.Mixed, required: true },
    state: { type: String, required: true },
    runAt: { type: Date, required: true },
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

/** Whether any of these jobs is still to run. */
export async function hasPendingJob(connection: Connection, ids: readonly string[]): Promise<boolean> {
  return (await jobRecords(connection).exists({ _id: { $in: [...ids] }, state: 'pending' })) !== null;
}
