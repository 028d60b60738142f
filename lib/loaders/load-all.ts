import type DataLoader from 'dataloader';

/** Loads the values of some keys, as a map. */
export async function loadAll<Value>(loader: Pick<DataLoader<string, Value>, 'load'>, keys: Iterable<string>): Promise<Map<string, Value>> {
  return new Map(await Promise.all([...new Set(keys)].map(async (key) => [key, await loader.load(key)] as const)));
}
