// Pipeline stages that make one document of one document.
import { CommandError, failedToParse } from '../errors.ts';
import { type Document, isDocument, type Value } from '../bson/values.ts';
import { parsePath } from '../query/path.ts';
import { compileProjection } from '../query/project.ts';
import { setComputed } from './computed.ts';
import { compileExpression } from './expressions.ts';

export type MapDocument = (doc: Document) => Document;

/** The stage as a function, or `undefined` when it is of another kind. */
export function compileDocumentStage(name: string, spec: Value): MapDocument | undefined {
  switch (name) {
    case '$set':
    case '$addFields':
      return compileSet(name, spec);
    case '$project':
      if (!isDocument(spec) || spec.size === 0)
        throw new CommandError(51272, 'Invalid $project :: caused by :: projection specification must have at least one field');
      return compileProjection(spec) ?? ((doc) => doc);
    case '$unset':
      return compileUnset(spec);
    case '$replaceRoot':
      if (!isDocument(spec) || spec.size !== 1 || !spec.has('newRoot')) throw failedToParse('$replaceRoot takes exactly newRoot');
      return compileReplace(spec.get('newRoot')!);
    case '$replaceWith':
      return compileReplace(spec);
    default:
      return undefined;
  }
}

function compileSet(stage: string, spec: Value): MapDocument {
  if (!isDocument(spec) || spec.size === 0)
    throw new CommandError(40177, `Invalid ${stage} :: caused by :: specification must have at least one field`);
  const fields = [...flatten(spec, '')].map(([name, value]) => ({ path: parsePath(name), evaluate: compileExpression(value) }));
  return (doc) => {
    const result = copyShape(doc);
    for (const { path, evaluate } of fields) {
      const value = evaluate({ root: doc, variables: {} });
      if (value === undefined) removeAt(result, path);
      else setComputed(result, path, value);
    }
    return result;
  };
}

function* flatten(spec: Document, prefix: string): Generator<[string, Value]> {
  for (const [name, value] of spec) {
    const isNested = isDocument(value) && value.size > 0 && !value.keys().next().value!.startsWith('$');
    if (isNested) yield* flatten(value, `${prefix}${name}.`);
    else yield [prefix + name, value];
  }
}

/** Documents are copied, since fields are set in them; other values are shared. */
function copyShape(doc: Document): Document {
  return new Map([...doc].map(([name, value]) => [name, copyValue(value)]));
}

function copyValue(value: Value): Value {
  if (value instanceof Map) return copyShape(value);
  return Array.isArray(value) ? value.map(copyValue) : value;
}

/** A missing result (a missing field, `$$REMOVE`) leaves the field out. */
function removeAt(doc: Document, path: string[]): void {
  let at: Value | undefined = doc;
  for (const part of path.slice(0, -1)) at = at instanceof Map ? at.get(part) : undefined;
  if (at instanceof Map) at.delete(path.at(-1)!);
}

function compileUnset(spec: Value): MapDocument {
  const names = Array.isArray(spec) ? spec : [spec];
  if (names.length === 0 || !names.every((name) => typeof name === 'string'))
    throw new CommandError(31002, '$unset specification must be a string or an array of strings');
  return compileProjection(new Map(names.map((name) => [name, 0]))) ?? ((doc) => doc);
}

function compileReplace(spec: Value): MapDocument {
  const evaluate = compileExpression(spec);
  return (doc) => {
    const value = evaluate({ root: doc, variables: {} });
    if (!isDocument(value)) throw new CommandError(40228, "'newRoot' expression must evaluate to an object");
    return value;
  };
}
