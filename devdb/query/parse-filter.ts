// Parses a filter document, refusing by name every operator that is not served.
import { badValue, failedToParse, notServed } from '../errors.ts';
import { asNumber, type Document, isDocument, isNumeric, isTruthy, Regex, typeOf, type Value } from '../bson/values.ts';
import { compileExpression } from '../aggregate/expressions.ts';
import type { Filter, Test } from './filter.ts';
import { parsePath } from './path.ts';
import { compileRegex } from './regex.ts';
import { parseTypeCodes } from './type-codes.ts';

export function parseFilter(filter: Document): Filter {
  const parts: Filter[] = [];
  for (const [name, value] of filter) {
    if (name.startsWith('$')) {
      const part = parseTopLevel(name, value);
      if (part) parts.push(part);
    } else for (const test of parseTests(name, value)) parts.push({ kind: 'field', name, path: parsePath(name), test });
  }
  return parts.length === 1 ? parts[0]! : { kind: 'and', parts };
}

function parseTopLevel(name: string, value: Value): Filter | undefined {
  if (name === '$comment') return undefined;
  if (name === '$expr') {
    const evaluate = compileExpression(value);
    return { kind: 'expression', holds: (doc) => isTruthy(evaluate({ root: doc, variables: {} })) };
  }
  if (name === '$text') throw notServed('$text but at the top of the filter of find, count and distinct');
  if (name !== '$and' && name !== '$or' && name !== '$nor') throw badValue(`unknown top level operator: ${name}`);
  if (!Array.isArray(value) || value.length === 0) throw badValue(`${name} argument must be a non-empty array`);
  const parts = value.map((each) => {
    if (!isDocument(each)) throw badValue(`${name} argument's entries must be objects`);
    return parseFilter(each);
  });
  return { kind: name === '$and' ? 'and' : name === '$or' ? 'or' : 'nor', parts };
}

/** Whether the value is `{$op: …}` rather than a document to compare with. */
export function isOperatorDocument(value: Value): value is Document {
  if (!isDocument(value)) return false;
  const first = value.keys().next();
  return !first.done && first.value.startsWith('$');
}

function parseTests(name: string, value: Value): Test[] {
  if (value instanceof Regex) return [{ op: '$regex', source: value, pattern: compileRegex(value) }];
  if (!isOperatorDocument(value)) return [{ op: '$eq', value }];
  if (value.has('$ref') || value.has('$id')) throw notServed('DBRef values in filters');
  const tests: Test[] = [];
  for (const [op, operand] of value) {
    if (op === '$options') {
      if (!value.has('$regex')) throw badValue('$options needs a $regex');
    } else if (op === '$regex') tests.push(parseRegex(operand, value.get('$options')));
    else tests.push(parseTest(name, op, operand));
  }
  return tests;
}

function parseRegex(operand: Value, options: Value | undefined): Test {
  if (options !== undefined && typeof options !== 'string') throw badValue('$options has to be a string');
  if (typeof operand !== 'string' && !(operand instanceof Regex)) throw badValue('$regex has to be a string');
  const pattern = operand instanceof Regex ? operand.pattern : operand;
  const flags = options ?? (operand instanceof Regex ? operand.flags : '');
  const source = new Regex(pattern, flags);
  return { op: '$regex', source, pattern: compileRegex(source) };
}

function parseTest(name: string, op: string, operand: Value): Test {
  switch (op) {
    case '$eq':
      return operand instanceof Regex ? { op: '$eq', value: operand } : { op, value: operand };
    case '$ne':
      if (operand instanceof Regex) throw badValue("Can't have regex as arg to $ne.");
      return { op: '$not', tests: [{ op: '$eq', value: operand }] };
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      if (operand instanceof Regex) throw badValue(`Can't have RegEx as arg to predicate over field '${name}'.`);
      return { op, value: operand };
    case '$in':
      return parseIn(op, operand);
    case '$nin':
      return { op: '$not', tests: [parseIn(op, operand)] };
    case '$exists':
      return { op, exists: isTruthy(operand) };
    case '$type':
      return { op, codes: parseTypeCodes(operand) };
    case '$mod':
      return parseMod(operand);
    case '$size':
      return { op, size: parseSize(operand) };
    case '$all':
      return parseAll(name, operand);
    case '$elemMatch':
      return parseElemMatch(name, operand);
    case '$not':
      return parseNot(name, operand);
    default:
      throw badValue(`unknown operator: ${op}`);
  }
}

function parseIn(op: string, operand: Value): Test {
  if (!Array.isArray(operand)) throw badValue(`${op} needs an array`);
  const values: Value[] = [];
  const patterns: RegExp[] = [];
  for (const each of operand) {
    if (isOperatorDocument(each)) throw badValue(`cannot nest $ under ${op}`);
    if (each instanceof Regex) patterns.push(compileRegex(each));
    values.push(each);
  }
  const texts = new Set(values.filter((each) => typeof each === 'string'));
  return { op: '$in', values, texts, others: values.filter((each) => typeof each !== 'string'), patterns };
}

function parseMod(operand: Value): Test {
  if (!Array.isArray(operand)) throw badValue('malformed mod, needs to be an array');
  if (operand.length !== 2) throw badValue(`malformed mod, ${operand.length < 2 ? 'not enough' : 'too many'} elements`);
  const [divisor, remainder] = operand.map((each) => asNumber(each));
  if (divisor === undefined || remainder === undefined) throw badValue('malformed mod, divisor or remainder is not a number');
  if (!Number.isFinite(divisor) || !Number.isFinite(remainder))
    throw badValue('malformed mod, value cannot be represented as a 64-bit integer');
  if (Math.trunc(divisor) === 0) throw badValue('divisor cannot be 0');
  return { op: '$mod', divisor: Math.trunc(divisor), remainder: Math.trunc(remainder) };
}

function parseSize(operand: Value): number {
  const size = isNumeric(operand) ? asNumber(operand) : undefined;
  if (size === undefined || !Number.isInteger(size)) throw failedToParse(`Failed to parse $size. Expected an integer`);
  if (size < 0) throw badValue('Failed to parse $size. Expected a non-negative number');
  return size;
}

function parseAll(name: string, operand: Value): Test {
  if (!Array.isArray(operand)) throw badValue('$all needs an array');
  const each = operand.map((one): Test => {
    if (isDocument(one) && one.has('$elemMatch')) return parseElemMatch(name, one.get('$elemMatch')!);
    if (isOperatorDocument(one)) throw badValue('no $ expressions in $all');
    if (one instanceof Regex) return { op: '$regex', source: one, pattern: compileRegex(one) };
    return { op: '$eq', value: one };
  });
  return { op: '$all', each };
}

function parseElemMatch(name: string, operand: Value): Test {
  if (!isDocument(operand)) throw badValue('$elemMatch needs an Object');
  const first = operand.keys().next().value;
  if (first?.startsWith('$') && first !== '$and' && first !== '$or' && first !== '$nor' && first !== '$expr') {
    return { op: '$elemMatch', tests: parseTests(name, operand) };
  }
  return { op: '$elemMatchObject', filter: parseFilter(operand) };
}

function parseNot(name: string, operand: Value): Test {
  if (operand instanceof Regex) return { op: '$not', tests: [{ op: '$regex', source: operand, pattern: compileRegex(operand) }] };
  if (!isDocument(operand)) throw badValue('$not needs a regex or a document');
  if (operand.size === 0) throw badValue('$not cannot be empty');
  if (!isOperatorDocument(operand)) throw badValue(`$not needs operators, not ${typeOf(operand).alias}`);
  return { op: '$not', tests: parseTests(name, operand) };
}
