/** What the SDK uses of browsers where it is there; Node and workers lack some of it. */

/** The part of `localStorage` that is used. */
export interface TextStorage {
  getItem: (key: string) => string | null;
  setItem: (key: string, value: string) => void;
  removeItem: (key: string) => void;
}

/** The part of `navigator.locks` that is used. */
export interface Locks {
  request: <Result>(name: string, options: { ifAvailable?: boolean }, run: (lock: object | null) => Promise<Result>) => Promise<Result>;
}

interface StorageEventLike {
  key: string | null;
}

/** The part of `XMLHttpRequest` that is used: only it tells how far an upload has come. */
export interface UploadRequest {
  open: (method: string, url: string) => void;
  setRequestHeader: (name: string, value: string) => void;
  send: (body: FormData) => void;
  abort: () => void;
  upload: { addEventListener: (type: 'progress', listener: (event: { loaded: number; total: number }) => void) => void };
  addEventListener: (type: 'load' | 'error', listener: () => void) => void;
  responseText: string;
  status: number;
}

interface Environment {
  localStorage?: TextStorage;
  location?: { href: string };
  navigator?: { locks?: Locks };
  WebSocket?: unknown;
  XMLHttpRequest?: new () => UploadRequest;
  addEventListener?: (type: 'storage' | 'online', listener: (event: StorageEventLike) => void) => void;
  removeEventListener?: (type: 'storage' | 'online', listener: (event: StorageEventLike) => void) => void;
}

/** Globals that may be missing. */
export const environment = globalThis as unknown as Environment;

/** Only real browsers (and their workers) share a storage among tabs; Node's `localStorage` warns or needs a file. */
export function findLocalStorage(): TextStorage | null {
  if (!('document' in globalThis)) return null;
  try {
    return environment.localStorage ?? null;
  } catch {
    // A page may be forbidden to look.
    return null;
  }
}
