import type { Document, Value } from '../bson/values.ts';

/** Puts a computed value at a path, making documents on the way; an array on the way gets it in each element. */
export function setComputed(doc: Document, path: readonly string[], value: Value | undefined, at = 0): void {
  const name = path[at]!;
  if (at === path.length - 1) {
    if (value !== undefined) doc.set(name, value);
    return;
  }
  const current = doc.get(name);
  if (Array.isArray(current)) {
    doc.set(
      name,
      current.map((each) => withComputed(each, path, value, at + 1)),
    );
    return;
  }
  const inner: Document = current instanceof Map ? current : new Map();
  doc.set(name, inner);
  setComputed(inner, path, value, at + 1);
}

function withComputed(element: Value, path: readonly string[], value: Value | undefined, at: number): Value {
  if (Array.isArray(element)) return element.map((each) => withComputed(each, path, value, at));
  const inner: Document = element instanceof Map ? element : new Map();
  setComputed(inner, path, value, at);
  return inner;
}
