// `$group`: an `_id` expression and accumulators.
import { CommandError } from '../errors.ts';
import { compareValues } from '../bson/compare.ts';
import { encodeKey } from '../bson/key.ts';
import { asNumber, Decimal, type Document, Double, isDocument, isNumeric, type Value } from '../bson/values.ts';
import { calculate } from './arithmetic.ts';
import { compileExpression } from './expressions.ts';
import type { Evaluate } from './evaluate.ts';

interface Accumulator {
  add(value: Value | undefined): void;
  result(): Value;
}

const knownAccumulators: Record<string, (() => Accumulator) | undefined> = {
  $sum: () => {
    let sum: Value = 0;
    return { add: (value) => void (isNumeric(value) && (sum = calculate('+', sum, value, 'double'))), result: () => sum };
  },
  $avg: () => {
    let sum = 0;
    let count = 0;
    const add = (value: Value | undefined): void => {
      if (!isNumeric(value)) return;
      if (value instanceof Decimal) throw new CommandError(115, 'devdb does not serve $avg of decimal128');
      sum += asNumber(value)!;
      count++;
    };
    return { add, result: () => (count === 0 ? null : new Double(sum / count)) };
  },
  $first: () => {
    let first: Value | undefined;
    return { add: (value) => void (first ??= value ?? null), result: () => first ?? null };
  },
  $last: () => {
    let last: Value = null;
    return { add: (value) => void (last = value ?? null), result: () => last };
  },
  $max: () => extreme(1),
  $min: () => extreme(-1),
  $push: () => {
    const values: Value[] = [];
    return { add: (value) => void (value !== undefined && values.push(value)), result: () => values };
  },
  $addToSet: () => {
    const values = new Map<string, Value>();
    const add = (value: Value | undefined): void => {
      if (value === undefined) return;
      const name = encodeKey(value).toString('latin1');
      if (!values.has(name)) values.set(name, value);
    };
    return { add, result: () => [...values.values()] };
  },
  $mergeObjects: () => {
    const merged: Document = new Map();
    const add = (value: Value | undefined): void => {
      if (value === undefined || value === null) return;
      if (!isDocument(value)) throw new CommandError(40400, '$mergeObjects requires object inputs');
      for (const [name, each] of value) merged.set(name, each);
    };
    return { add, result: () => merged };
  },
  $count: () => {
    let count = 0;
    return { add: () => void count++, result: () => count };
  },
};

function extreme(sign: 1 | -1): Accumulator {
  let best: Value | undefined;
  const add = (value: Value | undefined): void => {
    if (value === undefined || value === null) return;
    if (best === undefined || compareValues(value, best) * sign > 0) best = value;
  };
  return { add, result: () => best ?? null };
}

export interface Grouping {
  add(doc: Document): void;
  results(): Document[];
}

export function compileGroup(spec: Value): () => Grouping {
  if (!isDocument(spec)) throw new CommandError(15947, "a group's fields must be specified in an object");
  const id = spec.get('_id');
  if (id === undefined) throw new CommandError(15955, 'a group specification must include an _id');
  const idOf = compileExpression(id);
  const fields = [...spec].filter(([name]) => name !== '_id').map(([name, value]) => parseField(name, value));
  return () => startGrouping(idOf, fields);
}

interface GroupField {
  name: string;
  evaluate: Evaluate;
  create: () => Accumulator;
}

function parseField(name: string, spec: Value): GroupField {
  const operator = isDocument(spec) ? spec.keys().next().value : undefined;
  if (!isDocument(spec) || operator === undefined) throw new CommandError(40234, `The field '${name}' must be an accumulator object`);
  if (spec.size !== 1) throw new CommandError(40238, `The field '${name}' must specify one accumulator`);
  const create = knownAccumulators[operator];
  if (!create) throw new CommandError(15952, `devdb does not serve the group operator ${operator}`);
  if (name.includes('.')) throw new CommandError(40235, `The field name '${name}' cannot contain '.'`);
  return { name, evaluate: compileExpression(spec.get(operator)!), create };
}

function startGrouping(idOf: Evaluate, fields: readonly GroupField[]): Grouping {
  const groups = new Map<string, { id: Value; accumulators: Accumulator[] }>();
  return {
    add(doc) {
      const scope = { root: doc, variables: {} };
      const id = idOf(scope) ?? null;
      const name = encodeKey(id).toString('latin1');
      let group = groups.get(name);
      if (!group) groups.set(name, (group = { id, accumulators: fields.map((field) => field.create()) }));
      fields.forEach((field, i) => group.accumulators[i]!.add(field.evaluate(scope)));
    },
    results: () =>
      [...groups.values()].map(({ id, accumulators }) => {
        const doc: Document = new Map([['_id', id]]);
        fields.forEach((field, i) => doc.set(field.name, accumulators[i]!.result()));
        return doc;
      }),
  };
}
