/** Lists that are read page by page, kept for each entry of the history so that they are there again on the way back. */
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { usePlace } from '../routing/place.ts';
import { createStore, type Store } from './store.ts';

/** A page as the API gives it; null while the part that has it is away. */
export type Page<Item> = { nodes: readonly (Item | null)[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } } | null;

export interface ListState<Item> {
  items: readonly Item[];
  status: 'loading' | 'ready' | 'failed';
  error: unknown;
  hasNext: boolean;
  endCursor: string | null;
}

export interface List<Item> extends ListState<Item> {
  /** Reads the next page, or the one that failed once more; the first where there is none yet. */
  loadMore: () => void;
  /** Changes what is shown, without asking again. */
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

/** Another person may not see the same. */
export function forgetLists(): void {
  kept.clear();
}

/**
 * A list of this place.
 *
 * @param name - Tells it from the place's other lists; null while it is not to be read yet.
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
      if (page === null) throw new PageAway();
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

/** The part of the server that has the list is away. */
export class PageAway extends Error {
  override readonly message = 'This part of Agora is away just now. Try again in a moment.';
}
