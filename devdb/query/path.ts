// Follows dotted paths through documents and arrays, as MongoDB's filters do.
import { CommandError, ErrorCode, badValue } from '../errors.ts';
import type { Document, Value } from '../bson/values.ts';

/** Splits a dotted path; refuses empty parts and, as not served, parts that start with `$`. */
export function parsePath(path: string): string[] {
  const parts = path.split('.');
  for (const part of parts) {
    if (part === '') throw new CommandError(ErrorCode.EmptyFieldName, `The path '${path}' has an empty field name`);
    if (part.startsWith('$')) throw badValue(`devdb does not serve field names that start with '$': '${path}'`);
  }
  return parts;
}

/** The array position that a part of a path names, or -1. */
export function arrayPosition(part: string): number {
  if (!/^(0|[1-9]\d{0,8})$/.test(part)) return -1;
  return Number(part);
}

/**
 * Calls `test` for each value the path leads to until one holds; a missing field is `undefined`.
 *
 * An array at the path's end is tried element by element (`isElement`), and then as a whole.
 */
export function someValue(
  doc: Document,
  path: readonly string[],
  test: (value: Value | undefined, isElement: boolean) => boolean,
): boolean {
  return fromDocument(doc, path, 0, test);
}

type Test = (value: Value | undefined, isElement: boolean) => boolean;

function fromDocument(doc: Document, path: readonly string[], at: number, test: Test): boolean {
  const value = doc.get(path[at]!);
  if (at === path.length - 1) return atLeaf(value, test);
  if (value instanceof Map) return fromDocument(value, path, at + 1, test);
  if (Array.isArray(value)) return fromArray(value, path, at + 1, test);
  return test(undefined, false);
}

function atLeaf(value: Value | undefined, test: Test): boolean {
  if (Array.isArray(value)) for (const element of value) if (test(element, true)) return true;
  return test(value, false);
}

function fromArray(array: Value[], path: readonly string[], at: number, test: Test): boolean {
  for (const element of array) if (element instanceof Map && fromDocument(element, path, at, test)) return true;
  const position = arrayPosition(path[at]!);
  if (position < 0 || position >= array.length) return false;
  const element = array[position]!;
  if (at === path.length - 1) return atLeaf(element, test);
  if (element instanceof Map) return fromDocument(element, path, at + 1, test);
  if (Array.isArray(element)) return fromArray(element, path, at + 1, test);
  return false;
}

/** The value at a path through documents only; `undefined` when anything on the way is missing or an array. */
export function plainValue(doc: Document, path: readonly string[]): Value | undefined {
  let value: Value | undefined = doc;
  for (const part of path) {
    if (!(value instanceof Map)) return undefined;
    value = value.get(part);
  }
  return value;
}
