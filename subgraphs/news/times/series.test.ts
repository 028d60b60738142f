/** When events take place: rules that are refused, and hours that are skipped or come twice. `feeds/calendar-file.test.ts` has random series. */
import { describe, expect, test } from 'vitest';
import { readRule, writeRule } from './rule.ts';
import { happenings } from './series.ts';

describe('a rule', () => {
  test.each([
    ['freq=weekly;byday=tu,th', 'FREQ=WEEKLY;BYDAY=TU,TH'],
    ['RRULE:UNTIL=20261231;FREQ=DAILY;INTERVAL=2', 'FREQ=DAILY;INTERVAL=2;UNTIL=20261231T225959Z'],
    ['FREQ=MONTHLY;BYDAY=-1FR;COUNT=12', 'FREQ=MONTHLY;BYDAY=-1FR;COUNT=12'],
    ['FREQ=YEARLY;BYMONTH=11;BYDAY=4TH', 'FREQ=YEARLY;BYDAY=4TH;BYMONTH=11'],
  ])('%s is kept as %s', (written, kept) => {
    expect(writeRule(readRule(written, 'Europe/Berlin'))).toBe(kept);
    expect(writeRule(readRule(kept, 'Europe/Berlin'))).toBe(kept);
  });

  test.each([
    ...['', 'DAILY', 'FREQ=HOURLY', 'FREQ=DAILY;BYHOUR=9', 'FREQ=DAILY;BYDAY=MO', 'FREQ=DAILY;FREQ=DAILY', 'FREQ=DAILY;INTERVAL=0'],
    ...['FREQ=DAILY;COUNT=501', 'FREQ=DAILY;COUNT=2;UNTIL=20270101', 'FREQ=DAILY;UNTIL=20260231', 'FREQ=WEEKLY;BYDAY=2MO'],
    ...['FREQ=MONTHLY;BYDAY=MO', 'FREQ=MONTHLY;BYMONTHDAY=32', 'FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=1', 'FREQ=YEARLY;BYDAY=1MO'],
    ...['FREQ=WEEKLY;BYSETPOS=1', 'FREQ=WEEKLY;BYDAY=MO;;', `FREQ=DAILY;${'X'.repeat(200)}`],
  ])('%s is refused', (written) => {
    expect(() => readRule(written, 'UTC')).toThrow(expect.objectContaining({ details: { field: 'input.recurrence' } }));
  });
});

test('an hour that is skipped comes later, of one that comes twice the first is meant, and the first occurrence is as given', () => {
  const times = (startsAt: string, rule: string, from: string, to: string): string[] =>
    happenings(
      { startsAt: new Date(startsAt), endsAt: null, timeZone: 'Europe/Berlin', rule: readRule(rule, 'Europe/Berlin') },
      Date.parse(from),
      Date.parse(to),
    ).map((each) => `${each.startsAt.toISOString().slice(0, 16)}${each.isOdd ? ' odd' : ''}`);
  expect(times('2026-03-28T01:30:00Z', 'FREQ=DAILY;COUNT=3', '2026-03-01', '2026-04-30')).toEqual([
    '2026-03-28T01:30',
    '2026-03-29T01:30 odd',
    '2026-03-30T00:30',
  ]);
  expect(times('2026-10-24T00:30:00Z', 'FREQ=DAILY;COUNT=3', '2026-10-01', '2026-11-30')).toEqual([
    '2026-10-24T00:30',
    '2026-10-25T00:30 odd',
    '2026-10-26T01:30',
  ]);
  expect(times('2026-10-25T01:30:00Z', 'FREQ=DAILY;COUNT=2', '2026-10-01', '2026-11-30')).toEqual([
    '2026-10-25T01:30 odd',
    '2026-10-26T01:30',
  ]);
});
