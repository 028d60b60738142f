import type { Connection } from 'mongoose';
import type { Migration } from './migrations.ts';

/** The server's codes for a collection and an index that are not there. */
const notFound = [26, 27];

/**
 * The migration that drops indexes which an older version made, when that version no longer runs. An index whose options
 * change takes a new name and leaves its old one here, since MongoDB refuses other options under a name that it has.
 *
 * @param indexes - The names of the indexes of each collection. Those that are not there are passed over.
 */
export function dropIndexes(connection: Connection, indexes: Readonly<Record<string, readonly string[]>>): Migration {
  const names = Object.entries(indexes).flatMap(([collection, own]) => own.map((index) => ({ collection, index })));
  return {
    name: `without the indexes ${names.map(({ collection, index }) => `${collection}.${index}`).join(', ')}`,
    run: async () => undefined,
    cleanUp: async () => {
      for (const { collection, index } of names) {
        await connection
          .collection(collection)
          .dropIndex(index)
          .catch((error: { code?: unknown }) => {
            if (!notFound.includes(Number(error.code))) throw error;
          });
      }
    },
  };
}
