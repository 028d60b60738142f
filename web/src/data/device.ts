/** Storage of this device (`localStorage`) for unsent texts and small states: by person and place, for 30 days. */
import { client } from '../client.ts';

const prefix = 'agora unsent ';
const keptForMs = 30 * 86_400_000;
const maxKept = 60;

interface Entry {
  keptAtMs: number;
  value: unknown;
}

/** The storage name of a place for the current viewer. */
export function keptName(place: string): string {
  const { state } = client.auth;
  return `${state.status === 'signed-in' ? state.userId : 'signed-out'} ${place}`;
}

/** All stored values by name. */
export function readKept(): Map<string, unknown> {
  return new Map([...entries()].map(([name, { value }]) => [name, value]));
}

/** Stores a value under a name; null removes it. */
export function writeKept(name: string, value: unknown): void {
  try {
    if (value === null) return localStorage.removeItem(prefix + name);
    const isKnown = localStorage.getItem(prefix + name) !== null;
    localStorage.setItem(prefix + name, JSON.stringify({ keptAtMs: Date.now(), value } satisfies Entry));
    // Called for every typed letter; only a new name can exceed the limit.
    if (isKnown) return;
    const newestFirst = [...entries()].sort(([, one], [, other]) => other.keptAtMs - one.keptAtMs);
    for (const [old] of newestFirst.slice(maxKept)) localStorage.removeItem(prefix + old);
  } catch {
    // Where storage is unavailable, the value lasts as long as the page.
  }
}

/** Removes everything stored for a person whose account was deleted. */
export function forgetKeptOf(userId: string): void {
  for (const [name] of entries()) if (name.startsWith(`${userId} `)) writeKept(name, null);
}

/** Calls the listener for each change that another tab makes; the value is null where it was removed. */
export function watchKept(listener: (name: string, value: unknown) => void): void {
  addEventListener('storage', ({ key, newValue }) => {
    if (key?.startsWith(prefix) === true) listener(key.slice(prefix.length), parse(newValue)?.value ?? null);
  });
}

function entries(): Map<string, Entry> {
  const found = new Map<string, Entry>();
  try {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(prefix)) continue;
      const entry = parse(localStorage.getItem(key));
      if (entry && Date.now() - entry.keptAtMs < keptForMs) found.set(key.slice(prefix.length), entry);
      else localStorage.removeItem(key);
    }
  } catch {
    // Storage is unavailable.
  }
  return found;
}

function parse(text: string | null): Entry | null {
  try {
    return JSON.parse(text ?? 'null') as Entry | null;
  } catch {
    return null;
  }
}
