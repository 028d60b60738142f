/** F4: Redis stops for a while, is killed, and forgets everything, under mixed load. */
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { completeKey } from '#lib/auth/ended-sessions.ts';
import { streamKey } from '#lib/events/relay/relay.ts';
import { queuePrefix } from '#lib/jobs/queues.ts';
import type { Figure } from '../../../harness/load/figures.ts';
import { startLoad } from '../../../harness/load/load.ts';
import { healthUntil } from './health.ts';
import { judgeKept } from './judge.ts';
import { describe, untilWell } from './until-well.ts';
import { type World, whoseProcesses } from './world.ts';

export interface RedisOptions {
  /** How long it is stopped, and stays away once killed. */
  awayMs: number;
}

const settleMs = 1_000;
const wellWithinMs = 15_000;

export async function breakRedis(world: World, { awayMs }: RedisOptions): Promise<Figure[]> {
  const { agora, cast } = world;
  const { redis } = agora.stores;
  const pids = whoseProcesses(agora);
  const load = await startLoad(agora, cast);
  await delay(settleMs);
  const figures: Figure[] = [];

  const breakIt = async (name: string, disturb: () => void | Promise<void>, mend: () => void | Promise<void>): Promise<void> => {
    const brokenAtMs = performance.now();
    await disturb();
    const away = delay(awayMs);
    const isTold = await healthUntil(agora.gateway.url, 'degraded', awayMs);
    await away;
    console.log(`F4 ${name}: meanwhile ${describe(load, brokenAtMs)}`);
    const mendedAtMs = performance.now();
    const failedMeanwhile = load.attempts.filter(({ endedAtMs, outcome }) => endedAtMs >= brokenAtMs && outcome !== 'OK').length;
    await mend();
    const wellAtMs = await untilWell(load, mendedAtMs);
    const isWell = await healthUntil(agora.gateway.url, 'ok', wellWithinMs);
    figures.push(
      { what: `F4 ${name}: requests that failed meanwhile`, value: failedMeanwhile, unit: '' },
      { what: `F4 ${name}: health that does not say degraded, then ok`, value: Number(!isTold) + Number(!isWell), unit: '', exactly: 0 },
      { what: `F4 ${name}: back → requests and subscriptions well`, value: wellAtMs - mendedAtMs, unit: 'ms', below: wellWithinMs },
    );
  };
  await breakIt('stopped', redis.pause, redis.resume);
  await breakIt('killed', redis.kill, redis.restart);

  const client = new Redis(redis.url);
  const flushedAtMs = performance.now();
  await client.flushall();
  const wellAtMs = await untilWell(load, flushedAtMs);
  const lacking = await untilRebuilt(client, flushedAtMs + wellWithinMs);
  client.disconnect();
  figures.push(
    { what: 'F4 flushed: flushed → requests and subscriptions well', value: wellAtMs - flushedAtMs, unit: 'ms', below: wellWithinMs },
    { what: 'F4 flushed: what Redis still lacks after 15 s', value: lacking, unit: '', exactly: 0 },
  );
  await load.stop();
  const now = whoseProcesses(agora);
  const exited = Object.keys(pids).filter((name) => pids[name] !== now[name]).length;
  return [{ what: 'F4: processes that exited', value: exited, unit: '', exactly: 0 }, ...figures, ...(await judgeKept(world, load, 'F4'))];
}

/** Waits for what services keep in Redis. @returns How many of these are not there when time is up. */
async function untilRebuilt(redis: Redis, untilMs: number): Promise<number> {
  const kept = [completeKey, streamKey('posts'), streamKey('users'), `${queuePrefix}:posts:present`, `${queuePrefix}:users:present`];
  for (;;) {
    const found = await Promise.all(kept.map(async (key) => await redis.exists(key)));
    const missing = kept.filter((_, index) => found[index] === 0);
    if (missing.length === 0) return 0;
    if (performance.now() > untilMs) {
      console.log(`F4 flushed: not rebuilt: ${missing.join(', ')}`);
      return missing.length;
    }
    await delay(50);
  }
}
