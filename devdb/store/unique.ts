// Unique keys: who has one already, and what MongoDB says about it.
import { CommandError, ErrorCode } from '../errors.ts';
import { type Document, documentOf, inspect, type Value } from '../bson/values.ts';
import { type Collection, type Index, namespaceOf } from './collection.ts';
import { indexKeys, keyValues } from './index-keys.ts';
import type { View } from './view.ts';

/** The row that holds the key in a unique index; `except` does not count. */
export function holderOf(view: View, index: Index, key: Uint8Array, except?: number): number | undefined {
  return view.holders(index.id, key).find((row) => row !== except);
}

/** The least byte string above every one that begins with `key`. No key has a byte 0xff where the next value begins. */
export function afterKey(key: Uint8Array): Buffer {
  const end = Buffer.allocUnsafe(key.length + 1);
  end.set(key);
  end[key.length] = 0xff;
  return end;
}

export function duplicateKey(collection: Collection, index: Index, key: Uint8Array, doc: Document): CommandError {
  const values = keyValues(index.fields, doc, [])
    .map((each) => each.values)
    .find((each) => indexKeys({ ...index, partial: undefined }, asDocument(index, each)).some((other) => other.equals(key)));
  const keyPattern: Document = new Map(index.spec.get('key') as Document);
  const keyValue: Document = new Map(index.fields.map(({ name }, i) => [name, values?.[i] ?? null]));
  const shown = index.fields.map(({ name }, i) => `${name}: ${inspect(values?.[i] ?? null)}`).join(', ');
  const message = `E11000 duplicate key error collection: ${namespaceOf(collection)} index: ${index.name} dup key: { ${shown} }`;
  return new CommandError(ErrorCode.DuplicateKey, message, [], documentOf({ keyPattern, keyValue }));
}

/** A document with just these values at the index's paths. */
function asDocument(index: Index, values: readonly (Value | undefined)[]): Document {
  const doc: Document = new Map();
  index.fields.forEach(({ path }, i) => {
    let at = doc;
    for (const part of path.slice(0, -1)) {
      const next = at.get(part) ?? new Map();
      at.set(part, next);
      at = next as Document;
    }
    at.set(path.at(-1)!, values[i] ?? null);
  });
  return doc;
}
