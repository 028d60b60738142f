// Expression operators that need only the values of their operands.
import { CommandError } from '../errors.ts';
import { areEqual, compareValues } from '../bson/compare.ts';
import { asNumber, Decimal, Double, isDocument, isNumeric, ObjectId, typeOf, type Value } from '../bson/values.ts';
import { type Arithmetic, calculate } from './arithmetic.ts';

type Given = (Value | undefined)[];
interface Operator {
  least: number;
  most: number;
  apply: (values: Given) => Value | undefined;
}

const many = Number.POSITIVE_INFINITY;
const isNullish = (value: Value | undefined): value is null | undefined => value === null || value === undefined;

export const operators: Record<string, Operator | undefined> = {
  $add: { least: 0, most: many, apply: add },
  $subtract: { least: 2, most: 2, apply: subtract },
  $multiply: { least: 0, most: many, apply: (values) => reduceNumbers('$multiply', '*', 1, values) },
  $divide: { least: 2, most: 2, apply: divide },
  $abs: {
    least: 1,
    most: 1,
    apply: ([value]) => (isNullish(value) ? null : asNumber(value)! < 0 ? calculate('*', value, -1, 'double') : number('$abs', value)),
  },
  $floor: { least: 1, most: 1, apply: ([value]) => rounded('$floor', value, Math.floor) },
  $ceil: { least: 1, most: 1, apply: ([value]) => rounded('$ceil', value, Math.ceil) },
  $eq: comparison((order) => order === 0),
  $ne: comparison((order) => order !== 0),
  $gt: comparison((order) => order > 0),
  $gte: comparison((order) => order >= 0),
  $lt: comparison((order) => order < 0),
  $lte: comparison((order) => order <= 0),
  $cmp: { least: 2, most: 2, apply: ([a, b]) => Math.sign(compareMissing(a, b)) },
  $concat: { least: 0, most: many, apply: concat },
  $toLower: { least: 1, most: 1, apply: ([value]) => (isNullish(value) ? '' : text('$toLower', value).toLowerCase()) },
  $toUpper: { least: 1, most: 1, apply: ([value]) => (isNullish(value) ? '' : text('$toUpper', value).toUpperCase()) },
  $toString: { least: 1, most: 1, apply: ([value]) => toText(value) },
  $type: { least: 1, most: 1, apply: ([value]) => (value === undefined ? 'missing' : typeOf(value).alias) },
  $isArray: { least: 1, most: 1, apply: ([value]) => Array.isArray(value) },
  $size: { least: 1, most: 1, apply: ([value]) => array(17124, 'The argument to $size must be an array', value).length },
  $arrayElemAt: { least: 2, most: 2, apply: elementAt },
  $first: { least: 1, most: 1, apply: ([value]) => (isNullish(value) ? null : array(28689, '$first needs an array', value)[0]) },
  $last: { least: 1, most: 1, apply: ([value]) => (isNullish(value) ? null : array(28689, '$last needs an array', value).at(-1)) },
  $slice: { least: 2, most: 3, apply: slice },
  $in: {
    least: 2,
    most: 2,
    apply: ([value, list]) =>
      array(40081, '$in requires an array as a second argument', list).some((each) => value !== undefined && areEqual(each, value)),
  },
  $concatArrays: {
    least: 0,
    most: many,
    apply: (values) => (values.some(isNullish) ? null : values.flatMap((each) => array(28664, '$concatArrays only supports arrays', each))),
  },
  $setUnion: {
    least: 0,
    most: many,
    apply: (values) =>
      values.some(isNullish) ? null : distinct(values.flatMap((each) => array(17043, 'All operands of $setUnion must be arrays', each))),
  },
  $setDifference: { least: 2, most: 2, apply: setDifference },
  $mergeObjects: { least: 0, most: many, apply: mergeObjects },
  $sum: {
    least: 1,
    most: many,
    apply: (values) =>
      listed(values)
        .filter(isNumeric)
        .reduce<Value>((sum, each) => calculate('+', sum, each, 'double'), 0),
  },
  $max: { least: 1, most: many, apply: (values) => extreme(listed(values), 1) },
  $min: { least: 1, most: many, apply: (values) => extreme(listed(values), -1) },
};

function comparison(holds: (order: number) => boolean): Operator {
  return { least: 2, most: 2, apply: ([a, b]) => holds(compareMissing(a, b)) };
}

function compareMissing(a: Value | undefined, b: Value | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1;
  return compareValues(a, b);
}

function number(name: string, value: Value | undefined): Value {
  if (isNumeric(value) && !(value instanceof Decimal)) return value;
  throw new CommandError(14, `${name} only supports numeric types, not ${value === undefined ? 'missing' : typeOf(value).alias}`);
}

