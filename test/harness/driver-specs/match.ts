import mongoose from 'mongoose';
import type { Doc } from './spec-file.ts';

const { Binary } = mongoose.mongo;

/** The entities of a test that expected values may name. */
export type Entity = (name: string) => unknown;

export interface Matching {
  entity: Entity;
  /** Where in the value this is, for messages. */
  path: string;
  /** Further fields are allowed in a document at the root. */
  isRoot: boolean;
}

/**
 * Holds a value against what a specification test expects, by the rules of its format.
 *
 * @throws Error that says where they differ.
 */
export function match(expected: unknown, given: unknown, matching: Matching): void {
  const { path, isRoot } = matching;
  const actual = plain(given);
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) throw differs(path, expected, actual);
    if (actual.length !== expected.length) throw differs(`the length of ${path}`, expected.length, actual.length);
    for (const [i, each] of expected.entries()) match(each, actual[i], { ...matching, path: `${path}[${i}]` });
    return;
  }
  if (!isDocument(expected)) {
    if (!isSame(plain(expected), actual)) throw differs(path, expected, actual);
    return;
  }
  const operator = operatorOf(expected);
  if (operator) return applyOperator(operator, actual, matching);
  if (!isDocument(actual)) throw differs(path, expected, actual);
  for (const [key, value] of Object.entries(expected))
    match(value, actual[key], { ...matching, path: path === '' ? key : `${path}.${key}`, isRoot: false });
  const further = isRoot ? [] : Object.keys(actual).filter((key) => !(key in expected) && actual[key] !== undefined);
  if (further.length > 0) throw new Error(`${path} has further fields: ${further.join()}`);
}

function operatorOf(expected: Doc): [string, unknown] | undefined {
  const [first, ...rest] = Object.entries(expected);
  return first?.[0].startsWith('$$') && rest.length === 0 ? first : undefined;
}

function applyOperator([name, value]: [string, unknown], actual: unknown, matching: Matching): void {
  const { path, entity } = matching;
  switch (name) {
    case '$$exists':
      if ((actual !== undefined) !== value) throw new Error(`${path} is ${show(actual)}, but should ${value ? '' : 'not '}be there`);
      return;
    case '$$unsetOrMatches':
      if (actual !== undefined && actual !== null) match(value, actual, matching);
      return;
    case '$$type':
      if (![value].flat().some((type) => isOfType(actual, type))) throw differs(path, value, actual);
      return;
    case '$$sessionLsid':
      return match((entity(String(value)) as { id: unknown }).id, actual, { ...matching, isRoot: false });
    case '$$matchesEntity':
      return match(entity(String(value)), actual, matching);
    case '$$lte':
      if (!(Number(actual) <= Number(value))) throw differs(path, `at most ${String(value)}`, actual);
      return;
    case '$$matchAsRoot':
      return match(value, actual, { ...matching, isRoot: true });
    default:
      throw new Error(`the operator ${name} is not known here`);
  }
}

function isOfType(actual: unknown, type: unknown): boolean {
  const bsonType = (actual as { _bsontype?: string } | undefined)?._bsontype;
  switch (type) {
    case 'object':
      return isDocument(actual);
    case 'array':
      return Array.isArray(actual);
    case 'bool':
      return typeof actual === 'boolean';
    case 'int':
    case 'long':
    case 'double':
      return typeof actual === 'number';
    case 'binData':
      return bsonType === 'Binary';
    case 'objectId':
      return bsonType === 'ObjectId';
    case 'timestamp':
      return bsonType === 'Timestamp';
    default:
      return typeof actual === type;
  }
}

/** Numbers as JavaScript has them, and documents whose fields can be asked by name. */
function plain(value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries(value);
  if (typeof value === 'bigint') return Number(value);
  const type = (value as { _bsontype?: string } | undefined | null)?._bsontype;
  if (type === 'Long' || type === 'Int32' || type === 'Double') return Number(value);
  return value;
}

function isDocument(value: unknown): value is Doc {
  return typeof value === 'object' && value !== null && !('_bsontype' in value) && !(value instanceof Date) && !Array.isArray(value);
}

function isSame(expected: unknown, actual: unknown): boolean {
  if (expected === actual) return true;
  if (expected instanceof Date && actual instanceof Date) return expected.getTime() === actual.getTime();
  if (expected instanceof Binary && actual instanceof Binary) return expected.toString('hex') === actual.toString('hex');
  const equals = (expected as { equals?: (other: unknown) => boolean } | null)?.equals;
  return typeof equals === 'function' && equals.call(expected, actual);
}

function differs(path: string, expected: unknown, actual: unknown): Error {
  return new Error(`${path} should be ${show(expected)}, but is ${show(actual)}`);
}

function show(value: unknown): string {
  return value === undefined ? 'absent' : JSON.stringify(value).slice(0, 200);
}
