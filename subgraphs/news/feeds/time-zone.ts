/** A time zone as a part of a calendar file: each change of its clock, from the first day that an event may have to ten years ahead. */
import { Temporal } from 'temporal-polyfill';
import { basicOf } from '../times/rule.ts';

const aheadYears = 10;
const firstMs = Date.UTC(1999, 11, 1);
/** Names that clients write have an entry each: more than the platform knows are never kept. */
const mostKept = 1_000;
const kept = new Map<string, string[]>();

/** The lines of a zone that `findTimeZone` has found. Readers that know no zones of their own take its changes from there. */
export function zoneLines(timeZone: string, now: Date): string[] {
  const untilYear = now.getUTCFullYear() + aheadYears;
  const key = `${timeZone}/${untilYear}`;
  const known = kept.get(key);
  if (known) return known;
  const lines = describe(timeZone, Date.UTC(untilYear, 0, 1));
  if (kept.size >= mostKept) kept.clear();
  kept.set(key, lines);
  return lines;
}

/** Changes of one kind: from and to these offsets. */
interface Kind {
  fromMs: number;
  toMs: number;
  /** What the clock shows just before each. */
  walls: number[];
}

function describe(timeZone: string, untilMs: number): string[] {
  const first = Temporal.Instant.fromEpochMilliseconds(firstMs).toZonedDateTimeISO(timeZone);
  const firstOffset = first.offsetNanoseconds / 1e6;
  const kinds = new Map<string, Kind>();
  const note = (fromMs: number, toMs: number, wall: number): void => {
    const kind = kinds.get(`${fromMs}/${toMs}`) ?? { fromMs, toMs, walls: [] };
    kind.walls.push(wall);
    kinds.set(`${fromMs}/${toMs}`, kind);
  };
  note(firstOffset, firstOffset, firstMs + firstOffset);
  let offset = firstOffset;
  for (let at = first.getTimeZoneTransition('next'); at && at.epochMilliseconds < untilMs; at = at.getTimeZoneTransition('next')) {
    const next = at.offsetNanoseconds / 1e6;
    if (next !== offset) note(offset, next, at.epochMilliseconds + offset);
    offset = next;
  }
  return ['BEGIN:VTIMEZONE', `TZID:${timeZone}`, ...[...kinds.values()].flatMap(kindLines), 'END:VTIMEZONE'];
}

function kindLines({ fromMs, toMs, walls }: Kind): string[] {
  const name = toMs > fromMs ? 'DAYLIGHT' : 'STANDARD';
  // Some readers know the first change only where it is among the others.
  const dates = walls.length === 1 ? [] : walls.map((wall) => `RDATE:${basicOf(wall)}`);
  return [
    `BEGIN:${name}`,
    `DTSTART:${basicOf(walls[0] ?? firstMs)}`,
    `TZOFFSETFROM:${offsetOf(fromMs)}`,
    `TZOFFSETTO:${offsetOf(toMs)}`,
    ...dates,
    `END:${name}`,
  ];
}

/** `+0130`, and with seconds where there are some. */
function offsetOf(ms: number): string {
  const seconds = Math.abs(ms) / 1_000;
  const [hours, minutes, rest] = [seconds / 3_600, (seconds / 60) % 60, seconds % 60].map((part) =>
    String(Math.floor(part)).padStart(2, '0'),
  );
  return `${ms < 0 ? '-' : '+'}${hours}${minutes}${rest === '00' ? '' : rest}`;
}
