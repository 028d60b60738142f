/** An object that a page loads. Each history entry keeps its objects, so that going back shows them again. */
import { useEffect, useEffectEvent } from 'react';
import { usePlace } from '../routing/place.ts';
import { createStore, useStore, type Store } from './store.ts';

export interface Loaded<Data> {
  /** Undefined until it has loaded. */
  data: Data | undefined;
  error: unknown;
  /** Loads it again. */
  reload: () => void;
  /** Replaces the data without a request. */
  set: (data: Data) => void;
}

interface State {
  data: unknown;
  error: unknown;
  isLoading: boolean;
}

const keptObjects = 60;
const kept = new Map<string, Store<State>>();

/** Forgets everything: another viewer may see other data. */
export function forgetLoaded(): void {
  kept.clear();
}

/** @param name - Distinguishes the objects of one history entry. */
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
  if (kept.size > keptObjects && oldest !== undefined) kept.delete(oldest);
  return store;
}
