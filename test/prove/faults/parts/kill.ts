/** F1: each process is killed in turn under mixed load. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Figure } from '../../../harness/load/figures.ts';
import { type Load, startLoad } from '../../../harness/load/load.ts';
import type { ServiceName, WholeAgora } from '../../../harness/processes.ts';
import { judgeKept } from './judge.ts';
import { probeOthers } from './attackers/others.ts';
import { untilWell } from './until-well.ts';
import type { World } from './world.ts';

export interface KillOptions {
  rounds: number;
  names: readonly ServiceName[];
  /** How long a killed process stays away, besides the time that it takes to start. */
  awayMs: number;
}

const settleMs = 1_000;

export async function killEach(world: World, { rounds, names, awayMs }: KillOptions): Promise<Figure[]> {
  const { agora, cast } = world;
  const load = await startLoad(agora, cast);
  await delay(settleMs);
  let othersSilent = 0;
  let recoveredMs = 0;
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      const { silent, tookMs } = await killOne(agora, load, name, awayMs);
      console.log(`F1 round ${round + 1}, ${name}: all well ${(tookMs / 1000).toFixed(1)} s after the restart began`);
      othersSilent += silent;
      recoveredMs = Math.max(recoveredMs, tookMs);
    }
  }
  await load.stop();
  return [
    { what: 'F1: processes killed', value: rounds * names.length, unit: '' },
    { what: "F1: answers that lacked the other subgraphs' fields", value: othersSilent, unit: '', exactly: 0 },
    { what: 'F1: restart → everything well, max', value: recoveredMs, unit: 'ms', below: 10_000 },
    ...(await judgeKept(world, load, 'F1')),
  ];
}

async function killOne(agora: WholeAgora, load: Load, name: ServiceName, awayMs: number): Promise<{ silent: number; tookMs: number }> {
  await agora[name].kill();
  const silent = name === 'gateway' ? 0 : await probeOthers(agora, load.cast, name, awayMs);
  const restartedAtMs = performance.now();
  await agora[name].restart();
  return { silent, tookMs: (await untilWell(load, restartedAtMs)) - restartedAtMs };
}
