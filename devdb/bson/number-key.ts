// Numbers of all kinds on one scale. A key is the greatest double that is not above the number, in an order-preserving
// form; a number that no double equals adds its decimal digits, which order it among its neighbours.
import type { ByteWriter } from './byte-writer.ts';
import type { Decimal } from './values.ts';

const scratch = Buffer.alloc(8);

export function writeDoubleKey(writer: ByteWriter, value: number): void {
  writeOrderedDouble(writer, value);
  writer.byte(0);
}

export function writeLongKey(writer: ByteWriter, value: bigint): void {
  const near = Number(value);
  const exact = BigInt(near);
  if (exact === value) return writeDoubleKey(writer, near);
  writeOrderedDouble(writer, exact > value ? nextDown(near) : near);
  const digits = (value < 0n ? -value : value).toString();
  writeDigits(writer, value < 0n, digits, digits.length);
}

export function writeDecimalKey(writer: ByteWriter, value: Decimal): void {
  const text = value.toString();
  const near = Number(text);
  if (Number.isNaN(near) || /inf/i.test(text))
    return writeDoubleKey(writer, Number.isNaN(near) && /inf/i.test(text) ? infinity(text) : near);
  const parts = parseDecimal(text);
  if (parts.digits === 0n) return writeDoubleKey(writer, 0);
  const order = compareToDouble(parts, near);
  if (order === 0) return writeDoubleKey(writer, near);
  writeOrderedDouble(writer, order < 0 ? nextDown(near) : near);
  const digits = parts.digits.toString();
  writeDigits(writer, parts.negative, digits, digits.length + parts.exponent);
}

function infinity(text: string): number {
  return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

/** NaN is eight zero bytes, which is below every other number. */
function writeOrderedDouble(writer: ByteWriter, value: number): void {
  writer.reserve(8);
  const { buffer, length } = writer;
  writer.length += 8;
  if (Number.isNaN(value)) {
    buffer.fill(0, length, length + 8);
    return;
  }
  buffer.writeDoubleBE(value === 0 ? 0 : value, length);
  if (buffer[length]! & 0x80) for (let i = length; i < length + 8; i++) buffer[i] = ~buffer[i]! & 0xff;
  else buffer[length]! |= 0x80;
}

/** The digits of 0.d₁d₂… × 10^`exponent`, larger numbers later. */
function writeDigits(writer: ByteWriter, negative: boolean, digits: string, exponent: number): void {
  writer.byte(1);
  const start = writer.length;
  const significant = digits.replace(/0+$/, '');
  writer.byte((exponent + 0x8000) >> 8);
  writer.byte((exponent + 0x8000) & 0xff);
  for (let i = 0; i < significant.length; i++) writer.byte(significant.charCodeAt(i) - 47);
  writer.byte(0);
  if (negative) for (let i = start; i < writer.length; i++) writer.buffer[i] = ~writer.buffer[i]! & 0xff;
}

function nextDown(value: number): number {
  if (value === Number.POSITIVE_INFINITY) return Number.MAX_VALUE;
  if (value === 0) return -Number.MIN_VALUE;
  scratch.writeDoubleBE(value);
  const bits = scratch.readBigInt64BE();
  scratch.writeBigInt64BE(value > 0 ? bits - 1n : bits + 1n);
  return scratch.readDoubleBE();
}

interface DecimalParts {
  negative: boolean;
  digits: bigint;
  exponent: number;
}

function parseDecimal(text: string): DecimalParts {
  const [mantissa = '0', power = '0'] = text.replace(/^-/, '').toUpperCase().split('E');
  const [whole = '', fraction = ''] = mantissa.split('.');
  return { negative: text.startsWith('-'), digits: BigInt(whole + fraction), exponent: Number(power) - fraction.length };
}

/** Below 0 when the decimal is less than the double. */
function compareToDouble(decimal: DecimalParts, double: number): number {
  if (double === Number.POSITIVE_INFINITY) return -1;
  if (double === Number.NEGATIVE_INFINITY) return 1;
  scratch.writeDoubleBE(double);
  const bits = scratch.readBigUInt64BE();
  const power = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  let right = power === 0 ? fraction : fraction | 0x10000000000000n;
  let left = decimal.digits;
  const twos = Math.max(power, 1) - 1075;
  if (twos >= 0) right <<= BigInt(twos);
  else left <<= BigInt(-twos);
  if (decimal.exponent >= 0) left *= 10n ** BigInt(decimal.exponent);
  else right *= 10n ** BigInt(-decimal.exponent);
  if (decimal.negative) left = -left;
  if (bits >> 63n) right = -right;
  return left < right ? -1 : left > right ? 1 : 0;
}
