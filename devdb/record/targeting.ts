// To which shards a query goes and on which a document lies, in a cluster as wide as can be: every value of a shard
// key's first field is a shard of its own there.
import { encodeKey } from '../bson/key.ts';
import type { Document } from '../bson/values.ts';
import { predicatesOf } from '../plan/predicates.ts';
import type { Filter } from '../query/filter.ts';
import { parsePath } from '../query/path.ts';
import type { Index } from '../store/collection.ts';

/** The fields of a shard key, in order; `hashed` keys have one. */
export type ShardKey = Readonly<Record<string, 1 | 'hashed'>>;

/**
 * `whole`: it names the shard of one document. `part`: it goes to the shards that some values of the first field name.
 * `none`: it asks every shard.
 */
export type Targeting = 'whole' | 'part' | 'none';

export function targetingOf(key: ShardKey, filter: Filter): Targeting {
  if (filter.kind === 'or') return weakest(filter.parts.map((part) => targetingOf(key, part)));
  const fields = Object.keys(key);
  const found = predicatesOf(filter);
  const has = (ops: string[], field: string): boolean => found.some(({ name, test }) => name === field && ops.includes(test.op));
  if (fields.every((field) => has(['$eq'], field))) return 'whole';
  if (has(['$eq', '$in'], fields[0]!)) return 'part';
  const or = filter.kind === 'and' ? filter.parts.find((part) => part.kind === 'or') : undefined;
  return or ? targetingOf(key, or) : 'none';
}

function weakest(all: readonly Targeting[]): Targeting {
  if (all.includes('none')) return 'none';
  return all.includes('part') ? 'part' : 'whole';
}

/** The shard of a document; a collection without a key lies on one shard with all of its kind. */
export function placeOf(key: ShardKey | undefined, collection: string, doc: Document): string {
  if (!key) return 'the unsharded';
  const [first = ''] = Object.keys(key);
  const value = encodeKey(doc.get(first) ?? null).toString('latin1');
  return key[first] === 'hashed' ? `${collection} ${value}` : value;
}

/** Whether MongoDB takes a unique index on a collection that is sharded by the key. */
export function allowsUnique(key: ShardKey, index: Index): boolean {
  if (index.fields.length === 1 && index.fields[0]!.name === '_id') return true;
  const fields = Object.keys(key);
  return !Object.values(key).includes('hashed') && fields.every((field, i) => index.fields[i]?.name === field);
}

/** The fields of the key that differ in two versions of a document. */
export function changedFields(key: ShardKey, before: Document, after: Document): string[] {
  const at = (doc: Document, field: string): Buffer => {
    const [first = '', ...rest] = parsePath(field);
    let value = doc.get(first);
    for (const part of rest) value = value instanceof Map ? value.get(part) : undefined;
    return encodeKey(value ?? null);
  };
  return Object.keys(key).filter((field) => !at(before, field).equals(at(after, field)));
}
