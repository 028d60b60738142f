export interface GeneratorOptions<Item> {
  /** The next item; null at the end. */
  next: () => Promise<{ item: Item } | null>;
  /** Called when its reader stops. */
  stop: () => void;
}

/** An async generator whose `return` takes effect at once, also while `next` is under way; of `async function*` it waits for that. */
export function generatorOf<Item>({ next, stop }: GeneratorOptions<Item>): AsyncGenerator<Item, void, undefined> {
  const done = { value: undefined, done: true } as const;
  const generator: AsyncGenerator<Item, void, undefined> = {
    next: async () => {
      const found = await next();
      return found ? { value: found.item, done: false } : done;
    },
    return: async () => {
      stop();
      return done;
    },
    throw: async (error) => {
      stop();
      throw error;
    },
    [Symbol.asyncIterator]: () => generator,
    [Symbol.asyncDispose]: async () => stop(),
  };
  return generator;
}
