import { setTimeout as delay } from 'node:timers/promises';

const pollMs = 100;

/** Asks a service for its health until it says so. @returns Whether it did in time. */
export async function healthUntil(url: string, wanted: 'ok' | 'degraded' | 'down', withinMs: number): Promise<boolean> {
  for (const untilMs = performance.now() + withinMs; performance.now() < untilMs; await delay(pollMs)) {
    const response = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(withinMs) }).catch(() => null);
    const { status } = ((await response?.json()) ?? {}) as { status?: string };
    if (status === wanted) return true;
  }
  return false;
}
