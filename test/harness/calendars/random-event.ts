/** Random events: in every zone of the platform, often around a change of its clock, with rules of the part that events may use. */
import { Temporal } from 'temporal-polyfill';
import { repeatableChance } from '../generate/repeatable-chance.ts';
import { oddOf } from '../../../subgraphs/news/events/store-occurrences.ts';
import type { CalendarEvent } from '../../../subgraphs/news/feeds/calendar-file.ts';
import { basicOf, readRule, writeRule } from '../../../subgraphs/news/times/rule.ts';
import { happenings, type Happening, type Timing } from '../../../subgraphs/news/times/series.ts';

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')];
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** How far from its beginning a random event is looked at: both changes of a year lie in it. */
export const lookedAtMs = 396 * dayMs;

export interface RandomEvent {
  timing: Timing;
  event: CalendarEvent;
  /** Its occurrences, as Agora stores them. */
  found: Happening[];
}

/**
 * The random event of a seed. Seeds that follow each other go through all zones by leaps, four to a zone.
 *
 * @param from - Its beginning lies after this; one in these days is not brought near a change of the clock.
 */
export function randomEvent(seed: number, from: 'this century' | 'these days' = 'this century'): RandomEvent {
  const chance = repeatableChance(seed);
  const upTo = (count: number): number => Math.floor(chance() * count);
  const timeZone = zones[(Math.floor(seed / 4) * 131) % zones.length] ?? 'UTC';
  const startsAt = new Date(from === 'these days' ? randomMinute(2025, 4, chance) : randomStart(timeZone, chance));
  const lengths = [null, 30, 90, 24 * 60, 60 * (1 + upTo(60)), 1 + upTo(3 * 24 * 60)];
  const length = lengths[upTo(lengths.length)] ?? null;
  const endsAt = length === null ? null : new Date(startsAt.getTime() + length * minuteMs);
  const start = Temporal.Instant.fromEpochMilliseconds(startsAt.getTime()).toZonedDateTimeISO(timeZone).toPlainDateTime();
  const rule = upTo(8) === 0 ? null : readRule(randomRule(start, startsAt, upTo), timeZone);
  const timing: Timing = { startsAt, endsAt, timeZone, rule };
  const found = happenings(timing, startsAt.getTime(), startsAt.getTime() + lookedAtMs);
  const at = new Date(Date.UTC(2026, 0, 1));
  const event: CalendarEvent = {
    ...{ _id: `evt_${seed}`, slug: `event-${seed}`, title: `Fest, no. ${seed}; “größer”`, description: 'Come\n\\all/ '.repeat(upTo(9)) },
    ...{ tags: ['one', 'two'], startsAt, endsAt, timeZone, recurrence: rule && writeRule(rule), odd: oddOf(found) },
    ...{ place: { name: 'Square', address: 'Here, 1', latitude: 1.5, longitude: -2.25 }, isCancelled: upTo(9) === 0 },
    ...{ version: 1 + upTo(9), createdAt: at, updatedAt: at },
  };
  return { timing, event, found };
}

/** Whole minutes. Half of them lie where a series meets a change of the clock at its hour. */
function randomStart(timeZone: string, chance: () => number): number {
  const any = randomMinute(2001, 28, chance);
  if (chance() < 0.5) return any;
  const change = Temporal.Instant.fromEpochMilliseconds(any).toZonedDateTimeISO(timeZone).getTimeZoneTransition('next');
  if (!change || change.epochMilliseconds > Date.UTC(2029, 0, 1)) return any;
  const offBy = Math.floor((chance() - 0.5) * 4 * 60) * minuteMs;
  return change.epochMilliseconds - Math.floor(chance() * 40) * dayMs + offBy;
}

function randomMinute(year: number, years: number, chance: () => number): number {
  return Date.UTC(year, 0, 1) + Math.floor(chance() * years * 365 * 24 * 60) * minuteMs;
}

/** A rule that names the day of its beginning. */
function randomRule(start: Temporal.PlainDateTime, startsAt: Date, upTo: (count: number) => number): string {
  const interval = upTo(2) === 0 ? '' : `;INTERVAL=${1 + upTo(4)}`;
  const ends = ['', '', `;COUNT=${1 + upTo(60)}`, `;UNTIL=${basicOf(startsAt.getTime() + upTo(500) * dayMs + upTo(1_440) * minuteMs)}Z`];
  return `${randomRepetition(start, upTo)}${interval}${ends[upTo(ends.length)]}`;
}

function randomRepetition(start: Temporal.PlainDateTime, upTo: (count: number) => number): string {
  const day = days[start.dayOfWeek - 1] ?? 'MO';
  const other = days[upTo(7)] ?? 'MO';
  const both = day === other ? day : `${day},${other}`;
  const nth = Math.ceil(start.day / 7);
  const isLast = start.day + 7 > start.daysInMonth;
  const numbered = isLast ? `-1${day}` : `${nth}${day}`;
  const monthDays = [start.day, 1 + upTo(31)].join(',');
  // ical.js 2.2 makes of a 30 February a day of March, where RFC 5545 has none.
  const months = [start.month, ...(start.day > 28 ? [] : [1 + upTo(12)])].join(',');
  const all = [
    ...['FREQ=DAILY', 'FREQ=WEEKLY', `FREQ=WEEKLY;BYDAY=${both}`, `FREQ=WEEKLY;BYDAY=${both};WKST=${other}`],
    ...['FREQ=MONTHLY', `FREQ=MONTHLY;BYDAY=${numbered}`, `FREQ=MONTHLY;BYMONTHDAY=${monthDays}`],
    ...['FREQ=YEARLY', `FREQ=YEARLY;BYMONTH=${months};BYMONTHDAY=${start.day}`, `FREQ=YEARLY;BYMONTH=${start.month};BYDAY=${numbered}`],
  ];
  return all[upTo(all.length)] ?? 'FREQ=DAILY';
}
