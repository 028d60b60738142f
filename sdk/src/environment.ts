/** Features of browsers that the SDK uses where they exist; Node and workers lack some. */

/** The methods of `localStorage` that the SDK uses. */
export interface TextStorage {
  getItem: (key: string) => string | null;
  setItem: (key: string, value: string) => void;
  removeItem: (key: string) => void;
}

/** The methods of `navigator.locks` that the SDK uses. */
export interface Locks {
  request: <Result>(name: string, options: { ifAvailable?: boolean }, run: (lock: object | null) => Promise<Result>) => Promise<Result>;
}

interface StorageEventLike {
  key: string | null;
}

/** The members of `XMLHttpRequest` that the SDK uses; only it reports the progress of uploads. */
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

/** The `localStorage` of a page; null elsewhere, since that of Node warns or needs a file. */
export function findLocalStorage(): TextStorage | null {
  if (!('document' in globalThis)) return null;
  try {
    return environment.localStorage ?? null;
  } catch {
    // Browsers can forbid a page to use it.
    return null;
  }
}
