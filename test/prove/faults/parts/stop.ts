/** F3: each process receives SIGTERM under mixed load. */
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { queuePrefix } from '#lib/jobs/queues.ts';
import type { Figure } from '../../../harness/load/figures.ts';
import { type Load, startLoad } from '../../../harness/load/load.ts';
import type { ServiceName } from '../../../harness/processes.ts';
import { judgeKept } from './judge.ts';
import { openSocket } from './socket.ts';
import { untilWell } from './until-well.ts';
import type { World } from './world.ts';

export interface StopOptions {
  rounds: number;
  names: readonly ServiceName[];
}

interface Stopped {
  exitCode: number | null;
  tookMs: number;
  failed: number;
  inFlight: number;
  activeJobs: number;
}

const settleMs = 1_000;
const pauseMs = 50;
const goingAway = 1001;

export async function stopEach(world: World, { rounds, names }: StopOptions): Promise<Figure[]> {
  const { agora, cast } = world;
  const [, listener] = cast.fans;
  if (!listener) throw new Error('Somebody has to listen.');
  const load = await startLoad(agora, cast, { pauseMs });
  await delay(settleMs);
  const all: Stopped[] = [];
  let wrongCodes = 0;
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      const closed = await openSocket(agora.url, listener);
      const stopped = await stopOne(world, load, name);
      all.push(stopped);
      const code = closed.code();
      console.log(`F3 round ${round + 1}, ${name}: ${JSON.stringify(stopped)}, a socket: ${code ?? 'open'}`);
      if (code !== (name === 'gateway' ? goingAway : null)) wrongCodes += 1;
      closed.close();
    }
  }
  await load.stop();
  const sum = (of: (stopped: Stopped) => number): number => all.reduce((total, stopped) => total + of(stopped), 0);
  return [
    { what: 'F3: processes told to end', value: all.length, unit: '' },
    { what: 'F3: ended otherwise than with 0', value: sum(({ exitCode }) => (exitCode === 0 ? 0 : 1)), unit: '', exactly: 0 },
    { what: 'F3: SIGTERM → ended, max', value: Math.max(...all.map(({ tookMs }) => tookMs)), unit: 'ms', below: 10_000 },
    { what: 'F3: requests in flight', value: sum(({ inFlight }) => inFlight), unit: '' },
    { what: 'F3: requests in flight that failed, or were cut', value: sum(({ failed }) => failed), unit: '', exactly: 0 },
    { what: 'F3: jobs left to stall', value: sum(({ activeJobs }) => activeJobs), unit: '', exactly: 0 },
    { what: 'F3: sockets of the gateway closed without 1001, or of others closed', value: wrongCodes, unit: '', exactly: 0 },
    ...(await judgeKept(world, load, 'F3')),
  ];
}

async function stopOne({ agora }: World, load: Load, name: ServiceName): Promise<Stopped> {
  const sentAtMs = performance.now();
  const exitCode = await agora[name].stop();
  const tookMs = performance.now() - sentAtMs;
  const activeJobs = await countActiveJobs(agora.stores.redis.url, name);
  const restartedAtMs = performance.now();
  await agora[name].restart();
  await untilWell(load, restartedAtMs);
  const during = load.attempts.filter(({ endedAtMs }) => endedAtMs >= sentAtMs);
  const inFlight = during.filter((attempt) => attempt.sentAtMs < sentAtMs);
  // Requests after the signal may be refused, or lack the subgraph's fields. Requests before it must end well.
  const typed = new Set(['OK', 'ECONNREFUSED', 'SUBGRAPH_UNAVAILABLE']);
  const failed = [
    ...inFlight.filter(({ outcome }) => outcome !== 'OK'),
    ...during.filter((attempt) => attempt.sentAtMs >= sentAtMs && attempt.outcome.split(' ').some((one) => !typed.has(one))),
  ];
  for (const { kind, outcome, sentAtMs: from, endedAtMs: to } of failed)
    console.log(`F3 ${name}: ${kind} from ${(from - sentAtMs).toFixed(0)} to ${(to - sentAtMs).toFixed(0)} ms: ${outcome}`);
  return { exitCode, tookMs, failed: failed.length, inFlight: inFlight.length, activeJobs };
}

/** Jobs that BullMQ counts as active although no worker has them. */
async function countActiveJobs(url: string, subgraph: ServiceName): Promise<number> {
  const redis = new Redis(url);
  const queues = await redis.keys(`${queuePrefix}:${subgraph}.*:active`);
  let count = 0;
  for (const queue of queues) count += await redis.llen(queue);
  redis.disconnect();
  return count;
}
