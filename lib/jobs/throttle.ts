import { setTimeout as delay } from 'node:timers/promises';

const restFactor = 4;

/** Runs background work, then rests four times as long as it took, so that requests find the stores free. */
export async function throttle<Result>(work: () => Promise<Result>): Promise<Result> {
  const startedMs = performance.now();
  const result = await work();
  await delay(restFactor * (performance.now() - startedMs));
  return result;
}
