import type { FetchDataRewrite } from '@apollo/query-planner';
import { isDataObject, type DataObject } from '../merge.ts';

/** Whether an object is of a type, by its `__typename`; `undefined` without one. */
export type IsOfType = (object: DataObject, type: string) => boolean | undefined;

const fragmentPrefix = '... on ';

/** Changes data as a plan says, in place: sets values and renames keys at the end of paths. */
export function applyRewrites(rewrites: readonly FetchDataRewrite[] | undefined, data: unknown, isOfType: IsOfType): void {
  for (const rewrite of rewrites ?? []) {
    const last = rewrite.path.at(-1);
    if (last === undefined) continue;
    forEachAt(data, rewrite.path.slice(0, -1), isOfType, (object) => {
      if (rewrite.kind === 'ValueSetter') {
        object[last] = rewrite.setValueTo as unknown;
      } else if (Object.hasOwn(object, last)) {
        object[rewrite.renameKeyTo] = object[last];
        delete object[last];
      }
    });
  }
}

function forEachAt(value: unknown, path: readonly string[], isOfType: IsOfType, change: (object: DataObject) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) forEachAt(item, path, isOfType, change);
    return;
  }
  if (!isDataObject(value)) return;
  const [first, ...rest] = path;
  if (first === undefined) change(value);
  else if (!first.startsWith(fragmentPrefix)) forEachAt(Object.hasOwn(value, first) ? value[first] : null, rest, isOfType, change);
  // Without a `__typename` only one type is possible.
  else if (isOfType(value, first.slice(fragmentPrefix.length)) ?? true) forEachAt(value, rest, isOfType, change);
}

/**
 * Maps the names under which a fetch answers to those that the plan uses later. Errors are reported under the latter.
 */
export function renamedKeys(rewrites: readonly FetchDataRewrite[] | undefined): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const rewrite of rewrites ?? []) {
    const last = rewrite.path.at(-1);
    if (rewrite.kind === 'KeyRenamer' && last !== undefined) names.set(last, rewrite.renameKeyTo);
  }
  return names;
}
