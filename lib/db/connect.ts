import mongoose, { type Connection } from 'mongoose';
import { wrapAskedQueries } from './asked-queries.ts';

// Queries inside `connection.transaction` then take part in it by themselves.
mongoose.set('transactionAsyncLocalStorage', true);
wrapAskedQueries();

/**
 * Opens a subgraph's database: majority writes, journalled, read from the primary.
 *
 * @param defaultName - The database when the URI names none.
 * @throws When no server answers within 10 s.
 */
export async function connectDatabase(uri: string, defaultName: string): Promise<Connection> {
  const hasName = new URL(uri).pathname.length > 1;
  return await mongoose
    .createConnection(uri, {
      ...(hasName ? {} : { dbName: defaultName }),
      autoIndex: false,
      writeConcern: { w: 'majority', journal: true },
      readConcern: { level: 'majority' },
      serverSelectionTimeoutMS: 10_000,
      maxPoolSize: 50,
    })
    .asPromise();
}

/** Creates the indexes of every model of a connection; safe when several processes start at once. */
export async function createIndexes(connection: Connection): Promise<void> {
  for (const model of Object.values(connection.models)) {
    await model.createCollection();
    await model.createIndexes();
  }
}
