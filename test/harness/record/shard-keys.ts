/** The shard keys of `deploy/mongodb/shard-keys.json`, as a recording devdb takes them. */
import { readFileSync } from 'node:fs';
import type { ShardKeys } from '../../../devdb/record/recorder.ts';

type Keys = ShardKeys[string];

/** A collection's key; null where it stays on one shard. */
export interface KeyEntry {
  key: Keys[string] | null;
  why: string;
}

/** By subgraph (`*`: each of them) and collection. */
export const shardKeyTable = JSON.parse(
  readFileSync(new URL('../../../deploy/mongodb/shard-keys.json', import.meta.url), 'utf8'),
) as Record<string, Record<string, KeyEntry>>;

export const shardKeys: ShardKeys = Object.fromEntries(
  Object.entries(shardKeyTable).map(([subgraph, collections]) => {
    const keys = Object.entries(collections).flatMap(([name, { key }]) => (key ? [[name, key] as const] : []));
    return [subgraph, Object.fromEntries(keys)];
  }),
);
