import { AsyncLocalStorage } from 'node:async_hooks';
import type { Connection, mongo } from 'mongoose';
import { isDuplicateKey } from './store-errors.ts';

interface Scope {
  connection: Connection;
  afterCommit: (() => void)[];
}

/** The driver runs a transaction again after an error with this label. */
const transient = 'TransientTransactionError';
/** Of the runs of one transaction, as many may meet a document that it did not expect. */
const mostDuplicates = 3;

const scopes = new AsyncLocalStorage<Scope>();

/**
 * Runs `work` in one transaction on a snapshot, again from the start when another writer was faster; a nested call joins
 * the outer one. Queries of the connection's models inside take part by themselves.
 *
 * A duplicate that `work` does not catch is another writer's too: a document came into being that was not there a moment ago.
 *
 * One query at a time: a MongoDB transaction allows no parallel operations.
 *
 * @see https://www.mongodb.com/docs/manual/core/transactions/
 */
export async function transaction<Result>(connection: Connection, work: () => Promise<Result>): Promise<Result> {
  if (scopes.getStore()?.connection === connection) return await work();
  const scope: Scope = { connection, afterCommit: [] };
  let result: Result | undefined;
  let duplicates = 0;
  await connection.transaction(
    async () => {
      scope.afterCommit = [];
      try {
        result = await scopes.run(scope, work);
      } catch (error) {
        if (isDuplicateKey(error) && ++duplicates < mostDuplicates) (error as mongo.MongoError).addErrorLabel(transient);
        throw error;
      }
    },
    { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', journal: true } },
  );
  for (const effect of scope.afterCommit) effect();
  return result as Result;
}

/** Whether a transaction of that connection surrounds the caller. */
export function isInTransaction(connection: Connection): boolean {
  return scopes.getStore()?.connection === connection;
}

/**
 * Has `effect` called once the surrounding transaction has committed, never when it fails.
 *
 * @throws Error outside of a transaction, where no commit follows.
 */
export function afterCommit(connection: Connection, effect: () => void): void {
  const scope = scopes.getStore();
  if (scope?.connection !== connection) throw new Error('Needs a surrounding transaction.');
  scope.afterCommit.push(effect);
}
