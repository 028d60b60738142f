// Compares values in BSON's order: by type first, numbers of all kinds on one scale.
import { encodeKey, keyTypeOf } from './key.ts';
import { Double, type Value } from './values.ts';

export function compareValues(a: Value, b: Value): number {
  if (a === b) return 0;
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  const left = plainNumber(a);
  const right = plainNumber(b);
  if (left !== undefined && right !== undefined) return left < right ? -1 : left > right ? 1 : 0;
  const order = keyTypeOf(a) - keyTypeOf(b);
  if (order !== 0) return order;
  if (a instanceof Date && b instanceof Date) return a.getTime() - b.getTime();
  return Buffer.compare(encodeKey(a), encodeKey(b));
}

export function areEqual(a: Value, b: Value): boolean {
  return compareValues(a, b) === 0;
}

function plainNumber(value: Value): number | undefined {
  if (typeof value === 'number') return value;
  if (value instanceof Double && !Number.isNaN(value.value)) return value.value;
  return undefined;
}

/** By code point, as UTF-8 bytes order; JavaScript's own order differs for characters outside the basic plane. */
function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left === right) continue;
    const leftSurrogate = left >= 0xd800 && left <= 0xdfff;
    const rightSurrogate = right >= 0xd800 && right <= 0xdfff;
    if (leftSurrogate !== rightSurrogate) {
      if (leftSurrogate && right > 0xdfff) return 1;
      if (rightSurrogate && left > 0xdfff) return -1;
    }
    return left - right;
  }
  return a.length - b.length;
}
