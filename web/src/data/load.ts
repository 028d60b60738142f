/** One thing that a page shows, kept for each entry of the history so that it is there again on the way back. */
import { useEffect, useEffectEvent } from 'react';
import { usePlace } from '../routing/place.ts';
import { createStore, useStore, type Store } from './store.ts';

export interface Loaded<Data> {
  /** Undefined until it has come. */
  data: Data | undefined;
  error: unknown;
  /** Asks again. */
  reload: () => void;
  /** Shows something newer. */
  set: (data: Data) => void;
}

interface State {
  data: unknown;
  error: unknown;
  isLoading: boolean;
}

const keptThings = 60;
const kept = new Map<string, Store<State>>();

/** Another person may not see the same. */
export function forgetLoaded(): void {
  kept.clear();
}

/** @param name - Tells it from what else this place shows, and from the same of others. */
export function useLoaded<Data>(name: string, load: () => Promise<Data>): Loaded<Data> {
  const { key } = usePlace();
  const store = keptAs(`${key} ${name}`);
  const { data, error } = useStore(store);
  const read = async (of: Store<State>): Promise<void> => {
    of.change((before) => ({ ...before, error: null, isLoading: true }));
    try {
      const found = await load();
      of.set({ data: found, error: null, isLoading: false });
    } catch (thrown) {
      of.change((before) => ({ ...before, error: thrown, isLoading: false }));
    }
  };
  const begin = useEffectEvent((of: Store<State>) => {
    const { data: known, isLoading } = of.get();
    if (known === undefined && !isLoading) void read(of);
  });
  useEffect(() => begin(store), [store]);
  return {
    data: data as Data | undefined,
    error,
    reload: () => void read(store),
    set: (next) => store.set({ data: next, error: null, isLoading: false }),
  };
}

function keptAs(key: string): Store<State> {
  const known = kept.get(key);
  if (known) return known;
  const store = createStore<State>({ data: undefined, error: null, isLoading: false });
  kept.set(key, store);
  const [oldest] = kept.keys();
  if (kept.size > keptThings && oldest !== undefined) kept.delete(oldest);
  return store;
}
