import type { Connection } from 'mongoose';
import { isInTransaction } from './transaction.ts';

const lastOf = new WeakMap<Connection, Map<string, Promise<unknown>>>();

/**
 * Does `work` after all other work of this process for the same key: for transactions that many want to make on one
 * document at once, such as follows of one author. They would be right without it, but spend their time on retries.
 *
 * Inside a transaction it does not wait: the other work might be waiting for that transaction.
 */
export async function inTurn<Result>(connection: Connection, key: string, work: () => Promise<Result>): Promise<Result> {
  if (isInTransaction(connection)) return await work();
  const last = lastOf.get(connection) ?? new Map<string, Promise<unknown>>();
  lastOf.set(connection, last);
  const own = (last.get(key) ?? Promise.resolve()).then(work, work);
  last.set(key, own);
  try {
    return await own;
  } finally {
    if (last.get(key) === own) last.delete(key);
  }
}
