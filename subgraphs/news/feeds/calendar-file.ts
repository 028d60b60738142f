/**
 * Calendar files. A series is its rule on the wall clock of its zone, as calendars expand it; where that alone tells another time,
 * because the clock changes then, the occurrence stands there by itself.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5545
 */
import type { EventRecord } from '../model.ts';
import { basicOf } from '../times/rule.ts';
import { zoneOf } from '../times/zones.ts';
import { fileOf, textOf } from './lines.ts';
import { zoneLines } from './time-zone.ts';

/** The parts of an event that its entry tells. */
export type CalendarEvent = Pick<
  EventRecord,
  | '_id'
  | 'slug'
  | 'title'
  | 'description'
  | 'tags'
  | 'startsAt'
  | 'endsAt'
  | 'timeZone'
  | 'recurrence'
  | 'odd'
  | 'place'
  | 'isCancelled'
  | 'version'
  | 'createdAt'
  | 'updatedAt'
>;

export interface CalendarFile {
  name: string;
  events: readonly CalendarEvent[];
  /** The address under which people reach Agora. */
  publicUrl: string;
  now: Date;
}

/** The calendar file of some events. */
export function calendarFile({ name, events, publicUrl, now }: CalendarFile): string {
  const zones = new Set(events.filter((event) => isOnWallClock(event)).map(({ timeZone }) => timeZone));
  return fileOf([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Agora//news//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${textOf(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...[...zones].toSorted().flatMap((zone) => zoneLines(zone, now)),
    ...events.flatMap((event) => entryLines(event, publicUrl)),
    'END:VCALENDAR',
  ]);
}

/** A single event at an hour that its clock shows twice is told as a moment, and so is all in UTC. */
function isOnWallClock({ timeZone, recurrence, odd }: CalendarEvent): boolean {
  return timeZone !== 'UTC' && (recurrence !== null || odd.length === 0);
}

function entryLines(event: CalendarEvent, publicUrl: string): string[] {
  const { startsAt, endsAt, timeZone, recurrence, odd } = event;
  const zone = zoneOf(timeZone);
  const at = isOnWallClock(event)
    ? (name: string, ms: number): string => `${name};TZID=${timeZone}:${basicOf(zone.wallOf(ms))}`
    : momentLine;
  const start = at('DTSTART', startsAt.getTime());
  if (recurrence === null) return entry(event, publicUrl, [start, ...(endsAt ? [at('DTEND', endsAt.getTime())] : [])]);
  return [
    ...entry(event, publicUrl, [start, ...(endsAt ? [durationLine(event, endsAt)] : []), `RRULE:${recurrence}`]),
    ...odd.flatMap((each) =>
      entry(event, publicUrl, [
        timeZone === 'UTC'
          ? momentLine('RECURRENCE-ID', each.wall.getTime())
          : `RECURRENCE-ID;TZID=${timeZone}:${basicOf(each.wall.getTime())}`,
        momentLine('DTSTART', each.startsAt.getTime()),
        ...(each.endsAt ? [momentLine('DTEND', each.endsAt.getTime())] : []),
      ]),
    ),
  ];
}

function entry(event: CalendarEvent, publicUrl: string, times: readonly string[]): string[] {
  const { _id, slug, title, description, tags, place, isCancelled, version, createdAt, updatedAt } = event;
  const hasPoint = place !== null && place.latitude !== null && place.longitude !== null;
  return [
    'BEGIN:VEVENT',
    `UID:${_id}@${new URL(publicUrl).hostname}`,
    momentLine('DTSTAMP', updatedAt.getTime()),
    momentLine('CREATED', createdAt.getTime()),
    momentLine('LAST-MODIFIED', updatedAt.getTime()),
    `SEQUENCE:${version}`,
    ...times,
    `SUMMARY:${textOf(title)}`,
    ...(description === '' ? [] : [`DESCRIPTION:${textOf(description)}`]),
    ...(place ? [`LOCATION:${textOf([place.name, place.address].filter((part) => part !== '').join(', '))}`] : []),
    ...(hasPoint ? [`GEO:${place.latitude?.toFixed(6)};${place.longitude?.toFixed(6)}`] : []),
    ...(tags.length === 0 ? [] : [`CATEGORIES:${tags.map(textOf).join(',')}`]),
    `URL:${publicUrl}/events/${encodeURIComponent(slug)}`,
    `STATUS:${isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'TRANSP:OPAQUE',
    'END:VEVENT',
  ];
}

function momentLine(name: string, ms: number): string {
  return `${name}:${basicOf(ms)}Z`;
}

/** How long an occurrence takes on the wall clock, in hours and less: a day would be nominal, and readers differ about that. */
function durationLine({ startsAt, timeZone }: CalendarEvent, endsAt: Date): string {
  const zone = zoneOf(timeZone);
  const onClock = zone.wallOf(endsAt.getTime()) - zone.wallOf(startsAt.getTime());
  const seconds = Math.floor((onClock > 0 ? onClock : endsAt.getTime() - startsAt.getTime()) / 1_000);
  const parts = [
    [Math.floor(seconds / 3_600), 'H'],
    [Math.floor(seconds / 60) % 60, 'M'],
    [seconds % 60, 'S'],
  ] as const;
  return `DURATION:PT${parts.map(([count, unit]) => (count === 0 ? '' : `${count}${unit}`)).join('') || '0S'}`;
}
