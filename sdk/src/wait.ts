/** Pauses between tries: they grow, and are random so that clients do not try in step. */
import { environment } from './environment.ts';

const firstMs = 200;
const longestMs = 10_000;

/** @returns The pause after a number of failures, in milliseconds: half of it fixed, half random. */
export function backoffMs(failures: number, random: () => number = Math.random): number {
  const fullMs = Math.min(longestMs, firstMs * 2 ** failures);
  return fullMs / 2 + (fullMs / 2) * random();
}

/** Waits for the delay, or until the browser reports that it is online again. */
export async function waitOrOnline(delayMs: number, signal: AbortSignal): Promise<void> {
  const isOnline = new AbortController();
  const end = (): void => isOnline.abort();
  environment.addEventListener?.('online', end);
  await wait(delayMs, AbortSignal.any([signal, isOnline.signal])).catch(() => undefined);
  environment.removeEventListener?.('online', end);
}

/** Waits for the delay. @throws the signal's reason when it is aborted first. */
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
