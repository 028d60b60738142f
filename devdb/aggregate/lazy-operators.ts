// Expression operators that decide themselves which operands are evaluated, or that bind variables.
import { CommandError, failedToParse } from '../errors.ts';
import { type Document, isDocument, isTruthy, type Value } from '../bson/values.ts';
import type { Evaluate } from './evaluate.ts';

type Compile = (spec: Value) => Evaluate;
type LazyOperator = (operand: Value, compile: Compile) => Evaluate;

export const lazyOperators: Record<string, LazyOperator | undefined> = {
  $and: (operand, compile) => {
    const parts = list(operand).map(compile);
    return (scope) => parts.every((part) => isTruthy(part(scope)));
  },
  $or: (operand, compile) => {
    const parts = list(operand).map(compile);
    return (scope) => parts.some((part) => isTruthy(part(scope)));
  },
  $not: (operand, compile) => {
    const [part, ...more] = list(operand).map(compile);
    if (!part || more.length > 0) throw new CommandError(16020, 'Expression $not takes exactly 1 arguments');
    return (scope) => !isTruthy(part(scope));
  },
  $ifNull: (operand, compile) => {
    const parts = list(operand).map(compile);
    if (parts.length < 2) throw new CommandError(1257300, '$ifNull needs at least two arguments');
    return (scope) => {
      let value: Value | undefined;
      for (const part of parts) {
        value = part(scope);
        if (value !== undefined && value !== null) return value;
      }
      return value;
    };
  },
  $cond: (operand, compile) => {
    const [test, yes, no] = (isDocument(operand) ? named('$cond', operand, ['if', 'then', 'else']) : list(operand)).map(compile);
    if (!test || !yes || !no) throw new CommandError(16020, 'Expression $cond takes exactly 3 arguments');
    return (scope) => (isTruthy(test(scope)) ? yes(scope) : no(scope));
  },
  $filter: (operand, compile) => {
    const each = overArray('$filter', operand, 'cond', compile);
    return (scope) => {
      const items = each.items(scope);
      return items && items.filter((item) => isTruthy(each.evaluate({ ...scope, variables: { ...scope.variables, [each.as]: item } })));
    };
  },
  $map: (operand, compile) => {
    const each = overArray('$map', operand, 'in', compile);
    return (scope) => {
      const items = each.items(scope);
      return items && items.map((item) => each.evaluate({ ...scope, variables: { ...scope.variables, [each.as]: item } }) ?? null);
    };
  },
};

function list(operand: Value): Value[] {
  return Array.isArray(operand) ? operand : [operand];
}

function named(name: string, spec: Document, fields: string[]): Value[] {
  for (const field of spec.keys()) if (!fields.includes(field)) throw failedToParse(`Unrecognized parameter to ${name}: ${field}`);
  return fields.map((field) => {
    const value = spec.get(field);
    if (value === undefined) throw failedToParse(`Missing '${field}' parameter to ${name}`);
    return value;
  });
}

function overArray(name: string, operand: Value, body: string, compile: Compile) {
  if (!isDocument(operand)) throw failedToParse(`${name} needs an object`);
  const rest = new Map(operand);
  const as = rest.get('as') ?? 'this';
  rest.delete('as');
  if (typeof as !== 'string') throw failedToParse(`${name}: 'as' has to be a string`);
  const [input, evaluate] = named(name, rest, ['input', body]).map(compile);
  const items = (scope: Parameters<Evaluate>[0]): Value[] | null => {
    const value = input!(scope);
    if (value === undefined || value === null) return null;
    if (!Array.isArray(value)) throw new CommandError(28651, `input to ${name} must be an array`);
    return value;
  };
  return { as, items, evaluate: evaluate! };
}
