/** Records in the order of the keys that a loader was asked for; null where there is none. */
export function inOrderOf<Item extends { _id: string }>(
  keys: readonly string[],
  items: readonly Item[],
  keyOf: (item: Item) => string = ({ _id }) => _id,
): (Item | null)[] {
  const known = new Map(items.map((item) => [keyOf(item), item]));
  return keys.map((key) => known.get(key) ?? null);
}
