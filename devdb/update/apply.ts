// Applies a parsed update to a document.
import { badValue, CommandError, ErrorCode } from '../errors.ts';
import { cloneDocument, cloneValue, type Document, inspect, type Value } from '../bson/values.ts';
import type { Filter } from '../query/filter.ts';
import { matches } from '../query/match.ts';
import { arrayPosition, plainValue } from '../query/path.ts';
import { matchedPosition } from '../query/position.ts';
import type { Apply } from './operator.ts';
import type { Operation, Update } from './parse.ts';

/** The number of elements by which an array may be written past its end; the gap is filled with null. */
const maxPadding = 1_500_000;

export interface UpdateContext {
  /** The filter that found the document, for the positional `$`. */
  filter: Filter | undefined;
  isInsert: boolean;
}

/** The document after the update; `before` is left as it is. */
export function applyUpdate(update: Update, before: Document, context: UpdateContext): Document {
  switch (update.kind) {
    case 'replacement':
      return withIdFirst(update.doc, before.get('_id'));
    case 'pipeline':
      return withIdFirst(
        update.stages.reduce((doc, stage) => stage(doc), cloneDocument(before)),
        before.get('_id'),
      );
    case 'operators': {
      const doc = cloneDocument(before);
      for (const operation of update.operations) {
        if (operation.whenInserting && !context.isInsert) continue;
        for (const path of concretePaths(doc, operation, update.arrayFilters, context)) change(doc, path, operation, before);
      }
      return doc;
    }
  }
}

export function withIdFirst(doc: Document, id: Value | undefined): Document {
  const result: Document = new Map();
  const own = doc.has('_id') ? doc.get('_id') : id;
  if (own !== undefined) result.set('_id', own);
  for (const [name, value] of doc) if (name !== '_id') result.set(name, value);
  return result;
}

/** `$`, `$[]` and `$[name]` replaced by the positions they stand for. */
function concretePaths(doc: Document, { path }: Operation, filters: Map<string, Filter>, context: UpdateContext): string[][] {
  if (!path.some((part) => part.startsWith('$'))) return [path];
  let paths: { at: Value | undefined; done: string[] }[] = [{ at: doc, done: [] }];
  for (const part of path) {
    paths = paths.flatMap(({ at, done }) => {
      if (part === '$') {
        const position = context.filter && !context.isInsert ? matchedPosition(context.filter, doc) : undefined;
        if (position === undefined) throw badValue('The positional operator did not find the match needed from the query.');
        return [{ at: step(at, String(position)), done: [...done, String(position)] }];
      }
      if (!part.startsWith('$')) return [{ at: step(at, part), done: [...done, part] }];
      if (!Array.isArray(at)) throw badValue(`The path '${done.join('.')}' must exist in the document in order to apply array updates.`);
      const filter = filters.get(part.slice(2, -1));
      return at.flatMap((element, i) =>
        !filter || matches(filter, new Map([[part.slice(2, -1), element]])) ? [{ at: element, done: [...done, String(i)] }] : [],
      );
    });
  }
  return paths.map(({ done }) => done);
}

function step(value: Value | undefined, part: string): Value | undefined {
  if (value instanceof Map) return value.get(part);
  return Array.isArray(value) ? value[arrayPosition(part)] : undefined;
}

function change(doc: Document, path: string[], operation: Operation, before: Document): void {
  let at: Document | Value[] = doc;
  for (let i = 0; i < path.length - 1; i++) {
    let next = step(at, path[i]!);
    if (next === undefined) {
      if (createsNothing(operation, before)) return;
      next = new Map();
      put(at, path, i, next);
    }
    if (!(next instanceof Map) && !Array.isArray(next)) {
      if (removesOnly(operation)) return;
      throw notViable(path, i + 1, path[i]!, next);
    }
    at = next;
  }
  const last = path.length - 1;
  const value = step(at, path[last]!);
  const changed = resolve(operation.apply(value, before), before, value);
  if (changed === value) return;
  if (changed === undefined) remove(at, path[last]!);
  else put(at, path, last, cloneValue(changed));
}

function resolve(result: ReturnType<Apply>, before: Document, current: Value | undefined): Value | undefined {
  if (result === null || typeof result !== 'object' || !('renamedFrom' in result)) return result;
  const { renamedFrom } = result;
  const moved = plainValue(before, renamedFrom);
  return moved === undefined ? current : moved;
}

function removesOnly({ operator, apply }: Operation): boolean {
  return operator === '$unset' || (operator === '$rename' && apply.length === 0);
}

/** Removing from, or renaming onto, what is not there makes no documents on the way. */
function createsNothing(operation: Operation, before: Document): boolean {
  if (['$unset', '$pull', '$pullAll', '$pop'].includes(operation.operator)) return true;
  if (operation.operator !== '$rename') return false;
  return resolve(operation.apply(undefined, before), before, undefined) === undefined;
}

function put(at: Document | Value[], path: string[], i: number, value: Value): void {
  const name = path[i]!;
  if (at instanceof Map) {
    at.set(name, value);
    return;
  }
  const position = arrayPosition(name);
  if (position < 0) throw notViable(path, i, path[i - 1] ?? '', at);
  if (position - at.length > maxPadding) throw new CommandError(ErrorCode.BadValue, `can't backfill more than ${maxPadding} elements`);
  while (at.length < position) at.push(null);
  at[position] = value;
}

function remove(at: Document | Value[], name: string): void {
  if (at instanceof Map) at.delete(name);
  else {
    const position = arrayPosition(name);
    if (position >= 0 && position < at.length) at[position] = null;
  }
}

function notViable(path: string[], i: number, parent: string, value: Value): CommandError {
  return new CommandError(ErrorCode.PathNotViable, `Cannot create field '${path[i]}' in element {${parent}: ${inspect(value)}}`);
}
