// The keys a document has in an index: one, or one per array element (multikey).
import { CommandError, ErrorCode } from '../errors.ts';
import { encodeCompoundKey } from '../bson/key.ts';
import type { Document, Value } from '../bson/values.ts';
import { matches } from '../query/match.ts';
import { arrayPosition } from '../query/path.ts';
import { textKeys } from '../text/text-index.ts';
import type { Index } from './collection.ts';

/** `undefined` stands for an empty array, which is below null. */
export type KeyValues = (Value | undefined)[];

/** The progress of a field's path: at a value, or before an array that has still to be opened. */
interface Part {
  value: Value | undefined;
  missing: boolean;
  path: readonly string[];
  at: number;
  closed: boolean;
}

/**
 * The document's keys in the index, without repeats; none when a sparse or partial index leaves the document out.
 *
 * Marks the fields of `index` that met an array as multikey.
 */
export function indexKeys(index: Index, doc: Document): Buffer[] {
  if (index.partial && !matches(index.partial, doc)) return [];
  if (index.text) return textKeys(index.text, doc);
  const single = singleKey(index, doc);
  if (single !== undefined) return single;
  const keys = keyValues(index.fields, doc, index.multikey)
    .filter((values) => !(index.sparse && values.missing))
    .map((values) => encodeCompoundKey(values.values, index.descending));
  if (keys.length < 2) return keys;
  keys.sort(Buffer.compare);
  return keys.filter((key, i) => i === 0 || !key.equals(keys[i - 1]!));
}

/** Whether two documents have the same keys because nothing differs that they are made of. False says nothing. */
export function readsTheSame(index: Index, a: Document, b: Document): boolean {
  return index.reads.every((name) => a.get(name) === b.get(name));
}

/** The common case: every field is at the top and none is an array. */
function singleKey(index: Index, doc: Document): Buffer[] | undefined {
  const values: KeyValues = [];
  let found = false;
  for (const { path } of index.fields) {
    if (path.length > 1) return undefined;
    const value = doc.get(path[0]!);
    if (Array.isArray(value)) return undefined;
    if (value !== undefined) found = true;
    values.push(value ?? null);
  }
  return index.sparse && !found ? [] : [encodeCompoundKey(values, index.descending)];
}

/**
 * Every combination of values that the fields have.
 *
 * @param multikey - Gets `true` for each field that met an array.
 * @throws CommandError `CannotIndexParallelArrays` when two fields lead through different arrays.
 */
export function keyValues(
  fields: readonly { path: readonly string[] }[],
  doc: Document,
  multikey: boolean[],
): { values: KeyValues; missing: boolean }[] {
  const results: { values: KeyValues; missing: boolean }[] = [];
  expand(
    fields.map(({ path }) => ({ value: doc as Value, missing: false, path, at: 0, closed: false })),
    multikey,
    results,
  );
  return results;
}

function expand(parts: Part[], multikey: boolean[], results: { values: KeyValues; missing: boolean }[]): void {
  const walked = parts.map(walk);
  const open = walked.findIndex((part) => !part.closed);
  if (open < 0) {
    results.push({ values: walked.map((part) => (part.missing ? null : part.value)), missing: walked.every((part) => part.missing) });
    return;
  }
  const array = walked[open]!.value as Value[];
  walked.forEach((part, i) => {
    if (part.closed) return;
    if (part.value !== array)
      throw new CommandError(
        ErrorCode.CannotIndexParallelArrays,
        `cannot index parallel arrays [${parts[i]!.path.join('.')}] [${parts[open]!.path.join('.')}]`,
      );
    multikey[i] = true;
  });
  const elements: (Value | undefined)[] = array.length === 0 ? [undefined] : array;
  for (const element of elements)
    expand(
      walked.map((part) => (part.closed ? part : into(part, element))),
      multikey,
      results,
    );
}

/** Follows the path through documents, up to its end or to an array. */
function walk(part: Part): Part {
  if (part.closed) return part;
  let { value, at } = part;
  const { path } = part;
  while (at < path.length) {
    if (Array.isArray(value)) {
      const position = arrayPosition(path[at]!);
      if (position < 0 || position >= value.length) return { ...part, value, at, closed: false };
      value = value[position];
    } else if (value instanceof Map) value = value.get(path[at]!);
    else return { ...part, value: undefined, missing: true, closed: true };
    at++;
  }
  if (value === undefined) return { ...part, value: undefined, missing: true, at, closed: true };
  return { ...part, value, at, closed: !Array.isArray(value) };
}

function into(part: Part, element: Value | undefined): Part {
  const isEnd = part.at === part.path.length;
  if (isEnd) return { ...part, value: element, closed: true };
  if (element instanceof Map) return { ...part, value: element };
  return { ...part, value: undefined, missing: true, closed: true };
}