function reduceNumbers(name: string, op: Arithmetic, start: number, values: Given): Value {
  if (values.some(isNullish)) return null;
  return values.reduce<Value>((result, each) => calculate(op, result, number(name, each), 'double'), start);
}

function add(values: Given): Value {
  if (values.some(isNullish)) return null;
  const dates = values.filter((each) => each instanceof Date);
  if (dates.length > 1) throw new CommandError(16612, 'only one date allowed in an $add expression');
  const sum = reduceNumbers(
    '$add',
    '+',
    0,
    values.filter((each) => !(each instanceof Date)),
  );
  return dates[0] ? new Date(dates[0].getTime() + Math.round(asNumber(sum)!)) : sum;
}

function subtract([a, b]: Given): Value {
  if (isNullish(a) || isNullish(b)) return null;
  if (a instanceof Date)
    return b instanceof Date ? BigInt(a.getTime() - b.getTime()) : new Date(a.getTime() - Math.round(asNumber(number('$subtract', b))!));
  return calculate('-', number('$subtract', a), number('$subtract', b), 'double');
}

function divide([a, b]: Given): Value {
  if (isNullish(a) || isNullish(b)) return null;
  const divisor = asNumber(number('$divide', b))!;
  if (divisor === 0) throw new CommandError(2, "can't $divide by zero");
  return new Double(asNumber(number('$divide', a))! / divisor);
}

function rounded(name: string, value: Value | undefined, round: (value: number) => number): Value {
  if (isNullish(value)) return null;
  const given = number(name, value);
  return given instanceof Double ? new Double(round(given.value)) : given;
}

function text(name: string, value: Value): string {
  if (typeof value === 'string') return value;
  throw new CommandError(16702, `${name} only supports strings, not ${typeOf(value).alias}`);
}

function concat(values: Given): Value {
  if (values.some(isNullish)) return null;
  return values.map((each) => text('$concat', each!)).join('');
}

function toText(value: Value | undefined): Value {
  if (isNullish(value)) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean' || value instanceof ObjectId)
    return value.toString();
  if (value instanceof Date) return value.toISOString();
  throw new CommandError(241, `devdb does not serve $toString of ${typeOf(value).alias}`);
}

function array(code: number, message: string, value: Value | undefined): Value[] {
  if (Array.isArray(value)) return value;
  throw new CommandError(code, `${message}, but found: ${value === undefined ? 'missing' : typeOf(value).alias}`);
}

function elementAt([list, position]: Given): Value | undefined {
  if (isNullish(list) || isNullish(position)) return null;
  const at = asNumber(number('$arrayElemAt', position))!;
  if (!Number.isInteger(at)) throw new CommandError(28691, "$arrayElemAt's second argument must be representable as a 32-bit integer");
  return array(28689, "$arrayElemAt's first argument must be an array", list).at(at);
}

function slice([list, first, second]: Given): Value {
  if (isNullish(list) || isNullish(first) || second === null) return null;
  const items = array(28724, 'First argument to $slice must be an array', list);
  const start = asNumber(number('$slice', first))!;
  if (second === undefined) return start >= 0 ? items.slice(0, start) : items.slice(start);
  const count = asNumber(number('$slice', second))!;
  if (count <= 0) throw new CommandError(28729, 'Third argument to $slice must be positive');
  const from = start >= 0 ? start : Math.max(0, items.length + start);
  return items.slice(from, from + count);
}

function distinct(values: Value[]): Value[] {
  const sorted = [...values].sort(compareValues);
  return sorted.filter((each, i) => i === 0 || !areEqual(each, sorted[i - 1]!));
}

function setDifference([a, b]: Given): Value {
  if (isNullish(a) || isNullish(b)) return null;
  const taken = array(17049, 'both operands of $setDifference must be arrays', b);
  const kept = array(17048, 'both operands of $setDifference must be arrays', a);
  return kept.filter((each, i) => !taken.some((other) => areEqual(each, other)) && kept.findIndex((other) => areEqual(each, other)) === i);
}

function mergeObjects(values: Given): Value {
  const result = new Map<string, Value>();
  for (const each of values) {
    if (isNullish(each)) continue;
    if (!isDocument(each))
      throw new CommandError(40400, `$mergeObjects requires object inputs, but input is of type ${typeOf(each).alias}`);
    for (const [name, value] of each) result.set(name, value);
  }
  return result;
}

/** `{$max: '$list'}` looks into the list; `{$max: ['$a', '$b']}` compares the operands as they are. */
function listed(values: Given): Value[] {
  const single = values.length === 1 ? values[0] : undefined;
  return (Array.isArray(single) ? single : values).filter((each): each is Value => !isNullish(each));
}

function extreme(values: Value[], sign: 1 | -1): Value {
  let best: Value | undefined;
  for (const each of values) if (best === undefined || compareValues(each, best) * sign > 0) best = each;
  return best ?? null;
}
