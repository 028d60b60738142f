/**
 * The gateway's executor and graphql-js over the same data: 20,000 generated operations, each answered alike.
 *
 * `npm run prove -- executor [operations] [seed]`.
 */
import { runDifferential } from '../../harness/executor/run.ts';

const wanted = Number(process.argv[2] ?? 20_000);
let seed = Number(process.argv[3] ?? Math.floor(Math.random() * 1e6));
const batch = 5_000;
console.log(`from seed ${seed}`);

const all = { asked: 0, withErrors: 0, withOutage: 0, unplanned: 0, wrong: 0 };
while (all.asked < wanted) {
  const result = await runDifferential(seed, batch);
  seed += batch;
  for (const report of result.wrong) console.log(`${report}\n`);
  all.asked += result.asked;
  all.withErrors += result.withErrors;
  all.withOutage += result.withOutage;
  all.unplanned += result.unplanned;
  all.wrong += result.wrong.length;
  console.log(
    `${all.asked} operations, ${all.withErrors} with errors, ${all.withOutage} also without a subgraph, ` +
      `${all.unplanned} that the planner cannot plan, ${all.wrong} wrong`,
  );
}
process.exitCode = all.wrong === 0 ? 0 : 1;
