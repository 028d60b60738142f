/** The occurrences of an event: its rule, expanded on the wall clock of its zone. */
import { RRuleTemporal } from 'rrule-temporal';
import { basicOf, type Rule } from './rule.ts';
import { type Zone, zoneOf } from './zones.ts';

/** When an event takes place. */
export interface Timing {
  startsAt: Date;
  endsAt: Date | null;
  timeZone: string;
  /** Null for an event that takes place once. */
  rule: Rule | null;
}

/** One time that an event takes place. */
export interface Happening {
  startsAt: Date;
  endsAt: Date | null;
  /** What the clock shows where the rule has it begin, in milliseconds as in UTC. */
  wallMs: number;
  /** Whether rule and wall clock alone tell calendars another time: where clocks change between them, or in its course. */
  isOdd: boolean;
}

/** More than every day of the time that is stored, at once. */
const mostAtOnce = 1_000;

/**
 * The occurrences that begin in a stretch of time, in order. The first of a series is exactly as it was given, the others keep its wall
 * clock at both ends.
 *
 * @param toMs - Exclusive.
 */
export function happenings({ startsAt, endsAt, timeZone, rule }: Timing, fromMs: number, toMs: number): Happening[] {
  if (toMs <= fromMs) return [];
  const zone = zoneOf(timeZone);
  const firstWall = zone.wallOf(startsAt.getTime());
  const lengthMs = endsAt && lengthOf(zone, startsAt.getTime(), endsAt.getTime());
  const walls = rule ? expand(rule, zone, firstWall, fromMs, toMs) : [firstWall];
  return walls
    .map((wallMs) => (wallMs === firstWall ? given({ zone, startsAt, endsAt, lengthMs }) : placed(zone, wallMs, lengthMs)))
    .filter((each) => each.startsAt.getTime() >= fromMs && each.startsAt.getTime() < toMs)
    .slice(0, mostAtOnce);
}

/** How long an event takes on the wall clock; where that is nothing, because the clock was set back, how long it takes. */
function lengthOf(zone: Zone, startsMs: number, endsMs: number): number {
  const onClock = zone.wallOf(endsMs) - zone.wallOf(startsMs);
  return onClock > 0 ? onClock : endsMs - startsMs;
}

/** Rules know no zone: in UTC each wall clock is there once. Two days more at both ends make up for what zones differ by. */
function expand(rule: Rule, zone: Zone, firstWall: number, fromMs: number, toMs: number): number[] {
  const marginMs = 2 * 24 * 60 * 60 * 1000;
  const count = rule.count === null ? '' : `;COUNT=${rule.count}`;
  const text = `DTSTART:${basicOf(firstWall)}Z\nRRULE:${rule.repeats}${count}`;
  // The library reads seconds; what is finer stays the same in each occurrence.
  const finer = ((firstWall % 1000) + 1000) % 1000;
  const lastWall = rule.untilMs === null ? Infinity : zone.wallOf(rule.untilMs);
  const end = Math.min(toMs + marginMs, lastWall);
  if (end < firstWall) return [];
  return new RRuleTemporal({ rruleString: text, maxIterations: 100_000, cache: false })
    .between(new Date(Math.max(fromMs - marginMs, firstWall - finer)), new Date(end), true)
    .map(({ epochMilliseconds }) => epochMilliseconds + finer)
    .filter((wallMs) => wallMs <= lastWall);
}

function given({
  zone,
  startsAt,
  endsAt,
  lengthMs,
}: {
  zone: Zone;
  startsAt: Date;
  endsAt: Date | null;
  lengthMs: number | null;
}): Happening {
  const wallMs = zone.wallOf(startsAt.getTime());
  const calendar = placed(zone, wallMs, lengthMs);
  const isAsPlaced = calendar.startsAt.getTime() === startsAt.getTime() && calendar.endsAt?.getTime() === endsAt?.getTime();
  return { startsAt, endsAt, wallMs, isOdd: calendar.isOdd || !isAsPlaced };
}

function placed(zone: Zone, wallMs: number, lengthMs: number | null): Happening {
  const start = zone.place(wallMs);
  const end = lengthMs === null ? null : zone.place(wallMs + lengthMs);
  // Where the clock was set back, or has skipped the beginning, nothing is left on it: then it takes as long as on other days.
  const endsMs = end && (end.atMs > start.atMs ? end.atMs : start.atMs + (lengthMs ?? 0));
  const isOdd = start.isOdd || (end !== null && (end.isOdd || endsMs !== start.atMs + (lengthMs ?? 0)));
  return { startsAt: new Date(start.atMs), endsAt: endsMs === null ? null : new Date(endsMs), wallMs, isOdd };
}
