import { expect, test } from 'vitest';
import { describeNotification, nameActors, pathOf } from './describe-notification.ts';

const ann = { id: 'usr_1', username: 'ann', displayName: 'Ann', avatar: null };

test.each([
  [[], 0, 'Someone'],
  [[], 1, 'Someone'],
  [[], 7, '7 people'],
  [['A'], 1, 'A'],
  [['A'], 2, 'A and 1 other'],
  [['A', 'B'], 2, 'A and B'],
  [['A', 'B', 'C'], 3, 'A, B and C'],
  [['A', 'B', 'C'], 4, 'A, B and 2 others'],
  [['A', 'B', 'C'], 1_000, 'A, B and 998 others'],
  // One of the three accounts was deleted.
  [['A', 'B'], 3, 'A, B and 1 other'],
])('%j of %i is "%s"', (names, count, expected) => {
  expect(nameActors(names, count)).toBe(expected);
});

test('the text names the kind of the media', () => {
  const media = { id: 'med_1', kind: 'ANIMATION' as const, altText: '', thumb: null };
  expect(describeNotification({ kind: 'MEDIA_READY', actors: [], actorCount: 0, media }).action).toBe('Your animation is ready');
});

test('an unknown kind has a text', () => {
  expect(describeNotification({ kind: 'POKE' as '%future added value', actors: [ann], actorCount: 1, media: null })).toEqual({
    who: 'Ann',
    action: 'did something that this version of the page cannot show',
  });
});

test('each kind links to its subject', () => {
  const of = { actors: [ann], actorCount: 1, post: null, answer: null, media: null };
  const post = { id: 'pst_1', text: '' };
  expect(pathOf({ ...of, kind: 'LIKE', post }, 'me')).toBe('/post/pst_1');
  expect(pathOf({ ...of, kind: 'REPLY', post, answer: { id: 'pst_2', text: '' } }, 'me')).toBe('/post/pst_2');
  expect(pathOf({ ...of, kind: 'REPLY', post }, 'me')).toBe('/post/pst_1');
  expect(pathOf({ ...of, kind: 'LIKE' }, 'me')).toBeNull();
  expect(pathOf({ ...of, kind: 'FOLLOW' }, 'me')).toBe('/@ann');
  expect(pathOf({ ...of, kind: 'FOLLOW', actorCount: 2 }, 'me')).toBe('/@me/followers');
  expect(pathOf({ ...of, kind: 'FOLLOW_REQUEST' }, 'me')).toBe('/requests');
  expect(pathOf({ ...of, kind: 'MEDIA_READY' }, 'me')).toBeNull();
});
