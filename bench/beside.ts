/**
 * Compares another checkout's figures with this one's. The runs alternate, so that other load on the machine affects
 * both alike.
 *
 * `npm run bench -- beside <folder of the other checkout> <name> [rounds] [arguments of the bench]`. The other checkout
 * needs its packages installed.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeMachine, percentile } from '../test/harness/load/figures.ts';

const [other = '', name = '', rounds = '3', ...args] = process.argv.slice(2);
if (other === '' || name === '') throw new Error('npm run bench -- beside <folder of the other checkout> <name> [rounds] [arguments]');

interface Results {
  figures?: { what: string; value: number; unit: string }[];
  /** Of `search-quality`. */
  judgements?: { query: string; viewer: string | null; ours: number }[];
}

/** The figures of one run of the bench, by name. */
async function measure(root: string): Promise<Map<string, number>> {
  const results = path.join(root, `bench/results/${name}.json`);
  // A run that fails writes none; the exit code says only whether a figure misses its limit.
  await rm(results, { force: true });
  const child = spawn(process.execPath, [`bench/${name}.ts`, ...args], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  await once(child, 'exit');
  const { figures = [], judgements = [] } = JSON.parse(await readFile(results, 'utf8')) as Results;
  const found = [
    ...figures.map(({ what, unit, value }) => [`${what}${unit && `, ${unit}`}`, value] as const),
    ...judgements.map(({ query, viewer, ours }) => [`${query}${viewer === null ? '' : ` (${viewer})`}`, ours] as const),
  ];
  return new Map(found);
}

const roots = { other: path.resolve(other), ours: fileURLToPath(new URL('../', import.meta.url)) };
const measured = { other: [] as Map<string, number>[], ours: [] as Map<string, number>[] };
for (let round = 0; round < Number(rounds); round++)
  for (const which of ['other', 'ours'] as const) {
    measured[which].push(await measure(roots[which]));
    console.log(`round ${round + 1}, ${which}: ${describeMachine()}`);
  }
const median = (runs: readonly Map<string, number>[], what: string): number =>
  percentile(
    runs.flatMap((run) => run.get(what) ?? []),
    0.5,
  );
const shared = [...(measured.ours[0] ?? new Map<string, number>()).keys()].filter((what) => measured.other[0]?.has(what));
console.log('\n| medians | other | ours | ours / other | of each round |\n|---|---|---|---|---|');
for (const what of shared) {
  const [before, after] = [median(measured.other, what), median(measured.ours, what)];
  const ratios = measured.ours.map((run, round) => (run.get(what) ?? NaN) / (measured.other[round]?.get(what) ?? NaN));
  const spread = `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`;
  const [ratio, each] = before === 0 ? ['', ''] : [(after / before).toFixed(2), spread];
  console.log(`| ${what} | ${before.toFixed(3)} | ${after.toFixed(3)} | ${ratio} | ${each} |`);
}
if (shared.every((what) => (measured.ours[0]?.get(what) ?? 0) <= 1)) {
  const mean = (which: 'other' | 'ours'): string =>
    (shared.reduce((sum, what) => sum + median(measured[which], what), 0) / shared.length).toFixed(3);
  console.log(`| mean | ${mean('other')} | ${mean('ours')} | | |`);
}
