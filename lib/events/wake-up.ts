import { setTimeout as delay } from 'node:timers/promises';

export interface WakeUp {
  wake: () => void;
  /** Waits until woken, aborted or `ms` have passed; a wake since the last wait ends it at once. */
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Lets a loop sleep until there is something to do. */
export function createWakeUp(): WakeUp {
  let isWoken = false;
  let current = new AbortController();
  return {
    wake: () => {
      isWoken = true;
      current.abort();
    },
    wait: async (ms, signal) => {
      if (!isWoken) {
        current = new AbortController();
        await delay(ms, undefined, { signal: AbortSignal.any([current.signal, signal]) }).catch(() => undefined);
      }
      isWoken = false;
    },
  };
}
