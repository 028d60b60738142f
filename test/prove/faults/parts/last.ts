/** F8: memory and handles under a load that lasts. */
import { readdir, readFile, rm, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as delay } from 'node:timers/promises';
import type { Figure } from '../../../harness/load/figures.ts';
import { startLoad } from '../../../harness/load/load.ts';
import type { ServiceProcess } from '../../../harness/processes.ts';
import type { Memory } from '../../../harness/load/report-memory.ts';
import { judgeKept } from './judge.ts';
import { openWorld } from './world.ts';

export interface LastOptions {
  minutes: number;
}

interface Sample extends Memory {
  atHours: number;
  /** Open files and sockets of the process. */
  descriptors: number;
}

const sampleEveryMs = 10_000;
const reportWithinMs = 5_000;
/** Compiling, planning and caching for the first time is no leak. */
const warmUpShare = 0.3;
/** A run of this length says something about an hour. */
const tellingMinutes = 20;
const megabyte = 1_000_000;

export async function last({ minutes }: LastOptions): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'agora-memory-'));
  const preload = fileURLToPath(new URL('../../../harness/load/report-memory.ts', import.meta.url));
  await using world = await openWorld({ env: { NODE_OPTIONS: `--expose-gc --import ${preload}`, AGORA_MEMORY_DIR: folder } });
  const { agora, cast } = world;
  const services = [agora.users, agora.posts, agora.media, agora.nodes, agora.gateway];
  const samples = new Map<string, Sample[]>(services.map(({ name }) => [name, []]));
  const load = await startLoad(agora, cast);
  const beganMs = performance.now();
  const endMs = beganMs + minutes * 60_000;
  while (performance.now() < endMs) {
    await delay(sampleEveryMs);
    for (const service of services) {
      const sample = {
        ...(await askMemory(service, folder)),
        atHours: (performance.now() - beganMs) / 3_600_000,
        descriptors: await countDescriptors(service),
      };
      samples.get(service.name)?.push(sample);
    }
  }
  await load.stop();
  await rm(folder, { recursive: true, force: true });
  const failed = load.attempts.filter(({ outcome }) => outcome !== 'OK').length;
  const figures: Figure[] = [
    { what: 'F8: load', value: minutes, unit: 'min' },
    { what: 'F8: requests', value: load.attempts.length, unit: '' },
    { what: 'F8: requests that failed', value: failed, unit: '', exactly: 0 },
  ];
  for (const [name, all] of samples) {
    const warm = all.slice(Math.floor(all.length * warmUpShare));
    const perHour = (of: (sample: Sample) => number): number => slope(warm.map((sample) => ({ x: sample.atHours, y: of(sample) })));
    const limit = minutes >= tellingMinutes ? { below: 5 } : {};
    figures.push(
      { what: `F8 ${name}: live memory, last`, value: (warm.at(-1)?.liveBytes ?? 0) / megabyte, unit: 'MB' },
      { what: `F8 ${name}: live memory grows an hour by`, value: perHour(({ liveBytes }) => liveBytes) / megabyte, unit: 'MB', ...limit },
      {
        what: `F8 ${name}: resident memory grows an hour by`,
        value: perHour(({ residentBytes }) => residentBytes) / megabyte,
        unit: 'MB',
        ...limit,
      },
      {
        what: `F8 ${name}: descriptors, first and last differ by`,
        value: (warm.at(-1)?.descriptors ?? 0) - (warm[0]?.descriptors ?? 0),
        unit: '',
      },
      { what: `F8 ${name}: descriptors grow an hour by`, value: perHour(({ descriptors }) => descriptors), unit: '', ...limit },
      { what: `F8 ${name}: active resources grow an hour by`, value: perHour(({ resources }) => resources), unit: '' },
    );
  }
  return [...figures, ...(await judgeKept(world, load, 'F8'))];
}

/** Has a process report its memory. */
async function askMemory(service: ServiceProcess, folder: string): Promise<Memory> {
  const file = join(folder, `${service.pid()}.json`);
  await rm(file, { force: true });
  process.kill(service.pid(), 'SIGUSR2');
  for (const untilMs = performance.now() + reportWithinMs; performance.now() < untilMs; await delay(20)) {
    const text = await readFile(file, 'utf8').catch(() => null);
    if (text !== null) return JSON.parse(text) as Memory;
  }
  throw new Error(`${service.name} does not report its memory.`);
}

async function countDescriptors(service: ServiceProcess): Promise<number> {
  return (await readdir(`/proc/${service.pid()}/fd`).catch(() => [])).length;
}

/** The slope of the least-squares line. */
function slope(points: readonly { x: number; y: number }[]): number {
  const mean = (of: (point: { x: number; y: number }) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x0, y0] = [mean(({ x }) => x), mean(({ y }) => y)];
  const spread = points.reduce((sum, { x }) => sum + (x - x0) ** 2, 0);
  return spread === 0 ? 0 : points.reduce((sum, { x, y }) => sum + (x - x0) * (y - y0), 0) / spread;
}
