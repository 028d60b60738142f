/** What is asked in one turn of the event loop, asked together. */
interface Waiting<Item, Answer> {
  item: Item;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}

/**
 * Collects items until this turn of the event loop has seen all that came in, and has them answered at once.
 *
 * @param answer - Gives an answer for each item, in their order. What it throws, each of them throws.
 * @param most - The most items at once.
 */
export function createBatch<Item, Answer>(
  answer: (items: readonly Item[]) => Promise<readonly Answer[]>,
  most: number,
): (item: Item) => Promise<Answer> {
  let waiting: Waiting<Item, Answer>[] = [];
  const send = (): void => {
    const all = waiting;
    waiting = [];
    if (all.length === 0) return;
    answer(all.map(({ item }) => item)).then(
      (answers) => all.forEach(({ resolve }, index) => resolve(answers[index] as Answer)),
      (error: unknown) => all.forEach(({ reject }) => reject(error)),
    );
  };
  return (item) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(send);
      waiting.push({ item, resolve, reject });
      if (waiting.length >= most) send();
    });
}
