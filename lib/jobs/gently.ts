import { setTimeout as delay } from 'node:timers/promises';

const restsTimes = 4;

/** Does a piece of work that nobody waits for, then rests four times as long as it took: the stores are for those who do wait. */
export async function gently<Result>(work: () => Promise<Result>): Promise<Result> {
  const startedMs = performance.now();
  const result = await work();
  await delay(restsTimes * (performance.now() - startedMs));
  return result;
}
