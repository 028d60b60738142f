// Reads the definition of an index, as createIndexes sends it and the catalogue keeps it.
import { CommandError, ErrorCode, badValue, notServed } from '../errors.ts';
import { areEqual } from '../bson/compare.ts';
import { asNumber, type Document, documentOf, inspect, isDocument, isTruthy, type Value } from '../bson/values.ts';
import type { Filter } from '../query/filter.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { parsePath } from '../query/path.ts';
import { parseTextSpec, type TextSpec } from '../text/text-index.ts';
import type { Index, IndexField } from './collection.ts';

const knownOptions = [
  'v',
  'key',
  'name',
  'unique',
  'sparse',
  'partialFilterExpression',
  'expireAfterSeconds',
  'background',
  'ns',
  'hidden',
  'comment',
];
const textOptions = ['weights', 'default_language', 'language_override', 'textIndexVersion'];
const maxFields = 31;

export function parseIndexSpec(spec: Document, id: number): Index {
  const key = spec.get('key');
  if (!isDocument(key) || key.size === 0) throw new CommandError(ErrorCode.CannotCreateIndex, 'Index keys cannot be empty.');
  const text = parseTextSpec(spec);
  for (const option of spec.keys())
    if (!knownOptions.includes(option) && !(text && textOptions.includes(option))) throw notServed(`the index option '${option}'`);
  if (isTruthy(spec.get('hidden'))) throw notServed('hidden indexes');
  const name = spec.get('name');
  if (typeof name !== 'string' || name === '')
    throw new CommandError(ErrorCode.CannotCreateIndex, "The 'name' field is a required property of an index specification");
  const fields = [...key]
    .filter(([field, direction]) => !text || (direction !== 'text' && field !== '_ftsx'))
    .map(([field, direction]) => parseField(field, direction));
  if (fields.length > maxFields) throw new CommandError(ErrorCode.CannotCreateIndex, `An index can have at most ${maxFields} fields`);
  const partial = spec.get('partialFilterExpression');
  if (partial !== undefined && !isDocument(partial)) throw badValue('partialFilterExpression must be an object');
  const unique = isTruthy(spec.get('unique'));
  const sparse = isTruthy(spec.get('sparse'));
  if (text && (unique || sparse || spec.has('expireAfterSeconds'))) throw notServed('a text index that is unique, sparse or expires');
  if (text && fields.some(({ descending }) => descending)) throw notServed('a descending field before the text of a text index');
  if (sparse && partial) throw new CommandError(ErrorCode.CannotCreateIndex, 'cannot mix "partialFilterExpression" and "sparse" options');
  const expireAfterSeconds = parseExpiry(spec.get('expireAfterSeconds'), fields);
  const partialFilter = partial && checkPartial(parseFilter(partial));
  return {
    id,
    name,
    spec: normalised(text ? textKey(text) : key, name, {
      unique,
      sparse,
      partial,
      expireAfterSeconds: spec.get('expireAfterSeconds'),
      text,
    }),
    fields,
    descending: fields.map((field) => field.descending),
    unique: unique || isIdKey(fields),
    sparse,
    partial: partialFilter,
    expireAfterSeconds,
    text,
    multikey: fields.map(() => false),
    reads: topFields(fields, partialFilter, text),
  };
}

export function idIndex(id: number): Index {
  return parseIndexSpec(documentOf({ v: 2, key: documentOf({ _id: 1 }), name: '_id_' }), id);
}

/** Whether two definitions are of the same index, whatever the name. */
export function isSameIndex(a: Index, b: Index): boolean {
  return areEqual(withoutName(a.spec), withoutName(b.spec));
}

function withoutName(spec: Document): Document {
  const rest = new Map(spec);
  rest.delete('name');
  return rest;
}

function isIdKey(fields: IndexField[]): boolean {
  return fields.length === 1 && fields[0]!.name === '_id';
}

function parseField(name: string, direction: Value): IndexField {
  if (typeof direction === 'string') throw notServed(`${direction} indexes`);
  const number = asNumber(direction);
  if (number === undefined || number === 0 || Number.isNaN(number))
    throw new CommandError(ErrorCode.CannotCreateIndex, `Values in the index key pattern cannot be ${inspect(direction)}`);
  if (name.includes('$**')) throw notServed('wildcard indexes');
  const path = parsePath(name);
  if (path.some((part) => /^\d+$/.test(part))) throw notServed(`an index on an array position ('${name}')`);
  return { name, path, descending: number < 0 };
}

function parseExpiry(value: Value | undefined, fields: IndexField[]): number | undefined {
  if (value === undefined) return undefined;
  const seconds = asNumber(value);
  if (seconds === undefined || seconds < 0 || seconds > 2 ** 31 - 1)
    throw new CommandError(ErrorCode.CannotCreateIndex, 'TTL index expireAfterSeconds has to be a number from 0 to 2147483647');
  if (fields.length > 1)
    throw new CommandError(ErrorCode.CannotCreateIndex, 'TTL indexes are single-field indexes, compound indexes do not support TTL');
  if (isIdKey(fields))
    throw new CommandError(ErrorCode.InvalidOptions, 'The field expireAfterSeconds is not valid for an _id index specification');
  return seconds;
}

function normalised(
  key: Document,
  name: string,
  options: {
    unique: boolean;
    sparse: boolean;
    partial: Document | undefined;
    expireAfterSeconds: Value | undefined;
    text: TextSpec | undefined;
  },
): Document {
  return documentOf({
    v: 2,
    key,
    name,
    unique: options.unique || undefined,
    sparse: options.sparse || undefined,
    partialFilterExpression: options.partial,
    expireAfterSeconds: options.expireAfterSeconds,
    weights: options.text && documentOf(Object.fromEntries(options.text.weights.map(({ name, weight }) => [name, weight]))),
    default_language: options.text?.defaultLanguage,
    language_override: options.text?.languageOverride,
    textIndexVersion: options.text && 3,
  });
}

/** As MongoDB keeps and lists it: which fields are text, only their weights say. */
function textKey(text: TextSpec): Document {
  return documentOf({ ...Object.fromEntries(text.prefix.map(({ name }) => [name, 1])), _fts: 'text', _ftsx: 1 });
}

/** The top fields that the keys of a document depend on. */
function topFields(fields: readonly IndexField[], partial: Filter | undefined, text: TextSpec | undefined): string[] {
  const paths = [...fields, ...(text ? [...text.prefix, ...text.weights] : [])].map(({ path }) => path);
  const names = [...paths, ...(partial ? pathsOf(partial) : [])].map((path) => path[0]!);
  return [...new Set(text ? [...names, text.languageOverride] : names)];
}

function pathsOf(partial: Filter): string[][] {
  if (partial.kind === 'field') return [partial.path];
  return partial.kind === 'expression' ? [] : partial.parts.flatMap(pathsOf);
}

function checkPartial(filter: Filter): Filter {
  if (filter.kind === 'and') {
    filter.parts.forEach(checkPartial);
    return filter;
  }
  const served = filter.kind === 'field' && ['$eq', '$gt', '$gte', '$lt', '$lte', '$exists', '$type', '$in'].includes(filter.test.op);
  if (!served || (filter.test.op === '$exists' && !filter.test.exists))
    throw new CommandError(
      ErrorCode.CannotCreateIndex,
      `unsupported expression in partial index: ${filter.kind === 'field' ? filter.test.op : `$${filter.kind}`}`,
    );
  return filter;
}
