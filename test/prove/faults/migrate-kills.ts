/**
 * A migration of posts that is killed (SIGKILL) at any point goes on from there, while the version before writes, and ends as if undisturbed.
 *
 * `npm run prove -- migrate-kills [kills] [posts]`. The database is one as the version before all migrations left it.
 */
import { describeMachine, report } from '../../harness/load/figures.ts';
import { killMigrations } from '../../harness/migrate-kills/run.ts';

const kills = Number(process.argv[2] ?? 20);
const postCount = Number(process.argv[3] ?? 2_000);

console.log(describeMachine());
const { steps, killed, commands, compared, writesMeanwhile, faults } = await killMigrations({
  kills,
  posts: postCount,
  say: (line) => console.log(line),
});
for (const fault of faults) console.log(fault);
report([
  { what: 'posts of the version before', value: postCount, unit: '' },
  { what: 'commands of an undisturbed migration', value: commands, unit: '' },
  { what: 'steps in which it was killed', value: steps, unit: '' },
  { what: 'killed and resumed', value: killed, unit: '', exactly: kills },
  { what: 'writes of the version before, meanwhile or before', value: writesMeanwhile, unit: '' },
  { what: 'documents and indexes compared after each', value: compared, unit: '' },
  { what: 'differences from an undisturbed run, and documents of the old shape', value: faults.length, unit: '', exactly: 0 },
]);
