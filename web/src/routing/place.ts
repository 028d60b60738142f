/** The current history entry as a value, with scroll positions that are restored on the way back. */
import { useSyncExternalStore } from 'react';

export interface Place {
  path: string;
  search: string;
  /** Identifies the history entry; lists and objects are kept under it. */
  key: string;
  /** How the entry was reached: `first` is the page as it was opened. */
  by: 'first' | 'push' | 'pop';
}

const listeners = new Set<() => void>();
const scrolls = new Map<string, number>();
let place = read('first');

function read(by: Place['by']): Place {
  const state = history.state as { key?: string } | null;
  const key = state?.key ?? crypto.randomUUID();
  if (state?.key === undefined) history.replaceState({ key }, '');
  return { path: location.pathname, search: location.search, key, by };
}

function arrive(by: Place['by']): void {
  place = read(by);
  for (const listener of listeners) listener();
}

history.scrollRestoration = 'manual';
addEventListener('popstate', () => {
  arrive('pop');
});
addEventListener('scroll', () => scrolls.set(place.key, scrollY), { passive: true });

/** Opens another page of the app. */
export function goTo(href: string, { replace = false }: { replace?: boolean } = {}): void {
  const to = new URL(href, location.href);
  if (replace) history.replaceState({ key: crypto.randomUUID() }, '', to);
  else history.pushState({ key: crypto.randomUUID() }, '', to);
  arrive('push');
}

/** Goes back; to the home page where the app was opened on this page. */
export function goBack(): void {
  if (place.by === 'first' || history.length <= 1) goTo('/', { replace: true });
  else history.back();
}

/** The scroll position of an entry when it was left. */
export function scrollOf({ key, by }: Place): number {
  return by === 'pop' ? (scrolls.get(key) ?? 0) : 0;
}

export function usePlace(): Place {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => place,
  );
}
