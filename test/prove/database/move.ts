/**
 * A town that is dumped, loaded elsewhere and dumped again has the same bytes, and Agora answers there as before.
 *
 * `npm run prove -- move [posts]`.
 */
import { describeMachine, report } from '../../harness/load/figures.ts';
import { moveTown } from '../../harness/move/move.ts';

const posts = Number(process.argv[2] ?? 50_000);

console.log(describeMachine());
const startedAtMs = performance.now();
const { documents, files, questions, faults } = await moveTown({
  posts,
  say: (line) => console.log(`${((performance.now() - startedAtMs) / 1_000).toFixed(0)} s: ${line}`),
});
for (const fault of faults) console.log(fault);
report([
  { what: 'posts of the town', value: posts, unit: '' },
  { what: 'documents dumped, loaded and dumped again', value: documents, unit: '' },
  { what: 'files of the dump, the manifest among them', value: files, unit: '' },
  { what: 'answers compared', value: questions, unit: '' },
  { what: 'files or answers that differ', value: faults.length, unit: '', exactly: 0 },
]);
