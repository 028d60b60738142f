/** Merges the answers of subgraphs into one answer. */
export type DataObject = Record<string, unknown>;

export function isDataObject(value: unknown): value is DataObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Adds the answer of one fetch to an object, which is changed in place. Parts of `source` may become parts of it.
 *
 * Two fetches may bring parts of the same object or list: they are merged. A value is never replaced by null: another
 * subgraph may have lost it for a field of its own.
 *
 * @param isConcrete - Whether a `__typename` is that of an object type: it is not replaced by another.
 */
export function merge(target: DataObject, source: DataObject, isConcrete: (typename: unknown) => boolean): void {
  if (target === source) return;
  for (const key of Object.keys(source)) {
    if (key === '__proto__') continue;
    const value = source[key];
    if (value === undefined) continue;
    const present = Object.hasOwn(target, key) ? target[key] : undefined;
    if (key === '__typename') {
      if (!isConcrete(present)) target[key] = value;
    } else target[key] = merged(present, value, isConcrete);
  }
}

function merged(present: unknown, value: unknown, isConcrete: (typename: unknown) => boolean): unknown {
  if (present == null) return value;
  if (value === null) return present;
  if (isDataObject(present) && isDataObject(value)) {
    merge(present, value, isConcrete);
    return present;
  }
  if (Array.isArray(present) && Array.isArray(value) && present.length === value.length) {
    for (const [index, item] of value.entries()) present[index] = merged(present[index], item, isConcrete);
    return present;
  }
  return value;
}
