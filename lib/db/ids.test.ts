import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byIds, createId, isId, prefixOf, shardOf } from './ids.ts';

const moments = fc.date({ min: new Date('2020-01-01'), max: new Date('2200-01-01'), noInvalidDate: true });

test('an id tells its kind, and sorts by the moment it was made', () => {
  fc.assert(
    fc.property(moments, moments, (a, b) => {
      const [first, second] = [createId('usr', a, randomBytes), createId('usr', b, randomBytes)];
      expect(isId(first, 'usr')).toBe(true);
      expect(isId(first, 'pst')).toBe(false);
      expect(prefixOf(first)).toBe('usr');
      if (a.getTime() !== b.getTime()) expect(first < second).toBe(a < b);
    }),
  );
});

test('what somebody owns lies on their shard', () => {
  fc.assert(
    fc.property(moments, moments, (a, b) => {
      const owner = createId('usr', a, randomBytes);
      expect(shardOf(createId('pst', b, randomBytes, owner))).toBe(shardOf(owner));
    }),
  );
});

test('owners are spread over the shards', () => {
  const now = new Date();
  const shards = new Set(Array.from({ length: 1_000 }, () => shardOf(createId('usr', now, randomBytes))));
  expect(shards.size).toBeGreaterThan(900);
});

test('a filter for ids carries each shard once', () => {
  const owner = createId('usr', new Date(), randomBytes);
  const ids = Array.from({ length: 3 }, () => createId('pst', new Date(), randomBytes, owner));
  expect(byIds(ids)).toEqual({ _id: { $in: ids }, shard: { $in: [shardOf(owner)] } });
});

test.each([
  '',
  'usr_',
  'usr_01JD',
  'pst_01JDZZZZZZZZZZZZZZZZZZZZZZ0',
  'usr_81JDZZZZZZZZZZZZZZZZZZZZZZ',
  'usr_01jdzzzzzzzzzzzzzzzzzzzzzz',
  '{"$gt":""}',
])('%j is no id', (text) => {
  expect(prefixOf(text)).toBeNull();
});
