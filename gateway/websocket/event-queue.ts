/** What waits to be sent on one subscription, in order. */

export interface EventQueue<Item> {
  push: (item: Item) => void;
  /** Ends the iteration after what is waiting; with an error, it throws that. */
  end: (error?: Error) => void;
  isEnded: () => boolean;
  /** Ends at once when its reader stops, whatever is under way. */
  items: AsyncGenerator<Item, void, undefined>;
}

export interface EventQueueOptions {
  maxLength: number;
  /** Called once, when an item comes that has no room; the queue takes nothing more. */
  onOverflow: () => void;
  /** Called when the reader stops. */
  onReturn: () => void;
}

export function createEventQueue<Item>({ maxLength, onOverflow, onReturn }: EventQueueOptions): EventQueue<Item> {
  const waiting: Item[] = [];
  const wishes: { resolve: (result: IteratorResult<Item, void>) => void; reject: (error: Error) => void }[] = [];
  let ended: { error?: Error } | null = null;
  const done = { value: undefined, done: true } as const;

  const end = (error?: Error): void => {
    if (ended) return;
    ended = error ? { error } : {};
    const [first, ...others] = wishes.splice(0);
    if (error) first?.reject(error);
    else first?.resolve(done);
    for (const wish of others) wish.resolve(done);
    if (first) ended = {};
  };
  const stop = (): void => {
    waiting.length = 0;
    end();
    onReturn();
  };
  const items: AsyncGenerator<Item, void, undefined> = {
    next: async () => {
      if (waiting.length > 0) return { value: waiting.shift() as Item, done: false };
      if (!ended) return await new Promise((resolve, reject) => wishes.push({ resolve, reject }));
      const { error } = ended;
      ended = {};
      if (error) throw error;
      return done;
    },
    return: async () => {
      stop();
      return done;
    },
    throw: async () => {
      stop();
      return done;
    },
    [Symbol.asyncIterator]: () => items,
    [Symbol.asyncDispose]: async () => stop(),
  };
  return {
    push: (item) => {
      if (ended) return;
      const wish = wishes.shift();
      if (wish) wish.resolve({ value: item, done: false });
      else if (waiting.length < maxLength) waiting.push(item);
      else {
        end();
        onOverflow();
      }
    },
    end,
    isEnded: () => ended !== null,
    items,
  };
}
