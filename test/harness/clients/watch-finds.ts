import type { Model } from 'mongoose';

export interface Finds {
  /** How many documents they gave. */
  read: number;
  /**
   * Finds whose filter and order no index of the collection serves: they would examine more documents than they return.
   */
  withoutIndex: { filter: object; sort: object }[];
}

interface Found {
  toArray: () => Promise<unknown[]>;
}
type Find = (filter: Record<string, unknown>, options?: { sort?: unknown }) => Found;

/** Watches the finds of a collection during `work`. */
export async function watchFinds<Document>(model: Model<Document>, work: () => Promise<unknown>): Promise<Finds> {
  const finds: Finds = { read: 0, withoutIndex: [] };
  const indexes = model.schema.indexes().map(([keys]) => Object.keys(keys));
  const collection = model.collection as unknown as { find: Find };
  const find = collection.find;
  collection.find = function (this: unknown, filter, options) {
    const sort = orderOf(options?.sort);
    const asked = Object.keys(filter).filter((key) => !['shard', '$or', ...Object.keys(sort)].includes(key));
    // All that is asked for comes first in the index, then what orders the list.
    const isServed = (keys: string[]): boolean =>
      asked.every((key) => keys.slice(0, asked.length).includes(key)) &&
      Object.keys(sort).every((key, at) => keys[asked.length + at] === key);
    if (Object.keys(sort).length > 0 && !indexes.some(isServed)) finds.withoutIndex.push({ filter, sort });
    const cursor = find.call(this, filter, options);
    const toArray = cursor.toArray.bind(cursor);
    cursor.toArray = async () => {
      const documents = await toArray();
      finds.read += documents.length;
      return documents;
    };
    return cursor;
  };
  try {
    await work();
  } finally {
    collection.find = find;
  }
  return finds;
}

function orderOf(sort: unknown): Record<string, unknown> {
  if (sort instanceof Map) return Object.fromEntries(sort);
  return (sort ?? {}) as Record<string, unknown>;
}
