/** Checks what a client writes of an event, and brings it into the form that is stored. */
import { badInput } from '#lib/core/errors.ts';
import { checkLength } from '#lib/text/check-length.ts';
import type { EventRecord, PlaceRecord } from '../model.ts';
import { readRule, writeRule } from '../times/rule.ts';
import { happenings, type Timing } from '../times/series.ts';
import { findTimeZone } from '../times/zones.ts';
import { type Content, type ContentPatch, readContent } from '../writing/read-content.ts';
import { newStanding, nextStanding } from '../writing/next-status.ts';

const dayMs = 24 * 60 * 60 * 1000;
const earliest = new Date('2000-01-01T00:00:00.000Z');
const maxAheadMs = 5 * 366 * dayMs;
const maxLengthMs = 31 * dayMs;
const maxSeriesMs = 50 * 366 * dayMs;
const maxPlace = 200;
const maxAddress = 500;
const maxCapacity = 100_000;

interface PlacePatch {
  name: string;
  address?: string | null | undefined;
  latitude?: number | null | undefined;
  longitude?: number | null | undefined;
}

/** Null clears, absent keeps. */
export interface EventPatch extends ContentPatch {
  startsAt?: Date | null | undefined;
  endsAt?: Date | null | undefined;
  timeZone?: string | null | undefined;
  recurrence?: string | null | undefined;
  place?: PlacePatch | null | undefined;
  capacity?: number | null | undefined;
}

/** When an event takes place, as it is stored. */
type StoredTiming = Pick<EventRecord, 'startsAt' | 'endsAt' | 'timeZone' | 'recurrence' | 'lastAt'>;

export interface EventContent extends Content {
  /** Absent where nothing of it changes. */
  timing?: StoredTiming;
  place?: PlaceRecord | null;
  capacity?: number | null;
}

/** @throws AppError `BAD_USER_INPUT` naming the part at fault. */
export function readEvent(input: EventPatch, before: EventRecord | null, now: Date): EventContent {
  if (input.status === 'SCHEDULED') throw badInput('input.status', 'Events are not scheduled: they are drafts until they are published.');
  nextStanding(before ? { ...before, publishAt: null } : newStanding, { status: input.status }, now);
  const changes: EventContent = readContent('event', input);
  const timing = readTiming(input, before, now);
  if (timing) changes.timing = timing;
  if (input.place !== undefined) changes.place = input.place && readPlace(input.place);
  if (input.capacity !== undefined) changes.capacity = readCapacity(input.capacity);
  return changes;
}

/** The timing of a stored event, for its occurrences. */
export function timingOf({
  startsAt,
  endsAt,
  timeZone,
  recurrence,
}: Pick<EventRecord, 'startsAt' | 'endsAt' | 'timeZone' | 'recurrence'>): Timing {
  return { startsAt, endsAt, timeZone, rule: recurrence === null ? null : readRule(recurrence, timeZone) };
}

function readTiming(input: EventPatch, before: EventRecord | null, now: Date): StoredTiming | null {
  if (input.startsAt === null) throw badInput('input.startsAt', 'An event begins some time.');
  const startsAt = input.startsAt ?? before?.startsAt;
  if (!startsAt) throw badInput('input.startsAt', 'An event begins some time.');
  const endsAt = input.endsAt === undefined ? (before?.endsAt ?? null) : input.endsAt;
  const written = input.timeZone === undefined ? (before?.timeZone ?? 'UTC') : (input.timeZone ?? 'UTC');
  const timeZone = findTimeZone(written);
  if (timeZone === null) throw badInput('input.timeZone', 'A time zone is one of the IANA database: Europe/Berlin.');
  const rule = input.recurrence === undefined ? (before?.recurrence ?? null) : input.recurrence;
  const isSame =
    before !== null &&
    startsAt.getTime() === before.startsAt.getTime() &&
    endsAt?.getTime() === before.endsAt?.getTime() &&
    timeZone === before.timeZone &&
    rule === before.recurrence;
  if (isSame) return null;
  if (startsAt < earliest || startsAt.getTime() > now.getTime() + maxAheadMs)
    throw badInput('input.startsAt', 'An event begins after 1999 and within five years.');
  if (endsAt && endsAt <= startsAt) throw badInput('input.endsAt', 'An event ends after it begins.');
  if (endsAt && endsAt.getTime() - startsAt.getTime() > maxLengthMs) throw badInput('input.endsAt', 'An event takes 31 days at most.');
  if (rule === null) return { startsAt, endsAt, timeZone, recurrence: null, lastAt: startsAt };
  return readSeries({ startsAt, endsAt, timeZone, rule: readRule(rule, timeZone) });
}

