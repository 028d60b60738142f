// Projections: which fields of a document an answer shows, and in `$project` also computed ones.
import { CommandError, notServed } from '../errors.ts';
import { type Document, isDocument, isNumeric, isTruthy, type Value } from '../bson/values.ts';
import { compileExpression } from '../aggregate/expressions.ts';
import type { Evaluate } from '../aggregate/evaluate.ts';
import { setComputed } from '../aggregate/computed.ts';
import { parsePath } from './path.ts';

type Tree = Map<string, Tree | true>;
export type Project = (doc: Document) => Document;

/** Compiles a projection; `undefined` when it keeps the whole document. */
export function compileProjection(spec: Document): Project | undefined {
  const shown: Tree = new Map();
  const computed: { path: string[]; evaluate: Evaluate }[] = [];
  let mode: 'include' | 'exclude' | undefined;
  let id: boolean | undefined;
  const choose = (next: 'include' | 'exclude', name: string): void => {
    if (mode !== undefined && mode !== next) {
      throw new CommandError(
        mode === 'exclude' ? 31253 : 31254,
        `Cannot do ${mode === 'exclude' ? 'inclusion' : 'exclusion'} on field ${name} in ${mode === 'exclude' ? 'exclusion' : 'inclusion'} projection`,
      );
    }
    mode = next;
  };
  for (const [name, value] of flatten(spec, '')) {
    if (name.endsWith('.$')) throw notServed(`the positional projection '${name}'`);
    if (isNumeric(value) || typeof value === 'boolean') {
      const wanted = isTruthy(value);
      if (name === '_id') {
        id = wanted;
        continue;
      }
      choose(wanted ? 'include' : 'exclude', name);
      plant(shown, parsePath(name), name);
    } else {
      refuseSpecial(name, value);
      if (name !== '_id') choose('include', name);
      computed.push({ path: parsePath(name), evaluate: compileExpression(value) });
      if (name === '_id') id = false;
    }
  }
  if (mode === undefined) mode = id === true || computed.length > 0 ? 'include' : 'exclude';
  if (mode === 'include') {
    if (id !== false) shown.set('_id', true);
    const include: Project = (doc) => {
      const result = includeFields(doc, shown);
      for (const { path, evaluate } of computed) setComputed(result, path, evaluate({ root: doc, variables: {} }));
      return result;
    };
    return include;
  }
  if (id === false) shown.set('_id', true);
  return shown.size === 0 ? undefined : (doc) => excludeFields(doc, shown);
}

/** The fields that a projection shows, where it is no more than a list of fields at the top; `undefined` otherwise. */
export function listedFields(spec: Document): ReadonlySet<string> | undefined {
  const listed = [...spec].filter(([name]) => name !== '_id');
  if (listed.length === 0) return undefined;
  if (!listed.every(([name, value]) => !/[.$]/.test(name) && (isNumeric(value) || value === true) && isTruthy(value))) return undefined;
  const id = spec.get('_id') ?? true;
  if (!isNumeric(id) && typeof id !== 'boolean') return undefined;
  return new Set([...listed.map(([name]) => name), ...(isTruthy(id) ? ['_id'] : [])]);
}

/** `{a: {b: 1}}` says the same as `{'a.b': 1}`. */
function* flatten(spec: Document, prefix: string): Generator<[string, Value]> {
  for (const [name, value] of spec) {
    const path = prefix + name;
    const first = isDocument(value) ? value.keys().next().value : undefined;
    if (isDocument(value) && first === undefined)
      throw new CommandError(51270, 'An empty sub-projection is not a valid value. Found empty object at path');
    if (isDocument(value) && !first!.startsWith('$')) yield* flatten(value, `${path}.`);
    else yield [path, value];
  }
}

function refuseSpecial(name: string, value: Value): void {
  if (!isDocument(value)) return;
  const operator = value.keys().next().value;
  if (operator === '$slice' && !Array.isArray(value.get('$slice'))) throw notServed(`$slice in a projection ('${name}')`);
  if (operator === '$elemMatch' || operator === '$meta') throw notServed(`${operator} in a projection ('${name}')`);
}

function plant(tree: Tree, path: string[], name: string): void {
  let at = tree;
  for (let i = 0; i < path.length - 1; i++) {
    const next = at.get(path[i]!);
    if (next === true) throw new CommandError(31249, `Path collision at ${name}`);
    const branch: Tree = next ?? new Map();
    at.set(path[i]!, branch);
    at = branch;
  }
  const leaf = path.at(-1)!;
  if (at.has(leaf)) {
    if (at.get(leaf) === true && path.length === 1) return;
    throw new CommandError(31250, `Path collision at ${name}`);
  }
  at.set(leaf, true);
}

function includeFields(doc: Document, tree: Tree): Document {
  const result: Document = new Map();
  for (const [name, value] of doc) {
    const branch = tree.get(name);
    if (branch === undefined) continue;
    const kept = branch === true ? value : includeValue(value, branch);
    if (kept !== undefined) result.set(name, kept);
  }
  return result;
}

function includeValue(value: Value, tree: Tree): Value | undefined {
  if (value instanceof Map) return includeFields(value, tree);
  if (!Array.isArray(value)) return undefined;
  return value.map((each) => includeValue(each, tree)).filter((each) => each !== undefined);
}

function excludeFields(doc: Document, tree: Tree): Document {
  const result: Document = new Map();
  for (const [name, value] of doc) {
    const branch = tree.get(name);
    if (branch === true) continue;
    result.set(name, branch === undefined ? value : excludeValue(value, branch));
  }
  return result;
}

function excludeValue(value: Value, tree: Tree): Value {
  if (value instanceof Map) return excludeFields(value, tree);
  if (Array.isArray(value)) return value.map((each) => excludeValue(each, tree));
  return value;
}
