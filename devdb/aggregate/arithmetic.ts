// Sums and products with MongoDB's result types: int32 grows to int64, a double makes the result a double.
import { badValue, CommandError, ErrorCode, notServed } from '../errors.ts';
import { Decimal, Double, type Value } from '../bson/values.ts';

export type Arithmetic = '+' | '-' | '*';

const maxInt32 = 2 ** 31 - 1;
const minInt32 = -(2 ** 31);

/**
 * @param whenTooBig - The treatment of an int64 overflow: an error (updates) or a double (aggregation).
 * @throws CommandError naming decimal128, whose arithmetic is not served.
 */
export function calculate(op: Arithmetic, a: Value, b: Value, whenTooBig: 'error' | 'double'): Value {
  if (a instanceof Decimal || b instanceof Decimal) throw notServed('arithmetic with decimal128');
  if (a instanceof Double || b instanceof Double) return new Double(inDoubles(op, doubleOf(a), doubleOf(b)));
  const result = inIntegers(op, integerOf(a), integerOf(b));
  if (typeof a === 'number' && typeof b === 'number' && result >= minInt32 && result <= maxInt32) return Number(result);
  if (BigInt.asIntN(64, result) === result) return result;
  if (whenTooBig === 'error') throw badValue('Failed to apply the operation: integer overflow');
  return new Double(Number(result));
}

function inDoubles(op: Arithmetic, a: number, b: number): number {
  return op === '+' ? a + b : op === '-' ? a - b : a * b;
}

function inIntegers(op: Arithmetic, a: bigint, b: bigint): bigint {
  return op === '+' ? a + b : op === '-' ? a - b : a * b;
}

function doubleOf(value: Value): number {
  return value instanceof Double ? value.value : Number(integerOf(value));
}

function integerOf(value: Value): bigint {
  if (typeof value === 'number' || typeof value === 'bigint') return BigInt(value);
  throw new CommandError(ErrorCode.TypeMismatch, 'expected a number');
}

/** A JavaScript whole number as the smallest BSON integer that holds it. */
export function integerValue(value: number): Value {
  return value >= minInt32 && value <= maxInt32 ? value : BigInt(value);
}
