/** Lists that load page by page. Each history entry keeps its lists, so that going back shows them again. */
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { usePlace } from '../routing/place.ts';
import { PartUnavailable, type Page } from './page.ts';
import { createStore, type Store } from './store.ts';

export interface ListState<Item> {
  items: readonly Item[];
  status: 'loading' | 'ready' | 'failed';
  error: unknown;
  hasNext: boolean;
  endCursor: string | null;
}

export interface List<Item> extends ListState<Item> {
  /** Loads the next page, or the failed one again. */
  loadMore: () => void;
  /** Changes the shown items without a request. */
  change: (change: (items: readonly Item[]) => readonly Item[]) => void;
}

type Load<Item> = (page: { first: number; after: string | null }) => Promise<Page<Item>>;

interface Kept {
  store: Store<ListState<unknown>>;
  loadMore: (load: Load<unknown>) => void;
}

const pageSize = 20;
const keptLists = 40;
const kept = new Map<string, Kept>();

/** Forgets all lists: another viewer may see others. */
export function forgetLists(): void {
  kept.clear();
}

/**
 * A list of the current history entry.
 *
 * @param name - Distinguishes the lists of one entry; null delays loading.
 */
export function useList<Item>(name: string | null, load: Load<Item>): List<Item> {
  const { key } = usePlace();
  const list = keptAs(`${key} ${name}`);
  const state = useSyncExternalStore(list.store.subscribe, list.store.get) as ListState<Item>;
  const loadMore = (): void => list.loadMore(load);
  const begin = useEffectEvent((of: Kept) => {
    const { status, items } = of.store.get();
    if (status === 'loading' && items.length === 0) of.loadMore(load);
  });
  useEffect(() => {
    if (name !== null) begin(list);
  }, [name, list]);
  return {
    ...state,
    loadMore,
    change: (change) => list.store.change((before) => ({ ...before, items: change(before.items as readonly Item[]) })),
  };
}

function keptAs(key: string): Kept {
  const known = kept.get(key);
  if (known) return known;
  const list = createList();
  kept.set(key, list);
  const [oldest] = kept.keys();
  if (kept.size > keptLists && oldest !== undefined) kept.delete(oldest);
  return list;
}

function createList(): Kept {
  const store = createStore<ListState<unknown>>({ items: [], status: 'loading', error: null, hasNext: false, endCursor: null });
  let isLoading = false;
  const read = async (load: Load<unknown>): Promise<void> => {
    try {
      const page = await load({ first: pageSize, after: store.get().endCursor });
      if (page === null) throw new PartUnavailable();
      const { hasNextPage, endCursor } = page.pageInfo;
      const found = page.nodes.filter((item) => item !== null);
      store.change(({ items }) => ({
        items: [...new Set([...items, ...found])],
        status: 'ready',
        error: null,
        hasNext: hasNextPage,
        endCursor,
      }));
    } catch (error) {
      store.change((before) => ({ ...before, status: 'failed', error }));
    } finally {
      isLoading = false;
    }
  };
  return {
    store,
    loadMore: (load) => {
      if (isLoading) return;
      isLoading = true;
      store.change((before) => ({ ...before, status: 'loading', error: null }));
      void read(load);
    },
  };
}
