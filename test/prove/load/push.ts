/**
 * Pushes a post to many followers while workers are killed: whether each token received it, how long it took, what was
 * repeated, and whether a mail waits behind it.
 *
 * `npm run prove -- push [followers] [kills]`.
 */
import { describeMachine, report } from '../../harness/load/figures.ts';
import { pushWithKills } from '../../harness/load/push-kills.ts';

const followers = Number(process.argv[2] ?? 20_000);
const kills = Number(process.argv[3] ?? 5);
/** A process has one chunk in flight. */
const chunkSize = 500;

console.log(describeMachine());
const seen = await pushWithKills({ followers, workers: 2, kills, withinMs: 180_000, killEveryMs: 2_500 });
report([
  { what: 'tokens without the message', value: seen.missing, unit: '', exactly: 0 },
  { what: 'last accepted after', value: seen.lastAcceptedMs / 1_000, unit: 's', below: 20 },
  { what: 'workers killed', value: seen.killed, unit: '', exactly: kills },
  { what: 'accepted twice', value: seen.repeats, unit: '', below: kills * chunkSize + 1 },
  { what: 'collapse keys', value: seen.collapseKeys, unit: '', exactly: 1 },
  { what: 'unregistered devices left', value: seen.goneLeft, unit: '', exactly: 0 },
  { what: 'throttled, accepted later', value: seen.throttledAccepted, unit: '', exactly: seen.throttled },
  { what: 'mail of a new password after', value: seen.resetMailMs, unit: 'ms', below: 2_000 },
]);
