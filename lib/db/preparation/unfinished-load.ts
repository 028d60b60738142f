import type { Connection } from 'mongoose';
import { ConfigError } from '../../config/config.ts';

/** The collection that a database has while a dump is loaded into it. */
export const unfinishedLoad = 'unfinished_load';

/** @throws ConfigError when a load into this database is not finished: it holds a part of the data. */
export async function refuseUnfinishedLoad(connection: Connection): Promise<void> {
  const mark = await connection.collection<{ _id: string }>(unfinishedLoad).findOne({ _id: 'load' });
  if (mark) throw new ConfigError(`A dump is being loaded into ${connection.name}, or was in part. Run npm run load again.`);
}
