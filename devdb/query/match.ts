// Decides whether a document matches a parsed filter.
import { areEqual, compareValues } from '../bson/compare.ts';
import { keyTypeOf } from '../bson/key.ts';
import { asNumber, Decimal, type Document, Double, Regex, typeOf, type Value } from '../bson/values.ts';
import type { Comparison, Filter, Test } from './filter.ts';
import { someValue } from './path.ts';

export function matches(filter: Filter, doc: Document): boolean {
  switch (filter.kind) {
    case 'field':
      return fieldMatches(doc, filter.path, filter.test);
    case 'and':
      return filter.parts.every((part) => matches(part, doc));
    case 'or':
      return filter.parts.some((part) => matches(part, doc));
    case 'nor':
      return !filter.parts.some((part) => matches(part, doc));
    case 'expression':
      return filter.holds(doc);
  }
}

function fieldMatches(doc: Document, path: readonly string[], test: Test): boolean {
  switch (test.op) {
    case '$not':
      return !test.tests.every((each) => fieldMatches(doc, path, each));
    case '$all':
      return test.each.length > 0 && test.each.every((each) => fieldMatches(doc, path, each));
    case '$exists':
      return someValue(doc, path, (value) => value !== undefined) === test.exists;
    case '$size':
    case '$elemMatch':
    case '$elemMatchObject':
      return someValue(doc, path, (value, isElement) => !isElement && valuePasses(value, test));
    default:
      return someValue(doc, path, (value) => valuePasses(value, test));
  }
}

/** Tests one value by itself, not what an array holds. */
export function valuePasses(value: Value | undefined, test: Test): boolean {
  switch (test.op) {
    case '$eq':
      return equals(value, test.value);
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return compares(value, test.op, test.value);
    case '$in':
      if (typeof value === 'string') return test.texts.has(value) || test.patterns.some((pattern) => pattern.test(value));
      return test.others.some((each) => equals(value, each));
    case '$exists':
      return (value !== undefined) === test.exists;
    case '$type':
      return value !== undefined && test.codes.includes(typeOf(value).code);
    case '$regex':
      return regexPasses(value, test.source, test.pattern);
    case '$mod':
      return modPasses(value, test.divisor, test.remainder);
    case '$size':
      return Array.isArray(value) && value.length === test.size;
    case '$elemMatch':
      return Array.isArray(value) && value.some((element) => test.tests.every((each) => elementPasses(element, each)));
    case '$elemMatchObject':
      return Array.isArray(value) && value.some((element) => elementMatches(element, test.filter));
    case '$all':
      return test.each.length > 0 && test.each.every((each) => elementPasses(value, each));
    case '$not':
      return !test.tests.every((each) => elementPasses(value, each));
  }
}

/** An array inside an array is not opened: `$elemMatch` looks at elements as they are. */
function elementPasses(value: Value | undefined, test: Test): boolean {
  return valuePasses(value, test);
}

function elementMatches(element: Value, filter: Filter): boolean {
  if (element instanceof Map) return matches(filter, element);
  if (!Array.isArray(element)) return false;
  return matches(filter, new Map(element.map((each, i) => [String(i), each])));
}

function equals(value: Value | undefined, operand: Value): boolean {
  if (value === undefined) return operand === null;
  if (value === operand) return true;
  return areEqual(value, operand);
}

function isNaNValue(value: Value): boolean {
  return (
    (value instanceof Double && Number.isNaN(value.value)) ||
    (value instanceof Decimal && Number.isNaN(Number(value.toString())) && value.toString() === 'NaN')
  );
}

function compares(value: Value | undefined, op: Comparison, operand: Value): boolean {
  if (operand === null) return (op === '$gte' || op === '$lte') && (value === undefined || value === null);
  if (value === undefined || keyTypeOf(value) !== keyTypeOf(operand)) return false;
  const valueIsNaN = isNaNValue(value);
  if (valueIsNaN || isNaNValue(operand)) return (op === '$gte' || op === '$lte') && valueIsNaN && isNaNValue(operand);
  const order = compareValues(value, operand);
  switch (op) {
    case '$gt':
      return order > 0;
    case '$gte':
      return order >= 0;
    case '$lt':
      return order < 0;
    case '$lte':
      return order <= 0;
  }
}

function regexPasses(value: Value | undefined, source: Regex, pattern: RegExp): boolean {
  if (typeof value === 'string') return pattern.test(value);
  return value instanceof Regex && value.pattern === source.pattern && value.flags === source.flags;
}

function modPasses(value: Value | undefined, divisor: number, remainder: number): boolean {
  if (typeof value === 'bigint') return value % BigInt(divisor) === BigInt(remainder);
  const number = asNumber(value);
  if (number === undefined || !Number.isFinite(number)) return false;
  return Math.trunc(number) % divisor === remainder;
}
