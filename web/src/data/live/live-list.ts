/** Live lists: the newest page, older pages below it, and items that arrive while the list is followed. */
import type { LiveOptions } from '@agora/sdk';
import { PartUnavailable, type Page } from '../page.ts';
import { createStore, type Store } from '../store.ts';

export interface LiveListState<Item> {
  status: 'loading' | 'ready' | 'failed';
  error: unknown;
  /** The shown items, newest first. */
  items: readonly Item[];
  /** Items that have arrived and are not shown yet, newest first. */
  waiting: readonly Item[];
  /** Whether so many items arrived that showing them loads the list again. */
  isOutrun: boolean;
  hasNext: boolean;
  endCursor: string | null;
  older: 'idle' | 'loading' | 'failed';
  olderError: unknown;
  /** Whether the connection that brings new items is up. */
  isLive: boolean;
}

export interface LiveList<Item> {
  store: Store<LiveListState<Item>>;
  /** Starts following; has no effect while it follows. After a pause, items that arrived meanwhile wait. */
  follow: () => void;
  /** Stops following and keeps the items. */
  pause: () => void;
  /** Stops following and forgets the items. */
  drop: () => void;
  /** Puts an item on top, unless the list has it. */
  show: (item: Item) => void;
  showWaiting: () => void;
  loadOlder: () => Promise<void>;
}

export type LiveListUpdate<Item> =
  | { kind: 'page'; items: readonly Item[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } }
  | { kind: 'added'; item: Item };

export interface LiveListSource<Item> {
  live: (options: LiveOptions & { first: number; signal: AbortSignal }) => AsyncIterable<LiveListUpdate<Item>>;
  load: (page: { first: number; after: string | null }) => Promise<Page<Item>>;
  idOf: (item: Item) => string;
  /** Whether an arriving item waits until the reader asks for it. Without this, arriving items and later pages are shown at once. */
  waits?: (item: Item) => boolean;
}

/** The most items that wait; after more, the list is loaded again. */
export const maxWaiting = 100;

const empty: LiveListState<never> = {
  status: 'loading',
  error: null,
  items: [],
  waiting: [],
  isOutrun: false,
  hasNext: false,
  endCursor: null,
  older: 'idle',
  olderError: null,
  isLive: true,
};
const pageSize = 20;
/** A shorter interruption is not reported. */
const reportedAfterMs = 1_500;

export function createLiveList<Item>(source: LiveListSource<Item>): LiveList<Item> {
  const store = createStore<LiveListState<Item>>(empty);
  let running: AbortController | null = null;

  const pause = (): void => {
    running?.abort();
    running = null;
  };
  const drop = (): void => {
    pause();
    store.set(empty);
  };
  const follow = (): void => {
    if (running) return;
    const own = new AbortController();
    running = own;
    void listen(store, source, own.signal).catch((error: unknown) => {
      if (running !== own) return;
      running = null;
      store.change((before) => ({ ...before, status: before.items.length > 0 ? 'ready' : 'failed', error, isLive: false }));
    });
  };
  return {
    store,
    follow,
    pause,
    drop,
    show: (item) =>
      store.change((before) =>
        before.items.includes(item)
          ? before
          : { ...before, items: [item, ...before.items], waiting: before.waiting.filter((one) => one !== item) },
      ),
    showWaiting: () => {
      if (!store.get().isOutrun) return store.change((before) => ({ ...before, items: [...before.waiting, ...before.items], waiting: [] }));
      drop();
      follow();
    },
    loadOlder: async () => await loadOlder(store, source),
  };
}

async function listen<Item>(store: Store<LiveListState<Item>>, source: LiveListSource<Item>, signal: AbortSignal): Promise<void> {
  let report: ReturnType<typeof setTimeout> | undefined;
  const onStatus: LiveOptions['onStatus'] = ({ status }) => {
    clearTimeout(report);
    if (status === 'live') store.change((before) => ({ ...before, isLive: true }));
    else if (!signal.aborted) report = setTimeout(() => store.change((before) => ({ ...before, isLive: signal.aborted })), reportedAfterMs);
  };
  for await (const update of source.live({ first: pageSize, signal, onStatus })) {
    if (signal.aborted) return;
    store.change((before) => (update.kind === 'page' ? withPage(before, update, source) : withItem(before, update.item, source)));
  }
}

/** Shows a first page. The new items of a later page wait where items wait; elsewhere a later page replaces the list. */
function withPage<Item>(
  before: LiveListState<Item>,
  { items: found, pageInfo }: Extract<LiveListUpdate<Item>, { kind: 'page' }>,
  { idOf, waits }: LiveListSource<Item>,
): LiveListState<Item> {
  const { hasNextPage: hasNext, endCursor } = pageInfo;
  const without = (items: readonly Item[], others: readonly Item[]): Item[] => {
    const ids = new Set(others.map(idOf));
    return items.filter((item) => !ids.has(idOf(item)));
  };
  if (!waits) return { ...empty, isLive: before.isLive, status: 'ready', items: found, hasNext, endCursor };
  if (before.status !== 'ready' || before.items.length === 0) {
    const items = [...without(before.items, found), ...found];
    return { ...empty, isLive: before.isLive, status: 'ready', items, hasNext, endCursor };
  }
  const fresh = without(found, [...before.items, ...before.waiting]);
  return withWaiting({ ...before, isOutrun: before.isOutrun || (fresh.length === found.length && hasNext) }, fresh);
}

/** An item that the list has is replaced in its place. */
function withItem<Item>(before: LiveListState<Item>, item: Item, { idOf, waits }: LiveListSource<Item>): LiveListState<Item> {
  const isSame = (one: Item): boolean => idOf(one) === idOf(item);
  if (before.items.some(isSame)) return { ...before, items: before.items.map((one) => (isSame(one) ? item : one)) };
  if (before.waiting.some(isSame)) return before;
  return waits?.(item) === true ? withWaiting(before, [item]) : { ...before, items: [item, ...before.items] };
}

function withWaiting<Item>(before: LiveListState<Item>, fresh: readonly Item[]): LiveListState<Item> {
  const waiting = [...fresh, ...before.waiting];
  return { ...before, waiting: waiting.slice(0, maxWaiting), isOutrun: before.isOutrun || waiting.length > maxWaiting };
}

async function loadOlder<Item>(store: Store<LiveListState<Item>>, { load, idOf }: LiveListSource<Item>): Promise<void> {
  const { older, hasNext, endCursor } = store.get();
  if (older === 'loading' || !hasNext) return;
  store.change((before) => ({ ...before, older: 'loading' }));
  // A list that was loaded again meanwhile has another end; this answer does not belong to it.
  const changeSame = (change: (before: LiveListState<Item>) => LiveListState<Item>): void =>
    store.change((before) => (before.endCursor === endCursor ? change(before) : before));
  try {
    const page = await load({ first: pageSize, after: endCursor });
    if (!page) throw new PartUnavailable();
    const { hasNextPage, endCursor: nextCursor } = page.pageInfo;
    changeSame((before) => {
      const known = new Set(before.items.map(idOf));
      const found = page.nodes.filter((item) => item !== null).filter((item) => !known.has(idOf(item)));
      return { ...before, older: 'idle', items: [...before.items, ...found], hasNext: hasNextPage, endCursor: nextCursor };
    });
  } catch (error) {
    changeSame((before) => ({ ...before, older: 'failed', olderError: error }));
  }
}
