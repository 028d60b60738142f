/** What was typed and not sent, kept on this device: for each person and place, through reloads, for 30 days. */
import { client } from '../client.ts';

const prefix = 'agora unsent ';
const keptForMs = 30 * 86_400_000;
const maxKept = 60;

interface Entry {
  keptAtMs: number;
  value: unknown;
}

/** The name under which the one who is signed in keeps something at a place. */
export function keptName(place: string): string {
  const { state } = client.auth;
  return `${state.status === 'signed-in' ? state.userId : 'nobody'} ${place}`;
}

/** All that is kept, by name. */
export function readKept(): Map<string, unknown> {
  return new Map([...entries()].map(([name, { value }]) => [name, value]));
}

/** Keeps a value under a name; null forgets it. */
export function writeKept(name: string, value: unknown): void {
  try {
    if (value === null) return localStorage.removeItem(prefix + name);
    const isKnown = localStorage.getItem(prefix + name) !== null;
    localStorage.setItem(prefix + name, JSON.stringify({ keptAtMs: Date.now(), value } satisfies Entry));
    // Each letter that is typed comes here; only a new name makes one too many.
    if (isKnown) return;
    const newestFirst = [...entries()].sort(([, one], [, other]) => other.keptAtMs - one.keptAtMs);
    for (const [old] of newestFirst.slice(maxKept)) localStorage.removeItem(prefix + old);
  } catch {
    // Where nothing can be kept it stays as long as the page.
  }
}

/** Forgets all that somebody kept here: their account is no more. */
export function forgetKeptOf(userId: string): void {
  for (const [name] of entries()) if (name.startsWith(`${userId} `)) writeKept(name, null);
}

/** Tells of what other tabs keep; null: they forgot it. */
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
    // Nothing can be kept here.
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
