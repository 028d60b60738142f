import type { Connection } from 'mongoose';
import { jobRecords } from './records.ts';

/** Whether any of these jobs of a subgraph is still to be done. */
export async function isPending(connection: Connection, jobIds: readonly string[]): Promise<boolean> {
  return (await jobRecords(connection).exists({ _id: { $in: [...jobIds] }, state: 'pending' })) !== null;
}