/** A series begins with its first occurrence, and each calendar finds the same end. */
function readSeries(timing: Timing & { rule: NonNullable<Timing['rule']> }): StoredTiming {
  const { startsAt, endsAt, timeZone, rule } = timing;
  const field = 'input.recurrence';
  const fromMs = startsAt.getTime();
  // Of a rule that seldom applies, the first time may be years away; any that fits begins at once.
  const [first] = happenings(timing, fromMs, fromMs + dayMs);
  if (first?.startsAt.getTime() !== fromMs) throw badInput(field, 'The series begins at startsAt: the rule has to name that day.');
  const stored = { startsAt, endsAt, timeZone, recurrence: writeRule(rule) };
  if (rule.count === null && rule.untilMs === null) return { ...stored, lastAt: null };
  if (rule.untilMs !== null && rule.untilMs > fromMs + maxSeriesMs) throw badInput(field, 'A series ends within 50 years, or has no end.');
  const lastAt = lastOf(timing, fromMs + maxSeriesMs);
  if (lastAt === null) throw badInput(field, 'A series ends within 50 years, or has no end.');
  return { ...stored, lastAt };
}

/** When the last occurrence of a series begins; null where that is not before a moment. */
function lastOf(timing: Timing & { rule: NonNullable<Timing['rule']> }, beforeMs: number): Date | null {
  const { rule, startsAt } = timing;
  if (rule.count !== null) {
    const all = happenings(timing, startsAt.getTime(), beforeMs);
    return all.length === rule.count ? (all.at(-1)?.startsAt ?? null) : null;
  }
  // Of a series that ends by a moment, the last is sought backwards: a year, and then all of it.
  const untilMs = Math.min((rule.untilMs ?? 0) + 1, beforeMs);
  for (const years of [1, 9, 50]) {
    const last = happenings(timing, Math.max(untilMs - years * 366 * dayMs, startsAt.getTime()), untilMs).at(-1);
    if (last) return last.startsAt;
  }
  return startsAt;
}

function readPlace({ name, address, latitude, longitude }: PlacePatch): PlaceRecord {
  checkLength(name, 'input.place.name', { min: 1, max: maxPlace });
  checkLength(address ?? '', 'input.place.address', { min: 0, max: maxAddress });
  if ((latitude == null) !== (longitude == null))
    throw badInput(latitude == null ? 'input.place.latitude' : 'input.place.longitude', 'Latitude and longitude go together.');
  if (latitude != null) checkDegrees(latitude, 'input.place.latitude', 90);
  if (longitude != null) checkDegrees(longitude, 'input.place.longitude', 180);
  return { name: name.trim(), address: address ?? '', latitude: latitude ?? null, longitude: longitude ?? null };
}

/** @throws AppError `BAD_USER_INPUT` for what is no latitude or longitude. */
export function checkDegrees(value: number, field: string, most: number): void {
  if (!(Math.abs(value) <= most)) throw badInput(field, `From -${most} to ${most} degrees.`);
}

function readCapacity(capacity: number | null): number | null {
  if (capacity !== null && (!Number.isInteger(capacity) || capacity < 1 || capacity > maxCapacity))
    throw badInput('input.capacity', `1 to ${maxCapacity.toLocaleString('en')} seats; null for no limit.`);
  return capacity;
}
