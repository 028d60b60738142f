/** The events that wait to be sent on one subscription, in order. */
import { generatorOf } from './generator-of.ts';

export interface EventQueue<Item> {
  push: (item: Item) => void;
  /** Ends the iteration after the waiting items; with an error, it then throws that. */
  end: (error?: Error) => void;
  isEnded: () => boolean;
  /** Ends at once when its reader stops, whatever is under way. */
  items: AsyncGenerator<Item, void, undefined>;
}

export interface EventQueueOptions {
  maxLength: number;
  /** Called once, when an item finds no room. The queue takes nothing more. */
  onOverflow: () => void;
  /** Called when the reader stops. */
  onReturn: () => void;
}

export function createEventQueue<Item>({ maxLength, onOverflow, onReturn }: EventQueueOptions): EventQueue<Item> {
  const waiting: Item[] = [];
  const wishes: { resolve: (found: { item: Item } | null) => void; reject: (error: Error) => void }[] = [];
  let ended: { error?: Error } | null = null;

  const end = (error?: Error): void => {
    if (ended) return;
    ended = error ? { error } : {};
    const [first, ...others] = wishes.splice(0);
    if (error) first?.reject(error);
    else first?.resolve(null);
    for (const wish of others) wish.resolve(null);
    if (first) ended = {};
  };
  const items = generatorOf<Item>({
    next: async () => {
      if (waiting.length > 0) return { item: waiting.shift() as Item };
      if (!ended) return await new Promise((resolve, reject) => wishes.push({ resolve, reject }));
      const { error } = ended;
      ended = {};
      if (error) throw error;
      return null;
    },
    stop: () => {
      waiting.length = 0;
      end();
      onReturn();
    },
  });
  return {
    push: (item) => {
      if (ended) return;
      const wish = wishes.shift();
      if (wish) wish.resolve({ item });
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
