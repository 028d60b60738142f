import { isDuplicateKey } from '../store-errors.ts';

const mostTries = 10;

/**
 * Runs an upsert outside of a transaction, again when another one has inserted the document meanwhile. MongoDB does so by
 * itself only where the filter names the fields of a unique index and no others: ours name the shard beside the `_id`.
 * Inside of a transaction MongoDB reports a conflict instead, and the whole transaction runs again.
 */
export async function upserting<Result>(upsert: () => PromiseLike<Result>): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await upsert();
    } catch (error) {
      if (!isDuplicateKey(error) || tries === mostTries) throw error;
    }
  }
}
