import { setTimeout as delay } from 'node:timers/promises';

export interface RepeatOptions {
  everyMs: number;
  signal: AbortSignal;
  onError: (error: unknown) => void;
}

/** Does something again and again, `everyMs` after it last ended, until aborted; a failure does not end it. */
export async function repeat(work: () => Promise<void>, { everyMs, signal, onError }: RepeatOptions): Promise<void> {
  while (!signal.aborted) {
    await work().catch(onError);
    await delay(everyMs, undefined, { signal }).catch(() => undefined);
  }
}
