/** A fair queue: each owner has a turn before any has a second. */
export interface Turns<Item> {
  add: (owner: string, item: Item) => void;
  /** Takes out the next. */
  next: () => Item | undefined;
  /** The number of waiting items, of one owner or in all. */
  size: (owner?: string) => number;
}

export function createTurns<Item>(): Turns<Item> {
  // In the order of their turns.
  const waiting = new Map<string, Item[]>();
  let all = 0;
  return {
    add: (owner, item) => {
      waiting.set(owner, [...(waiting.get(owner) ?? []), item]);
      all += 1;
    },
    next: () => {
      const [first] = waiting;
      if (!first) return undefined;
      const [owner, [item, ...rest]] = first;
      waiting.delete(owner);
      if (rest.length > 0) waiting.set(owner, rest);
      all -= 1;
      return item;
    },
    size: (owner) => (owner === undefined ? all : (waiting.get(owner)?.length ?? 0)),
  };
}
