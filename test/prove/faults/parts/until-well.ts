/** When a load is answered again. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Kind, Load } from '../../../harness/load/load.ts';

const kinds: readonly Kind[] = ['post', 'like', 'follow', 'feed'];
/** No request may fail for so long, or it does not count as well. */
const calmMs = 1_500;
const pollMs = 50;

/**
 * Waits until every kind of request is answered again, none fails any more, and what was published since arrives live.
 *
 * @returns The moment from which on that was so. @throws Error when it never is within `withinMs`.
 */
export async function untilWell(load: Load, sinceMs: number, withinMs = 30_000): Promise<number> {
  for (;;) {
    const nowMs = performance.now();
    const later = load.attempts.filter(({ sentAtMs }) => sentAtMs >= sinceMs);
    const firsts = kinds.map((kind) => later.find((attempt) => attempt.kind === kind && attempt.outcome === 'OK')?.endedAtMs);
    const live = load.watcher.seen.find(({ atMs }) => atMs >= sinceMs)?.atMs;
    const failed = Math.max(
      0,
      ...load.attempts.filter(({ outcome, endedAtMs }) => outcome !== 'OK' && endedAtMs >= sinceMs).map(({ endedAtMs }) => endedAtMs),
    );
    if (live !== undefined && firsts.every((first) => first !== undefined) && nowMs - failed >= calmMs)
      return Math.max(live, failed, ...firsts);
    load.watcher.check();
    if (nowMs - sinceMs > withinMs) throw new Error(`Not well after ${withinMs} ms: ${describe(load, sinceMs)}`);
    await delay(pollMs);
  }
}

/** Counts the outcomes of requests since a moment: `post OK ×12, feed SUBGRAPH_UNAVAILABLE ×3`. */
export function describe(load: Load, sinceMs: number): string {
  const later = load.attempts.filter(({ endedAtMs }) => endedAtMs >= sinceMs);
  const counts = Map.groupBy(later, ({ kind, outcome }) => `${kind} ${outcome}`);
  const live = load.watcher.seen.filter(({ atMs }) => atMs >= sinceMs).length;
  return [...[...counts].map(([what, some]) => `${what} ×${some.length}`), `live ×${live}`].join(', ');
}
