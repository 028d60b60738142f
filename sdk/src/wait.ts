/** Waiting between tries: longer each time, and never in step with other clients. */

const firstMs = 200;
const longestMs = 10_000;

/** @returns How long to wait before a try, the first after a failure being number 0: half of it certain, half by chance. */
export function backoffMs(failures: number, random: () => number = Math.random): number {
  const fullMs = Math.min(longestMs, firstMs * 2 ** failures);
  return fullMs / 2 + (fullMs / 2) * random();
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
