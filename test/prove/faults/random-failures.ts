/**
 * Nothing is lost, doubled or stuck when commands of the database fail at random in users, posts, media, search and notifications.
 *
 * `npm run prove -- random-failures [histories] [first seed]`. It needs a devdb of its own: clusters refuse fail points. Ended early
 * (SIGTERM or SIGINT), it reports after the history that it is at.
 */
import { describeMachine, percentile, report } from '../../harness/load/figures.ts';
import { type FailingHistory, runFailingHistory, stuckAfterMs } from '../../harness/random-failures/history.ts';
import { openFailingWorld } from '../../harness/random-failures/world.ts';

const historyCount = Number(process.argv[2] ?? 100);
const firstSeed = Number(process.argv[3] ?? Math.floor(Math.random() * 1e9));
const sayEvery = 25;
/** A failed history leaves work behind: the next ones begin on fresh stores. */
const historiesEach = 100;

console.log(`${describeMachine()}\nseeds ${firstSeed} to ${firstSeed + historyCount - 1}`);
const startedAtMs = performance.now();
const done: FailingHistory[] = [];
const failed: number[] = [];
let index = 0;
let isEnding = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => (isEnding = true));
while (index < historyCount && !isEnding) {
  await using world = await openFailingWorld();
  for (let isWell = true, inWorld = 0; isWell && !isEnding && inWorld < historiesEach && index < historyCount; inWorld += 1, index += 1) {
    const seed = firstSeed + index;
    try {
      done.push(await runFailingHistory(world, seed));
    } catch (error) {
      isWell = false;
      failed.push(seed);
      console.log(`seed ${seed}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
    if ((index + 1) % sayEvery === 0)
      console.log(`${index + 1} histories, ${failed.length} failed, ${((performance.now() - startedAtMs) / 1000).toFixed(0)} s`);
  }
}

const sum = (of: (history: FailingHistory) => number): number => done.reduce((total, history) => total + of(history), 0);
const settled = done.map(({ settledMs }) => settledMs);
report([
  { what: 'histories', value: index, unit: '' },
  { what: 'acts in them', value: sum(({ acts }) => acts), unit: '' },
  { what: 'commands of the database that failed', value: sum(({ struck }) => struck), unit: '' },
  { what: 'last failure → all done, p50', value: percentile(settled, 0.5), unit: 'ms' },
  { what: 'last failure → all done, max', value: Math.max(0, ...settled), unit: 'ms', below: stuckAfterMs },
  { what: 'slowest request', value: Math.max(0, ...done.map((each) => each.slowestRequestMs)), unit: 'ms', below: stuckAfterMs },
  { what: 'answers INTERNAL_SERVER_ERROR', value: sum(({ masked }) => masked.length), unit: '', exactly: 0 },
  { what: 'histories in which something was lost, doubled or stuck', value: failed.length, unit: '', exactly: 0 },
]);
if (failed.length > 0) console.log(`Again: npm run prove -- random-failures 1 ${failed[0]}`);
