/** Makes a value at its first use and keeps it: a field that an operation asks for under many aliases costs no more than one. */
export function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | null = null;
  return () => (made ??= { value: make() }).value;
}
