import mongoose, { type Connection } from 'mongoose';
import { databaseOf } from './address.ts';
import { wrapAskedQueries } from './queries/asked-queries.ts';
import { answerEmptyQueries } from './queries/empty-queries.ts';

// Queries inside `connection.transaction` then take part in it by themselves.
mongoose.set('transactionAsyncLocalStorage', true);
wrapAskedQueries();
answerEmptyQueries();

/**
 * Opens a subgraph's database: majority writes, journalled, read from the primary.
 *
 * @throws When no server answers within 10 s.
 */
export async function connectDatabase(uri: string, subgraph: string): Promise<Connection> {
  return await mongoose
    .createConnection(uri, {
      dbName: databaseOf(uri, subgraph),
      autoIndex: false,
      autoCreate: false,
      writeConcern: { w: 'majority', journal: true },
      readConcern: { level: 'majority' },
      serverSelectionTimeoutMS: 10_000,
      maxPoolSize: 50,
    })
    .asPromise();
}
