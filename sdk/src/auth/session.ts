/** The storage of a session, shared by the tabs of a browser. */
import { environment, findLocalStorage, type TextStorage } from '../environment.ts';

/** The stored data of a session. */
export interface Session {
  readonly userId: string;
  readonly username: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Proves at the next sign-in that this device was signed in before; absent in sessions of an earlier version. */
  readonly deviceToken?: string;
  /** When to replace the access token, by the clock of this machine, in milliseconds since 1970. */
  readonly expiresAtMs: number;
}

/** A storage for the session. The client reads it before each use, so several clients can share it. */
export interface SessionStorage {
  /** The session, or null when signed out. */
  read: () => Session | null;
  /** Replaces the session; null signs out. */
  write: (session: Session | null) => void;
  /** The last `deviceToken`, also while signed out: it keeps others' wrong passwords from locking this device out. */
  readDeviceToken?: () => string | null;
  /** Calls the listener after another tab has written; returns a function that stops it. */
  watch?: (listener: () => void) => () => void;
}

/** Stores the session in memory, as long as the process or the page lives. */
export function createMemoryStorage(): SessionStorage {
  let session: Session | null = null;
  let deviceToken: string | null = null;
  return {
    read: () => session,
    write: (next) => {
      session = next;
      deviceToken = next?.deviceToken ?? deviceToken;
    },
    readDeviceToken: () => deviceToken,
  };
}

/**
 * Stores the session in the browser's `localStorage`, for all tabs of the site; in memory where there is none.
 *
 * @param key - The name of the entry; the default of a client contains the address of the API.
 */
export function createBrowserStorage(key: string, storage: TextStorage | null = findLocalStorage()): SessionStorage {
  if (!storage) return createMemoryStorage();
  // Where writing is refused (full, or a private window), the session lives as long as the page.
  const fallback = createMemoryStorage();
  const deviceKey = `${key}:device`;
  return {
    read: () => parse(storage.getItem(key)) ?? fallback.read(),
    write: (session) => {
      fallback.write(null);
      try {
        if (session) storage.setItem(key, JSON.stringify(session));
        else storage.removeItem(key);
        if (session?.deviceToken) storage.setItem(deviceKey, session.deviceToken);
      } catch {
        fallback.write(session);
      }
    },
    readDeviceToken: () => storage.getItem(deviceKey) ?? fallback.readDeviceToken?.() ?? null,
    watch: (listener) => {
      const onStorage = (event: { key: string | null }): void => {
        if (event.key === key || event.key === null) listener();
      };
      environment.addEventListener?.('storage', onStorage);
      return () => environment.removeEventListener?.('storage', onStorage);
    },
  };
}

function parse(text: string | null): Session | null {
  try {
    const session = JSON.parse(text ?? 'null') as Session | null;
    return typeof session?.accessToken === 'string' && typeof session.refreshToken === 'string' ? session : null;
  } catch {
    return null;
  }
}
