import { expect, test } from 'vitest';
import { dateTimeScalar } from './scalars.ts';

const parse = (text: unknown): string => dateTimeScalar.parseValue(text).toISOString();

test.each([
  ['2026-01-31T12:00:00Z', '2026-01-31T12:00:00.000Z'],
  ['2028-02-29T23:59:59.999Z', '2028-02-29T23:59:59.999Z'],
  ['2026-03-01t00:30:00+01:00', '2026-02-28T23:30:00.000Z'],
  ['2026-12-31T23:59:59.123456-23:59', '2027-01-01T23:58:59.123Z'],
  ['0001-01-01T00:00:00z', '0001-01-01T00:00:00.000Z'],
])('%s is the moment %s', (text, moment) => {
  expect(parse(text)).toBe(moment);
  expect(dateTimeScalar.parseLiteral({ kind: 'StringValue', value: text } as never).toISOString()).toBe(moment);
});

test.each([
  '2027-02-30T10:00:00Z',
  '2027-02-29T10:00:00Z',
  '2100-02-29T10:00:00+05:00',
  '2027-04-31T10:00:00Z',
  '2027-00-10T10:00:00Z',
  '2027-13-10T10:00:00Z',
  '2027-01-00T10:00:00Z',
  '2027-01-32T10:00:00Z',
  '2027-01-01T24:00:00Z',
  '2027-01-01T24:00:00.000+02:00',
  '2027-01-01T23:60:00Z',
  '2027-01-01T23:59:60Z',
  '2027-01-01T10:00:00+24:00',
  '2027-01-01T10:00:00+01:60',
  '9999-12-31T23:59:59-01:00',
  '0000-01-01T00:00:00+01:00',
  '2027-01-01T10:00:00',
  '2027-01-01 10:00:00Z',
  '2027-01-01',
  ' 2027-01-01T10:00:00Z',
  '1798797600000',
  '',
])('%s is no moment', (text) => {
  expect(() => parse(text)).toThrow('DateTime is written as');
});

test('a number is no text', () => {
  expect(() => parse(1_798_797_600_000)).toThrow('written as a text');
});
