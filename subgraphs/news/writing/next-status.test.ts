/** The life of an article over any sequence of saves. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError } from '#lib/core/errors.ts';
import { statuses } from '../model/article.ts';
import { newStanding, nextStanding, type Standing } from './next-status.ts';

const now = new Date('2026-05-01T12:00:00Z');
const hourMs = 60 * 60 * 1000;
const inHours = (hours: number): Date => new Date(now.getTime() + hours * hourMs);

const wishes = fc.record(
  { status: fc.constantFrom(...statuses), publishAt: fc.oneof(fc.constant(null), fc.integer({ min: -50, max: 50 }).map(inHours)) },
  { requiredKeys: [] },
);

function tryNext(before: Standing, wish: object): Standing | AppError {
  try {
    return nextStanding(before, wish, now);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

test('an article has a time to publish at while SCHEDULED alone, and a first time of publishing that stays', () => {
  fc.assert(
    fc.property(fc.array(wishes, { maxLength: 12 }), (saves) => {
      let standing = newStanding;
      for (const wish of saves) {
        const after = tryNext(standing, wish);
        if (after instanceof AppError) {
          expect(after.code).toBe('BAD_USER_INPUT');
          expect(['input.status', 'input.publishAt']).toContain(after.details.field);
          continue;
        }
        expect(after.publishAt === null).toBe(after.status !== 'SCHEDULED');
        expect(after.publishedAt === null).toBe(after.status === 'DRAFT' || after.status === 'SCHEDULED');
        if (standing.publishedAt !== null) expect(after.publishedAt).toEqual(standing.publishedAt);
        if (wish.status !== undefined) expect(after.status).toBe(wish.status);
        standing = after;
      }
    }),
  );
});

test.each([
  ['DRAFT', { status: 'ARCHIVED' }, 'input.status'],
  ['SCHEDULED', { status: 'ARCHIVED' }, 'input.status'],
  ['PUBLISHED', { status: 'DRAFT' }, 'input.status'],
  ['PUBLISHED', { status: 'SCHEDULED', publishAt: inHours(1) }, 'input.status'],
  ['ARCHIVED', { status: 'DRAFT' }, 'input.status'],
  ['DRAFT', { status: 'SCHEDULED' }, 'input.publishAt'],
  ['DRAFT', { publishAt: inHours(-1) }, 'input.publishAt'],
  ['DRAFT', { publishAt: inHours(24 * 367) }, 'input.publishAt'],
  ['DRAFT', { status: 'PUBLISHED', publishAt: inHours(1) }, 'input.publishAt'],
  ['PUBLISHED', { publishAt: inHours(1) }, 'input.publishAt'],
  ['SCHEDULED', { status: 'SCHEDULED', publishAt: null }, 'input.publishAt'],
] as const)('%s refuses %j', (status, wish, field) => {
  const published = status === 'PUBLISHED' || status === 'ARCHIVED';
  const before = { status, publishAt: status === 'SCHEDULED' ? inHours(2) : null, publishedAt: published ? inHours(-9) : null };
  expect(() => nextStanding(before, wish, now)).toThrow(expect.objectContaining({ details: { field } }));
});

test('a time alone schedules a draft; without it a scheduled article is a draft again', () => {
  const scheduled = nextStanding(newStanding, { publishAt: inHours(1) }, now);
  expect(scheduled).toEqual({ status: 'SCHEDULED', publishAt: inHours(1), publishedAt: null });
  expect(nextStanding(scheduled, {}, inHours(2))).toEqual(scheduled);
  expect(nextStanding(scheduled, { publishAt: null }, now)).toEqual(newStanding);
  expect(nextStanding(scheduled, { status: 'PUBLISHED' }, now)).toEqual({ status: 'PUBLISHED', publishAt: null, publishedAt: now });
});
