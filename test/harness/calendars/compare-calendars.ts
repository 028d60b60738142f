/** Compares when events take place: as Agora stores it, as a calendar reads it in our file, and by Temporal's wall clock. */
import { Temporal } from 'temporal-polyfill';
import { calendarFile } from '../../../subgraphs/news/feeds/calendar-file.ts';
import type { Happening, Timing } from '../../../subgraphs/news/times/series.ts';
import { lookedAtMs, randomEvent } from './random-event.ts';
import { type Read, readByIcalJs, readByNodeIcal } from './read-calendars.ts';

const publicUrl = 'https://agora.example';
/** An occurrence whose hour is skipped just where storing ends is not told by itself yet: that day is left out. */
const comparedMs = lookedAtMs - 24 * 60 * 60 * 1000;
/** Temporal is slow: of the occurrences that are not odd it is asked about each tenth. */
const clockEvery = 10;
const now = new Date(Date.UTC(2026, 0, 1));

export interface Compared {
  /** How many occurrences were compared. */
  times: number;
  /** What differs, in words. */
  differences: string[];
}

/** Compares the random events of some seeds. */
export function compareEvents(firstSeed: number, count: number): Compared {
  const differences: string[] = [];
  let times = 0;
  for (let seed = firstSeed; seed < firstSeed + count; seed += 1) {
    const { timing, event, found } = randomEvent(seed);
    const file = calendarFile({ name: 'Events', events: [event], publicUrl, now });
    const untilMs = timing.startsAt.getTime() + comparedMs;
    const [read = []] = readByIcalJs(file, untilMs).values();
    const stored = found.filter(({ startsAt }) => startsAt.getTime() < untilMs);
    times += stored.length;
    const about = `${seed} ${timing.timeZone} ${timing.startsAt.toISOString()} ${event.recurrence}`;
    const byCalendar = firstDifference(stored.map(timesOf), read);
    if (byCalendar !== null) differences.push(`${about}: a calendar reads ${byCalendar}`);
    const byClock = offClock(timing, found);
    if (byClock !== null) differences.push(`${about}: ${byClock}`);
  }
  return { times, differences };
}

/** Compares what two calendars read in one file of the random events of some seeds, of these days. */
export function compareReaders(firstSeed: number, count: number): Compared {
  const events = Array.from({ length: count }, (_, index) => randomEvent(firstSeed + index, 'these days'));
  const file = calendarFile({ name: 'Events', events: events.map(({ event }) => event), publicUrl, now });
  const from = Math.min(...events.map(({ timing }) => timing.startsAt.getTime()));
  const one = readByIcalJs(file, from + 5 * lookedAtMs);
  const other = readByNodeIcal(file, from, from + 5 * lookedAtMs);
  const differences: string[] = one.size === count && other.size === count ? [] : [`${one.size} and ${other.size} events of ${count}`];
  let times = 0;
  for (const { event, timing } of events) {
    const uid = `${event._id}@agora.example`;
    // Occurrences further ahead are not told one by one where the clock changes: the file is made again before they come near.
    const near = (read: Read[] = []): Read[] => read.filter(({ starts }) => starts * 1_000 < timing.startsAt.getTime() + comparedMs);
    const [ours, theirs] = [near(one.get(uid)), near(other.get(uid))];
    times += ours.length;
    const found = firstDifference(ours, theirs);
    if (found !== null) differences.push(`${event._id} ${timing.timeZone} ${event.recurrence}: ${found}`);
  }
  return { times, differences };
}

/** Without an end an occurrence takes no time. */
function timesOf({ startsAt, endsAt }: Happening): Read {
  return { starts: startsAt.getTime() / 1_000, ends: (endsAt ?? startsAt).getTime() / 1_000 };
}

/** The first time that two readings do not share, in words; null where they are the same. */
function firstDifference(ours: readonly Read[], theirs: readonly Read[]): string | null {
  const wordsOf = (read: Read | undefined): string => (read ? `${iso(read.starts)} to ${iso(read.ends ?? read.starts)}` : 'nothing');
  for (let index = 0; index < Math.max(ours.length, theirs.length); index += 1) {
    const [one, other] = [wordsOf(ours[index]), wordsOf(theirs[index])];
    if (one !== other) return `${other} in place of ${one}, the ${index + 1}th`;
  }
  return null;
}

/** Each occurrence but the first keeps the wall clock of the first, at both ends, as Temporal places it. */
function offClock({ startsAt, endsAt, timeZone }: Timing, found: readonly Happening[]): string | null {
  const clockOf = (at: Date): Temporal.ZonedDateTime => Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  const first = clockOf(startsAt).toPlainDateTime();
  const length = endsAt && first.until(clockOf(endsAt).toPlainDateTime(), { largestUnit: 'minutes' });
  for (const [index, each] of found.entries()) {
    if (index === 0 || (index % clockEvery !== 0 && !each.isOdd)) continue;
    const wall = Temporal.Instant.fromEpochMilliseconds(each.wallMs).toZonedDateTimeISO('UTC').toPlainDateTime();
    if (!wall.toPlainTime().equals(first.toPlainTime())) return `the clock shows ${wall.toString()} at ${each.startsAt.toISOString()}`;
    const expected = wall.toZonedDateTime(timeZone).epochMilliseconds;
    if (expected !== each.startsAt.getTime()) return `${each.startsAt.toISOString()} is not at ${wall.toString()}`;
    if (!length || length.total('minutes') <= 0 || !each.endsAt) continue;
    const onClock = wall.add(length).toZonedDateTime(timeZone).epochMilliseconds;
    const end = onClock > expected ? onClock : expected + length.total('milliseconds');
    if (end !== each.endsAt.getTime()) return `${each.endsAt.toISOString()} is not ${length.toString()} after ${wall.toString()}`;
  }
  return null;
}

function iso(seconds: number): string {
  return new Date(seconds * 1_000).toISOString();
}
