/**
 * The gateway survives 100,000 broken request lines, headers, frames and uploads, and logs none as an internal error.
 *
 * `npm run prove -- fuzz [cases] [seed]`.
 */
import { randomInt } from 'node:crypto';
import { fuzzGateway } from '../../harness/generate/fuzz-gateway.ts';

const cases = Number(process.argv[2] ?? 100_000);
const seed = Number(process.argv[3] ?? randomInt(1, 2 ** 31));
console.log(`The first seed is ${seed}.`);
const { faults, byKind, tookMs } = await fuzzGateway({
  cases,
  seed,
  onProgress: (done) => {
    if (done % 10_000 === 0) console.log(`${done} cases`);
  },
});
console.log(`${JSON.stringify(byKind)} in ${(tookMs / 1_000).toFixed(0)} s`);
for (const fault of faults) console.error(fault);
if (faults.length === 0) console.log('The gateway stayed, answered, and logged no error.');
process.exitCode = faults.length > 0 ? 1 : 0;
