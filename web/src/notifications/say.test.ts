import { expect, test } from 'vitest';
import { placeOf, say, sayWho } from './say.ts';

const ann = { id: 'usr_1', username: 'ann', displayName: 'Ann', avatar: null };

test.each([
  [[], 0, 'Somebody'],
  [[], 1, 'Somebody'],
  [[], 7, '7 people'],
  [['A'], 1, 'A'],
  [['A'], 2, 'A and 1 other'],
  [['A', 'B'], 2, 'A and B'],
  [['A', 'B', 'C'], 3, 'A, B and C'],
  [['A', 'B', 'C'], 4, 'A, B and 2 others'],
  [['A', 'B', 'C'], 1_000, 'A, B and 998 others'],
  // Somebody of the three is gone.
  [['A', 'B'], 3, 'A, B and 1 other'],
])('%j of %i is "%s"', (names, count, expected) => {
  expect(sayWho(names, count)).toBe(expected);
});

test('a media is called what it is', () => {
  const media = { id: 'med_1', kind: 'ANIMATION' as const, altText: '', thumb: null };
  expect(say({ kind: 'MEDIA_READY', actors: [], actorCount: 0, media }).deed).toBe('Your animation is ready to be shown');
});

test('a kind that is younger than the app is told, too', () => {
  expect(say({ kind: 'POKE' as '%future added value', actors: [ann], actorCount: 1, media: null })).toEqual({
    who: 'Ann',
    deed: 'did something that this page does not know yet',
  });
});

test('each leads to what it is about', () => {
  const of = { actors: [ann], actorCount: 1, post: null, answer: null, media: null };
  const post = { id: 'pst_1', text: '' };
  expect(placeOf({ ...of, kind: 'LIKE', post }, 'me')).toBe('/post/pst_1');
  expect(placeOf({ ...of, kind: 'REPLY', post, answer: { id: 'pst_2', text: '' } }, 'me')).toBe('/post/pst_2');
  expect(placeOf({ ...of, kind: 'REPLY', post }, 'me')).toBe('/post/pst_1');
  expect(placeOf({ ...of, kind: 'LIKE' }, 'me')).toBeNull();
  expect(placeOf({ ...of, kind: 'FOLLOW' }, 'me')).toBe('/@ann');
  expect(placeOf({ ...of, kind: 'FOLLOW', actorCount: 2 }, 'me')).toBe('/@me/followers');
  expect(placeOf({ ...of, kind: 'FOLLOW_REQUEST' }, 'me')).toBe('/requests');
  expect(placeOf({ ...of, kind: 'MEDIA_READY' }, 'me')).toBeNull();
});
