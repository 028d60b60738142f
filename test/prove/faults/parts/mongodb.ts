/** F5: MongoDB is gone for a while under mixed load. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Figure } from '../../../harness/load/figures.ts';
import { startLoad } from '../../../harness/load/load.ts';
import { healthUntil } from './health.ts';
import { judgeKept } from './judge.ts';
import { describe, untilWell } from './until-well.ts';
import { type World, whoseProcesses } from './world.ts';

export interface MongodbOptions {
  awayMs: number;
}

const settleMs = 1_000;
const wellWithinMs = 15_000;

/** @throws Error on a MongoDB that is not this proof's own. */
export async function breakMongodb(world: World, { awayMs }: MongodbOptions): Promise<Figure[]> {
  const { agora, cast } = world;
  const { mongodb } = agora.stores;
  if (!mongodb) throw new Error('F5 needs a MongoDB of its own: unset MONGODB_URI.');
  const pids = whoseProcesses(agora);
  const load = await startLoad(agora, cast);
  await delay(settleMs);

  await mongodb.kill();
  const goneAtMs = performance.now();
  const away = delay(awayMs);
  const isTold = await healthUntil(agora.gateway.url, 'down', awayMs);
  await away;
  console.log(`F5: meanwhile ${describe(load, goneAtMs)}`);
  const backAtMs = performance.now();
  await mongodb.restart();
  const wellAtMs = await untilWell(load, backAtMs);
  const isWell = await healthUntil(agora.gateway.url, 'ok', wellWithinMs);
  const meanwhile = load.attempts.filter(({ endedAtMs }) => endedAtMs >= goneAtMs && endedAtMs <= wellAtMs);
  await load.stop();

  const failed = meanwhile.filter(({ outcome }) => outcome !== 'OK');
  const untyped = failed.filter(({ outcome }) => outcome.split(' ').some((code) => code !== 'SUBGRAPH_UNAVAILABLE'));
  if (untyped.length > 0) console.log(`F5: refused otherwise: ${untyped.map(({ outcome }) => outcome).join(', ')}`);
  const now = whoseProcesses(agora);
  return [
    { what: 'F5: MongoDB gone for', value: awayMs, unit: 'ms' },
    { what: 'F5: processes that exited', value: Object.keys(pids).filter((name) => pids[name] !== now[name]).length, unit: '', exactly: 0 },
    { what: 'F5: health that does not say down, then ok', value: Number(!isTold) + Number(!isWell), unit: '', exactly: 0 },
    { what: 'F5: requests refused meanwhile', value: failed.length, unit: '' },
    { what: 'F5: refused with another code than SUBGRAPH_UNAVAILABLE', value: untyped.length, unit: '', exactly: 0 },
    {
      what: 'F5: slowest answer meanwhile',
      value: Math.max(0, ...meanwhile.map((one) => one.endedAtMs - one.sentAtMs)),
      unit: 'ms',
      below: 5_500,
    },
    { what: 'F5: back → requests and subscriptions well', value: wellAtMs - backAtMs, unit: 'ms', below: wellWithinMs },
    ...(await judgeKept(world, load, 'F5')),
  ];
}
