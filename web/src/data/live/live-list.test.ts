import { expect, test } from 'vitest';
import { createLiveList, maxWaiting, type LiveList, type LiveListUpdate } from './live-list.ts';

interface Item {
  id: string;
  text: string;
}

const item = (id: number | string, text = ''): Item => ({ id: String(id), text });
const ids = (items: readonly Item[]): string => items.map(({ id, text }) => id + text).join(' ');

/** A list whose updates are pushed by the test. */
function createPushed({ isWaiting, older = [] }: { isWaiting: boolean; older?: readonly Item[] }): {
  list: LiveList<Item>;
  push: (update: LiveListUpdate<Item>) => Promise<void>;
} {
  const updates: LiveListUpdate<Item>[] = [];
  let wake = (): void => undefined;
  const list = createLiveList<Item>({
    live: async function* ({ signal }) {
      while (!signal.aborted) {
        const update = updates.shift();
        if (update) yield update;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    },
    load: async () => ({ nodes: older, pageInfo: { hasNextPage: false, endCursor: null } }),
    idOf: ({ id }) => id,
    ...(isWaiting && { waits: ({ text }: Item) => text !== 'own' }),
  });
  const push = async (update: LiveListUpdate<Item>): Promise<void> => {
    updates.push(update);
    wake();
    // The list handles an update before the next timer.
    await new Promise((resolve) => setTimeout(resolve));
  };
  list.follow();
  return { list, push };
}

const page = (items: readonly Item[], hasNextPage = false): LiveListUpdate<Item> => ({
  kind: 'page',
  items,
  pageInfo: { hasNextPage, endCursor: 'end' },
});

test('new items wait until they are asked for, the own ones are shown at once, and none is there twice', async () => {
  const { list, push } = createPushed({ isWaiting: true });
  await push(page([item(2), item(1)]));
  await push({ kind: 'added', item: item(3) });
  await push({ kind: 'added', item: item(4, 'own') });
  await push({ kind: 'added', item: item(3) });
  await push({ kind: 'added', item: item(2) });
  expect([ids(list.store.get().items), ids(list.store.get().waiting)]).toEqual(['4own 2 1', '3']);
  list.showWaiting();
  expect([ids(list.store.get().items), ids(list.store.get().waiting)]).toEqual(['3 4own 2 1', '']);
});

test('where nothing waits, an item that changed is replaced in its place, and a later page replaces the list', async () => {
  const { list, push } = createPushed({ isWaiting: false });
  await push(page([item(2), item(1)]));
  await push({ kind: 'added', item: item(3) });
  await push({ kind: 'added', item: item(1, 'changed') });
  expect(ids(list.store.get().items)).toBe('3 2 1changed');
  await push(page([item(9)]));
  expect([ids(list.store.get().items), list.store.get().waiting.length]).toEqual(['9', 0]);
});

test('the new items of a later page wait; a page without a known item, or too many items, load the list again', async () => {
  const { list, push } = createPushed({ isWaiting: true });
  await push(page([item(2), item(1)]));
  await push(page([item(4), item(2)], true));
  expect([ids(list.store.get().waiting), list.store.get().isOutrun]).toEqual(['4', false]);
  await push(page([item(9), item(8)], true));
  expect(list.store.get().isOutrun).toBe(true);
  for (let count = 0; count < maxWaiting; count += 1) await push({ kind: 'added', item: item(`more${count}`) });
  expect(list.store.get().waiting.length).toBe(maxWaiting);
  list.showWaiting();
  expect([list.store.get().status, list.store.get().items.length]).toEqual(['loading', 0]);
});

test('older items are added once, and not to a list that was loaded again meanwhile', async () => {
  const { list, push } = createPushed({ isWaiting: true, older: [item(1), item(0)] });
  await push(page([item(2), item(1)], true));
  await list.loadOlder();
  expect([ids(list.store.get().items), list.store.get().hasNext]).toEqual(['2 1 0', false]);
  list.drop();
  list.follow();
  await push(page([item(5)], true));
  const loading = list.loadOlder();
  list.drop();
  await loading;
  expect(list.store.get().items).toEqual([]);
});
