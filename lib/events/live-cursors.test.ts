import { expect, test } from 'vitest';
import { createCursors } from '../graphql/cursors.ts';
import { liveCursorsOf } from './live-cursors.ts';

const dayMs = 86_400_000;
const now = Date.parse('2026-03-01T12:00:00Z');
const at = (ms: number) => ({ cursors: createCursors('a secret of this test', 'posts'), clock: () => new Date(ms) });
const cursors = liveCursorsOf('newPost');
const head = { epoch: 'e1', seq: 9 };

test.each([
  ['the head', head, now],
  ['an earlier event', { epoch: 'e1', seq: 3 }, now],
  ['a cursor of almost 7 days', { epoch: 'e1', seq: 3 }, now - 7 * dayMs + 1],
  ['a cursor from before the first event', { epoch: '', seq: 0 }, now],
])('a subscription resumes at %s', (_name, place, madeAt) => {
  expect(cursors.decode(at(now), cursors.encode(at(madeAt), place), head)).toBe(place.seq);
});

test.each([
  ['another history of the log', { epoch: 'e0', seq: 3 }, now],
  ['a number that the log has not given', { epoch: 'e1', seq: 10 }, now],
  ['a place older than 7 days', { epoch: 'e1', seq: 3 }, now - 7 * dayMs - 1],
])('a cursor of %s has expired', (_name, place, madeAt) => {
  expect(() => cursors.decode(at(now), cursors.encode(at(madeAt), place), head)).toThrow(
    expect.objectContaining({ code: 'CURSOR_EXPIRED', details: { field: 'after' } }),
  );
});

test.each([
  ['another subscription', liveCursorsOf('notificationAdded').encode(at(now), head)],
  ['a changed text', `x${cursors.encode(at(now), head)}`],
  ['an empty text', ''],
])('the cursor of %s is refused', (_name, cursor) => {
  expect(() => cursors.decode(at(now), cursor, head)).toThrow(
    expect.objectContaining({ code: 'BAD_USER_INPUT', details: { field: 'after' } }),
  );
});
