import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import { isDataObject, merge, type DataObject } from './merge.ts';
import type { IsOfType } from './prepare/rewrites.ts';

/**
 * The representation of an object, by which a subgraph finds it: its key and the fields that the fetch requires.
 *
 * @returns Null where the fetch is not for this type of object, or where a required field was never fetched.
 */
export function representationOf(object: DataObject, requires: readonly QueryPlanSelectionNode[], isOfType: IsOfType): DataObject | null {
  const representation = select(object, requires, isOfType);
  return typeof representation?.['__typename'] === 'string' ? representation : null;
}

function select(object: DataObject, selections: readonly QueryPlanSelectionNode[], isOfType: IsOfType): DataObject | null {
  const selected: DataObject = {};
  for (const selection of selections) {
    if (selection.kind === 'InlineFragment') {
      const { typeCondition } = selection;
      if (typeCondition !== undefined && isOfType(object, typeCondition) !== true) continue;
      const part = select(object, selection.selections, isOfType);
      if (part) merge(selected, part, () => false);
    } else {
      const key = selection.alias ?? selection.name;
      const value = Object.hasOwn(object, key) ? object[key] : undefined;
      if (value === undefined) return null;
      selected[key] = selection.selections ? selectIn(value, selection.selections, isOfType) : value;
    }
  }
  return selected;
}

function selectIn(value: unknown, selections: readonly QueryPlanSelectionNode[], isOfType: IsOfType): unknown {
  if (Array.isArray(value)) return value.map((item) => selectIn(item, selections, isOfType));
  return isDataObject(value) ? select(value, selections, isOfType) : null;
}
