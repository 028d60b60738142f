/** Waiting between tries: longer each time, and never in step with other clients. */
import { environment } from './environment.ts';

const firstMs = 200;
const longestMs = 10_000;

/** @returns How long to wait before a try, the first after a failure being number 0: half of it certain, half by chance. */
export function backoffMs(failures: number, random: () => number = Math.random): number {
  const fullMs = Math.min(longestMs, firstMs * 2 ** failures);
  return fullMs / 2 + (fullMs / 2) * random();
}

/** Waits until a connection is worth a try: for so long, or until the browser says that it is online again. */
export async function waitOrOnline(delayMs: number, signal: AbortSignal): Promise<void> {
  const isOnline = new AbortController();
  const end = (): void => isOnline.abort();
  environment.addEventListener?.('online', end);
  await wait(delayMs, AbortSignal.any([signal, isOnline.signal])).catch(() => undefined);
  environment.removeEventListener?.('online', end);
}

/** Waits; rejects with the signal's reason when that is aborted first. */
export async function wait(delayMs: number, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const abort = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, delayMs);
    signal?.addEventListener('abort', abort, { once: true });
  });
}
