import { AsyncLocalStorage } from 'node:async_hooks';
import type { Connection } from 'mongoose';

interface Scope {
  connection: Connection;
  afterCommit: (() => void)[];
}

const scopes = new AsyncLocalStorage<Scope>();

/**
 * Runs `work` in one transaction on a snapshot, again from the start when another writer was faster; a nested call joins
 * the outer one. Queries of the connection's models inside take part by themselves.
 *
 * One query at a time: a MongoDB transaction allows no parallel operations.
 *
 * @see https://www.mongodb.com/docs/manual/core/transactions/
 */
export async function transaction<Result>(connection: Connection, work: () => Promise<Result>): Promise<Result> {
  if (scopes.getStore()?.connection === connection) return await work();
  const scope: Scope = { connection, afterCommit: [] };
  let result: Result | undefined;
  await connection.transaction(
    async () => {
      scope.afterCommit = [];
      result = await scopes.run(scope, work);
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
