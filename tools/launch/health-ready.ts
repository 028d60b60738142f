import { setTimeout as sleep } from 'node:timers/promises';

/** Polls rarely enough for the gateway's budget of health checks. */
const pollMs = 250;

/** Waits until a service says that it is ready, whatever it logs; gives up when `signal` aborts. */
export async function healthReady(url: string, signal: AbortSignal): Promise<void> {
  const isReady = async (): Promise<boolean> => {
    try {
      const answer = await fetch(`${url}/health/ready`, { signal });
      await answer.body?.cancel();
      return answer.ok;
    } catch {
      return false;
    }
  };
  while (!(await isReady())) await sleep(pollMs, undefined, { signal });
}
