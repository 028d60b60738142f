// Compiles aggregation expressions. The operators served are the tables of `operators.ts`; any other is refused by name.
import { CommandError, ErrorCode } from '../errors.ts';
import { type Document, isDocument, type Value } from '../bson/values.ts';
import type { Evaluate } from './evaluate.ts';
import { operators } from './operators.ts';
import { lazyOperators } from './lazy-operators.ts';

export function compileExpression(spec: Value): Evaluate {
  if (typeof spec === 'string' && spec.startsWith('$$')) return compileVariable(spec);
  if (typeof spec === 'string' && spec.startsWith('$')) return compileField(spec.slice(1));
  if (Array.isArray(spec)) {
    const items = spec.map(compileExpression);
    return (scope) => items.map((item) => item(scope) ?? null);
  }
  if (!isDocument(spec)) return () => spec;
  const first = spec.keys().next().value;
  if (first?.startsWith('$')) return compileOperator(spec, first);
  const fields = [...spec].map(([name, value]) => [name, compileExpression(value)] as const);
  return (scope) => {
    const result: Document = new Map();
    for (const [name, evaluate] of fields) {
      const value = evaluate(scope);
      if (value !== undefined) result.set(name, value);
    }
    return result;
  };
}

function compileOperator(spec: Document, name: string): Evaluate {
  if (spec.size !== 1) throw new CommandError(15983, `An object representing an expression must have exactly one field: '${name}'`);
  const operand = spec.get(name)!;
  if (name === '$literal') return () => operand;
  const lazy = lazyOperators[name];
  if (lazy) return lazy(operand, compileExpression);
  const operator = operators[name];
  if (!operator) throw new CommandError(168, `devdb does not serve the expression operator ${name}`);
  const operands = Array.isArray(operand) ? operand.map(compileExpression) : [compileExpression(operand)];
  if (operands.length < operator.least || operands.length > operator.most) {
    throw new CommandError(
      16020,
      `Expression ${name} takes ${operator.least === operator.most ? `exactly ${operator.least}` : `at least ${operator.least}`} arguments. ${operands.length} were passed in.`,
    );
  }
  return (scope) => operator.apply(operands.map((each) => each(scope)));
}

function compileVariable(spec: string): Evaluate {
  const [name = '', ...path] = spec.slice(2).split('.');
  if (name === 'REMOVE') return () => undefined;
  if (name === 'NOW') return () => new Date();
  if (name === 'ROOT' || name === 'CURRENT') return (scope) => valueAt(scope.root, path, 0);
  if (!/^[a-z]/.test(name)) throw new CommandError(ErrorCode.FailedToParse, `devdb does not serve the variable $$${name}`);
  return (scope) => {
    const value = scope.variables[name];
    if (value === undefined) throw new CommandError(17276, `Use of undefined variable: ${name}`);
    return valueAt(value, path, 0);
  };
}

function compileField(path: string): Evaluate {
  const parts = path.split('.');
  if (parts.some((part) => part === '')) throw new CommandError(40353, `FieldPath '${path}' must not have empty parts.`);
  if (parts.length === 1) return (scope) => scope.root.get(path);
  return (scope) => valueAt(scope.root, parts, 0);
}

/** Through arrays a path gives the array of what its elements have. */
function valueAt(value: Value | undefined, path: readonly string[], at: number): Value | undefined {
  if (at === path.length) return value;
  if (value instanceof Map) return valueAt(value.get(path[at]!), path, at + 1);
  if (!Array.isArray(value)) return undefined;
  return value
    .filter((each) => each instanceof Map || Array.isArray(each))
    .map((each) => valueAt(each, path, at))
    .filter((each) => each !== undefined);
}
