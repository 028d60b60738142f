/**
 * Calendars read our files as we mean them: `npm run prove -- calendars [events]`, 10,000 random events by default.
 *
 * The events are in all zones, half of them around a change of the clock. Each is read by ical.js, and Temporal places its wall
 * clock. A file of 200 events is read by ical.js and node-ical. All must agree on each occurrence.
 */
import { compareEvents, compareReaders } from '../../harness/calendars/compare-calendars.ts';

const events = Number(process.argv[2] ?? 10_000);
const firstSeed = Number(process.env['AGORA_SEED'] ?? Math.floor(Math.random() * 1e9));
const atOnce = 1_000;
const mostShown = 20;

console.log(`seeds from ${firstSeed}`);
const differences: string[] = [];
let times = 0;
for (let done = 0; done < events; done += atOnce) {
  const count = Math.min(atOnce, events - done);
  const compared = compareEvents(firstSeed + done, count);
  times += compared.times;
  differences.push(...compared.differences);
  console.log(`${done + count} events, ${times} occurrences: ${differences.length} differences`);
}
const read = compareReaders(firstSeed, 200);
console.log(`a file of 200 events in two readers, ${read.times} occurrences: ${read.differences.length} differences`);
differences.push(...read.differences);
for (const difference of differences.slice(0, mostShown)) console.log(difference);
if (differences.length > 0) process.exitCode = 1;
