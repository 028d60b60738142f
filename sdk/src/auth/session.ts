/** Where a session is kept between visits, and shared among the tabs of a browser. */
import { environment, findLocalStorage, type TextStorage } from '../environment.ts';

/** What is kept to stay signed in. */
export interface Session {
  readonly userId: string;
  readonly username: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  /** What shows at the next sign-in that this device was signed in before; absent in sessions of an earlier version. */
  readonly deviceToken?: string;
  /** When the access token lapses, by this machine's clock, in milliseconds since 1970. */
  readonly expiresAtMs: number;
}

/** A place for the session. The client reads it before each use, so it may be shared by several clients. */
export interface SessionStorage {
  /** The session, or null when signed out. */
  read: () => Session | null;
  /** Replaces the session; null signs out. */
  write: (session: Session | null) => void;
  /** The `deviceToken` of the last session, also when signed out: with it nobody's wrong passwords keep this device out. Optional. */
  readDeviceToken?: () => string | null;
  /** Calls the listener when somebody else (another tab) has written; returns a function that ends it. */
  watch?: (listener: () => void) => () => void;
}

/** Keeps the session for as long as the process or the page lives. */
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
 * Keeps the session in the browser's `localStorage`, for all tabs of the site; in memory where there is none.
 *
 * @param key - The name it is kept under; a client's default has the API's address in it.
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
