/**
 * The SDK's live feed through 1,000 forced disconnects under load, with posts and the gateway killed and Redis flushed:
 * the exact sequence.
 *
 * `npm run prove -- live-feed [disconnects]`.
 */
import { compareSequences, describeMachine, report } from '../../harness/load/figures.ts';
import { disturbancesOf, disturbFeed } from '../../harness/load/disturbed-feed.ts';
import { startAgora } from '../../harness/processes.ts';

const disconnects = Number(process.argv[2] ?? 1_000);

await using agora = await startAgora();
const { killPosts, killGateway, stopGateway, flushRedis } = disturbancesOf(agora);
const round = [flushRedis, killPosts, killGateway, flushRedis, stopGateway];
const startedAtMs = performance.now();
const { published, yielded, cuts, reloads, furthestBehind, load } = await disturbFeed(agora, {
  cuts: disconnects,
  loaders: 2,
  disturbances: [...round, ...round],
  settleWithinMs: 60_000,
  onProgress: (done) => {
    if (done % 50 === 0) console.log(`${done} disconnects after ${Math.round((performance.now() - startedAtMs) / 1000)} s`);
  },
});
const { missing, repeated, misplaced } = compareSequences(published, yielded);
console.log(describeMachine());
report([
  { what: 'sockets cut while open', value: cuts, unit: '', exactly: disconnects },
  { what: 'posts and the gateway killed or stopped, Redis flushed', value: round.length * 2, unit: 'times' },
  { what: 'requests of others meanwhile', value: load, unit: '' },
  { what: 'posts published', value: published.length, unit: '' },
  { what: 'posts behind, at most', value: furthestBehind, unit: '' },
  { what: 'pages given again', value: reloads, unit: '', exactly: 0 },
  { what: 'missing', value: missing, unit: '', exactly: 0 },
  { what: 'repeated', value: repeated, unit: '', exactly: 0 },
  { what: 'misplaced', value: misplaced, unit: '', exactly: 0 },
]);
