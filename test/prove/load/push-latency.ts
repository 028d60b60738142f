/**
 * Measures the time from an act until FCM has its push, on an idle machine.
 *
 * `npm run prove -- push-latency [pushes]`.
 */
import { describeMachine, percentile, report } from '../../harness/load/figures.ts';
import { measurePushes } from '../../harness/load/push-latency.ts';
import { openPushWorld } from '../../harness/load/push-world.ts';

const count = Number(process.argv[2] ?? 300);

console.log(describeMachine());
await using world = await openPushWorld({ workers: 1 });
const tookMs = await measurePushes(world, { count, withinMs: 30_000 });
report([
  { what: 'pushes', value: tookMs.length, unit: '', exactly: count },
  { what: 'to FCM, median', value: percentile(tookMs, 0.5), unit: 'ms' },
  { what: 'to FCM, p99', value: percentile(tookMs, 0.99), unit: 'ms', below: 2_000 },
]);
