import { badValue, CommandError, ErrorCode } from '../errors.ts';
import { compareValues } from '../bson/compare.ts';
import { asNumber, type Document, inspect, isDocument, typeOf, type Value } from '../bson/values.ts';
import { parseSort, sortKey } from '../query/sort.ts';
import type { Apply } from './operator.ts';

const knownModifiers = ['$each', '$slice', '$position', '$sort'];

/** `$push`, with its modifiers in MongoDB's order: insert, sort, slice. */
export function changeArray(operator: string, operand: Value, name: string): Apply {
  const modifiers = isDocument(operand) && operand.has('$each') ? operand : undefined;
  const each = modifiers ? modifiers.get('$each')! : [operand];
  if (!Array.isArray(each))
    throw badValue(`The argument to $each in ${operator} must be an array but it was of type: ${typeOf(each).alias}`);
  for (const modifier of modifiers?.keys() ?? [])
    if (!knownModifiers.includes(modifier)) throw badValue(`Unrecognized clause in ${operator}: ${modifier}`);
  const position = integer(modifiers, '$position');
  const slice = integer(modifiers, '$slice');
  const order = modifiers?.has('$sort') ? elementOrder(modifiers.get('$sort')!) : undefined;
  return (value, root) => {
    if (value !== undefined && !Array.isArray(value))
      throw badValue(
        `The field '${name}' must be an array but is of type ${typeOf(value).alias} in document {_id: ${inspect(root.get('_id'))}}`,
      );
    const result = [...(value ?? [])];
    result.splice(position === undefined ? result.length : position, 0, ...each);
    if (order) result.sort(order);
    if (slice === undefined) return result;
    return slice >= 0 ? result.slice(0, slice) : result.slice(slice);
  };
}

function integer(modifiers: Document | undefined, name: string): number | undefined {
  const value = modifiers?.get(name);
  if (value === undefined) return undefined;
  const number = asNumber(value);
  if (number === undefined || !Number.isInteger(number))
    throw badValue(`The value for ${name} must be an integer value but was given type: ${typeOf(value).alias}`);
  return number;
}

function elementOrder(spec: Value): (a: Value, b: Value) => number {
  if (!isDocument(spec)) {
    const direction = asNumber(spec);
    if (direction !== 1 && direction !== -1) throw badValue('The $sort element value must be either 1 or -1');
    return (a, b) => compareValues(a, b) * direction;
  }
  if (spec.size === 0) throw new CommandError(ErrorCode.BadValue, 'The $sort pattern is empty when it should be a set of fields.');
  const fields = parseSort(spec);
  const descending = fields.map((field) => field.descending);
  const key = (value: Value): Buffer => sortKey(fields, descending, value instanceof Map ? value : new Map());
  return (a, b) => Buffer.compare(key(a), key(b));
}
