/**
 * A devdb that is killed (SIGKILL) in the middle of writes and transactions loses nothing acknowledged and keeps its indexes in step.
 *
 * `npm run prove -- devdb-kills [kills] [seed]`. After each kill its files are checked, its data compared and dumped.
 */
import { killDevdb } from '../../harness/devdb-kills/run.ts';
import { describeMachine, report } from '../../harness/load/figures.ts';

const kills = Number(process.argv[2] ?? 200);
const seed = Number(process.argv[3] ?? Math.floor(Math.random() * 1e9));
const sayEvery = 20;

console.log(`${describeMachine()}\nseed ${seed}`);
const startedAtMs = performance.now();
const { writes, transfers, dumped, faults } = await killDevdb({
  kills,
  seed,
  say: (kill, soFar) => {
    if (kill % sayEvery === 0)
      console.log(`${kill} kills, ${soFar.length} faults, ${((performance.now() - startedAtMs) / 1000).toFixed(0)} s`);
  },
});
for (const fault of faults) console.log(fault);
report([
  { what: 'kills', value: kills, unit: '' },
  { what: 'writes and transactions acknowledged', value: writes, unit: '' },
  { what: 'transfers acknowledged', value: transfers, unit: '' },
  { what: 'documents in the dumps between', value: dumped, unit: '' },
  { what: 'acknowledged and lost, half there, or out of step with an index', value: faults.length, unit: '', exactly: 0 },
]);
