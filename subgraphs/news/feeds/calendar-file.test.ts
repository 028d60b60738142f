/** Calendar files, as an independent reader understands them. */
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { compareEvents } from '#test/harness/calendars/compare-calendars.ts';
import { randomEvent } from '#test/harness/calendars/random-event.ts';
import { cases, firstSeedOf } from '#test/harness/generate/cases.ts';
import { calendarFile } from './calendar-file.ts';

const now = new Date('2026-05-01T00:00:00Z');

test('a calendar reads random series in random zones as they are stored, and as the wall clock has them', () => {
  const { times, differences } = compareEvents(firstSeedOf(), cases(200));
  expect(differences).toEqual([]);
  expect(times).toBeGreaterThan(2_000);
});

test('words are whole again, lines are short, and what people write ends no line', () => {
  const words = 'a;b,c\\d "e" BEGIN:VEVENT\r\nEND:VCALENDAR\u0000\u2028 ÄÖ🎉'.repeat(9);
  const { event } = randomEvent(7);
  const shown = { ...event, title: words, description: words, place: { name: words, address: '', latitude: 1e-9, longitude: -180 } };
  const file = calendarFile({ name: words, events: [shown], publicUrl: 'https://agora.example', now });
  expect(Math.max(...file.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  const calendar = new ICAL.Component(ICAL.parse(file) as unknown[]);
  const kept = words.replaceAll('\r\n', '\n').replaceAll('\u0000', ' ');
  const [entry] = calendar.getAllSubcomponents('vevent');
  expect(entry?.getFirstPropertyValue('summary')).toBe(kept);
  expect(entry?.getFirstPropertyValue('description')).toBe(kept);
  expect(entry?.getFirstPropertyValue('location')).toBe(kept);
  expect(entry?.getFirstPropertyValue('geo')).toEqual([0, -180]);
});
