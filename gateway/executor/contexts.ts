import type { FetchDataKeyRenamer } from '@apollo/query-planner';
import { isDataObject, type DataObject } from './merge.ts';
import type { IsOfType } from './prepare/rewrites.ts';
import type { Target } from './targets.ts';

const fragmentPrefix = '... on ';

/** The variables of a fetch that depend on what is around its object (`@fromContext`): each is read at a path that begins with steps up. */
export function contextOf(rewrites: readonly FetchDataKeyRenamer[], { object, parents }: Target, isOfType: IsOfType): DataObject {
  const values: DataObject = {};
  for (const { path, renameKeyTo } of rewrites) {
    const value = read(path, { object, parents }, isOfType);
    if (value !== undefined) values[renameKeyTo] = value;
  }
  return values;
}

function read(path: readonly string[], { object, parents }: Target, isOfType: IsOfType): unknown {
  const chain = [...parents, object];
  let value: unknown = chain.pop();
  for (const step of path) {
    if (step === '..') value = chain.pop();
    else if (!isDataObject(value)) return undefined;
    else if (!step.startsWith(fragmentPrefix)) value = Object.hasOwn(value, step) ? value[step] : undefined;
    else if (isOfType(value, step.slice(fragmentPrefix.length)) === false) return undefined;
  }
  return value;
}
