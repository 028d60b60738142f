/**
 * Histories of posts and relations, with search killed in the middle of its work: each viewer finds exactly the posts
 * that they may see.
 *
 * `npm run prove -- search [histories] [seed]`.
 */
import fc from 'fast-check';
import { describeMachine, report } from '../../harness/load/figures.ts';
import { startAgora } from '../../harness/processes.ts';
import { runSearchHistory, searchAct } from '../../harness/generate/search-history.ts';

const historyCount = Number(process.argv[2] ?? 50);
const firstSeed = Number(process.argv[3] ?? Math.floor(Math.random() * 1e9));
const drainWithinMs = 120_000;

await using agora = await startAgora();
const stores = await agora.open();
const searched = { ...agora, postsDeps: stores.posts, searchDeps: stores.search, drain: async () => await stores.drain(drainWithinMs) };
let kills = 0;
async function kill(): Promise<void> {
  await agora.search.kill();
  await agora.search.restart();
  kills += 1;
}

console.log(`${describeMachine()}\nseeds ${firstSeed} to ${firstSeed + historyCount - 1}`);
let faulty = 0;
let acted = 0;
for (let index = 0; index < historyCount; index++) {
  const [acts = []] = fc.sample(fc.array(searchAct, { minLength: 20, maxLength: 40, size: 'max' }), {
    numRuns: 1,
    seed: firstSeed + index,
  });
  const faults = await runSearchHistory({ agora: searched, acts, disturb: kill });
  acted += acts.length;
  if (faults.length === 0) continue;
  faulty += 1;
  console.log(`seed ${firstSeed + index}: ${faults.join('; ')}`);
}
report([
  { what: 'histories', value: historyCount, unit: '' },
  { what: 'acts', value: acted, unit: '' },
  { what: 'search killed', value: kills, unit: 'times' },
  { what: 'histories after which somebody found something else than they see', value: faulty, unit: '', exactly: 0 },
]);
