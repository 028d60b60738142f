/**
 * Rules of recurrence: the part of RFC 5545 that events may use. A rule is kept in one spelling, its end as a moment.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5545#section-3.3.10
 */
import { badInput } from '#lib/core/errors.ts';
import { zoneOf } from './zones.ts';

const field = 'input.recurrence';
const maxLength = 200;
const maxCount = 500;
const maxInterval = 99;
/** A rule says each part once. */
const parts = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'WKST'] as const;
type Part = (typeof parts)[number];

const weekday = '(?:MO|TU|WE|TH|FR|SA|SU)';
const forms: Record<Part, RegExp> = {
  FREQ: /^(?:DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  INTERVAL: /^[1-9]\d?$/,
  COUNT: /^[1-9]\d{0,2}$/,
  UNTIL: /^\d{8}(?:T\d{6}Z)?$/,
  BYDAY: new RegExp(`^(?:[+-]?[1-5])?${weekday}(?:,(?:[+-]?[1-5])?${weekday}){0,9}$`),
  BYMONTHDAY: /^-?(?:[1-9]|[12]\d|3[01])(?:,-?(?:[1-9]|[12]\d|3[01])){0,30}$/,
  BYMONTH: /^(?:[1-9]|1[0-2])(?:,(?:[1-9]|1[0-2])){0,11}$/,
  WKST: new RegExp(`^${weekday}$`),
};
/** The parts besides INTERVAL and the end that go with each frequency. */
const allowed: Record<string, readonly Part[]> = {
  DAILY: [],
  WEEKLY: ['BYDAY', 'WKST'],
  MONTHLY: ['BYDAY', 'BYMONTHDAY'],
  YEARLY: ['BYDAY', 'BYMONTHDAY', 'BYMONTH'],
};

/** A rule that has been read. */
export interface Rule {
  /** What repeats, without an end: `FREQ=WEEKLY;BYDAY=TU`. */
  repeats: string;
  count: number | null;
  /** The last moment at which an occurrence may begin; null where none is given. */
  untilMs: number | null;
}

/**
 * Reads a rule as a client writes it.
 *
 * @param timeZone - Where a day that ends the series lies.
 * @throws AppError `BAD_USER_INPUT` naming `input.recurrence`, for all outside of what events may use.
 */
export function readRule(written: string, timeZone: string): Rule {
  const given = partsOf(written);
  const frequency = given.get('FREQ');
  if (frequency === undefined) throw badInput(field, 'A rule names its frequency: FREQ=WEEKLY.');
  const fitting = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', ...(allowed[frequency] ?? [])];
  for (const name of given.keys()) if (!fitting.includes(name)) throw badInput(field, `${name} does not go with FREQ=${frequency}.`);
  const byDay = given.get('BYDAY');
  if (byDay !== undefined) checkDays(frequency, byDay, given);
  if (given.has('COUNT') && given.has('UNTIL')) throw badInput(field, 'A rule ends by COUNT or by UNTIL, not by both.');
  const count = given.has('COUNT') ? Number(given.get('COUNT')) : null;
  if (count !== null && count > maxCount) throw badInput(field, `At most ${maxCount} occurrences.`);
  const until = given.get('UNTIL');
  const repeats = parts.flatMap((name) => (name === 'COUNT' || name === 'UNTIL' || !given.has(name) ? [] : [`${name}=${given.get(name)}`]));
  return { repeats: repeats.join(';'), count, untilMs: until === undefined ? null : readEnd(until, timeZone) };
}

/** The one spelling in which a rule is kept and answered. */
export function writeRule({ repeats, count, untilMs }: Rule): string {
  const end = count !== null ? [`COUNT=${count}`] : untilMs !== null ? [`UNTIL=${basicOf(untilMs)}Z`] : [];
  return [repeats, ...end].join(';');
}

/** A wall clock or moment in the basic form of ISO 8601: `20260131T120000`. */
export function basicOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
}

function partsOf(written: string): Map<Part, string> {
  if (written.length > maxLength) throw badInput(field, `At most ${maxLength} characters.`);
  const given = new Map<Part, string>();
  for (const part of written
    .trim()
    .replace(/^RRULE:/i, '')
    .toUpperCase()
    .split(';')) {
    const [label = '', value = '', ...rest] = part.split('=');
    const name = parts.find((each) => each === label);
    if (name === undefined || rest.length > 0) throw badInput(field, `A rule is made of ${parts.join(', ')}: as in FREQ=WEEKLY;BYDAY=TU.`);
    if (given.has(name)) throw badInput(field, `${name} is given once.`);
    if (!forms[name].test(value)) throw badInput(field, refusal(name));
    given.set(name, value);
  }
  return given;
}

function refusal(name: Part): string {
  if (name === 'FREQ') return 'FREQ is DAILY, WEEKLY, MONTHLY or YEARLY.';
  if (name === 'INTERVAL') return `INTERVAL is 1 to ${maxInterval}.`;
  if (name === 'UNTIL') return 'UNTIL is a day (20261231) or a moment in UTC (20261231T120000Z).';
  return `${name} is not as RFC 5545 has it, or goes beyond what events may use.`;
}

/** Weekdays have a number where the month is what they are counted in: 2TU, -1FR. */
function checkDays(frequency: string, byDay: string, given: ReadonlyMap<Part, string>): void {
  const numbered = byDay.split(',').map((day) => /\d/.test(day));
  if (frequency === 'WEEKLY') {
    if (numbered.includes(true)) throw badInput(field, 'The days of a week have no numbers.');
    return;
  }
  if (given.has('BYMONTHDAY')) throw badInput(field, 'BYDAY or BYMONTHDAY, not both.');
  if (numbered.includes(false)) throw badInput(field, 'The weekdays of a month have numbers: 2TU, -1FR.');
  if (frequency === 'YEARLY' && !given.has('BYMONTH')) throw badInput(field, 'BYDAY of a year goes with BYMONTH.');
}

/** A day ends when it does where the event is. */
function readEnd(until: string, timeZone: string): number {
  const [, year, month, day, hour = '23', minute = '59', second = '59'] =
    /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)Z)?$/.exec(until) ?? [];
  const written = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  const ms = Date.parse(written);
  if (Number.isNaN(ms) || new Date(ms).toISOString() !== written) throw badInput(field, 'UNTIL is on no calendar.');
  return until.length === 8 ? zoneOf(timeZone).place(ms).atMs : ms;
}
