// The update operators: each computes the new value of a field.
import { badValue, CommandError, ErrorCode, failedToParse } from '../errors.ts';
import { calculate } from '../aggregate/arithmetic.ts';
import { areEqual, compareValues } from '../bson/compare.ts';
import { asNumber, inspect, isDocument, isNumeric, Regex, typeOf, type Value } from '../bson/values.ts';
import { matches, valuePasses } from '../query/match.ts';
import { isOperatorDocument, parseFilter } from '../query/parse-filter.ts';
import type { Apply } from './operator.ts';
import { changeArray } from './push.ts';

export const updateOperators: Record<string, ((operand: Value, name: string) => Apply) | undefined> = {
  $set: (operand) => () => operand,
  $setOnInsert: (operand) => () => operand,
  $unset: () => () => undefined,
  $inc: (operand, name) => numeric('$inc', operand, name, (value) => calculate('+', value ?? 0, operand, 'error'), operand),
  $mul: (operand, name) => numeric('$mul', operand, name, (value) => calculate('*', value ?? 0, operand, 'error'), undefined),
  $min: (operand) => (value) => (value === undefined || compareValues(operand, value) < 0 ? operand : value),
  $max: (operand) => (value) => (value === undefined || compareValues(operand, value) > 0 ? operand : value),
  $currentDate: (operand, name) => {
    const type = isDocument(operand) ? operand.get('$type') : operand;
    if (type !== true && type !== false && type !== 'date')
      throw badValue(`devdb does not serve $currentDate of ${inspect(operand)} ('${name}')`);
    return () => new Date();
  },
  $push: (operand, name) => changeArray('$push', operand, name),
  $addToSet: (operand, name) => addToSet(operand, name),
  $pop: (operand, name) => {
    const end = asNumber(operand);
    if (end !== 1 && end !== -1) throw failedToParse(`$pop expects 1 or -1, found: ${inspect(operand)}`);
    return (value) => {
      if (value === undefined) return undefined;
      if (!Array.isArray(value))
        throw new CommandError(ErrorCode.TypeMismatch, `Path '${name}' contains an element of non-array type '${typeOf(value).alias}'`);
      return end === 1 ? value.slice(0, -1) : value.slice(1);
    };
  },
  $pull: (operand) => {
    const goes = pullTest(operand);
    return (value) => pull('$pull', value, goes);
  },
  $pullAll: (operand) => {
    if (!Array.isArray(operand)) throw badValue(`$pullAll requires an array argument but was given a ${typeOf(operand).alias}`);
    return (value) => pull('$pullAll', value, (element) => operand.some((each) => areEqual(each, element)));
  },
};

function numeric(
  operator: string,
  operand: Value,
  name: string,
  change: (value: Value | undefined) => Value,
  whenMissing: Value | undefined,
): Apply {
  if (!isNumeric(operand))
    throw new CommandError(
      ErrorCode.TypeMismatch,
      `Cannot ${operator === '$inc' ? 'increment' : 'multiply'} with non-numeric argument: {${name}: ${inspect(operand)}}`,
    );
  return (value, root) => {
    if (value === undefined && whenMissing !== undefined) return whenMissing;
    if (value !== undefined && !isNumeric(value)) {
      throw new CommandError(
        ErrorCode.TypeMismatch,
        `Cannot apply ${operator} to a value of non-numeric type. {_id: ${inspect(root.get('_id'))}} has the field '${name.split('.').at(-1)}' of non-numeric type ${typeOf(value).alias}`,
      );
    }
    return change(value);
  };
}

function addToSet(operand: Value, name: string): Apply {
  const each = isDocument(operand) && operand.has('$each') ? operand.get('$each')! : [operand];
  if (!Array.isArray(each))
    throw new CommandError(
      ErrorCode.TypeMismatch,
      `The argument to $each in $addToSet must be an array but it was of type ${typeOf(each).alias}`,
    );
  if (isDocument(operand) && operand.has('$each') && operand.size > 1)
    throw badValue(`Found unexpected fields after $each in $addToSet: ${inspect(operand)}`);
  return (value) => {
    if (value !== undefined && !Array.isArray(value))
      throw badValue(
        `Cannot apply $addToSet to non-array field. Field named '${name.split('.').at(-1)}' has non-array type ${typeOf(value).alias}`,
      );
    const result = [...(value ?? [])];
    for (const item of each) if (!result.some((other) => areEqual(other, item))) result.push(item);
    return result;
  };
}

function pullTest(operand: Value): (element: Value) => boolean {
  if (operand instanceof Regex || isOperatorDocument(operand)) {
    const filter = parseFilter(new Map([['element', operand]]));
    const tests =
      filter.kind === 'field'
        ? [filter.test]
        : filter.kind === 'and'
          ? filter.parts.map((part) => (part as typeof part & { kind: 'field' }).test)
          : [];
    return (element) => tests.every((test) => valuePasses(element, test));
  }
  if (isDocument(operand)) {
    const filter = parseFilter(operand);
    return (element) => element instanceof Map && matches(filter, element);
  }
  return (element) => areEqual(element, operand);
}

function pull(operator: string, value: Value | undefined, goes: (element: Value) => boolean): Value | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw badValue(`Cannot apply ${operator} to a non-array value`);
  return value.filter((element) => !goes(element));
}
