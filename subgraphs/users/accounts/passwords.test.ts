import { parseOptions } from '@node-rs/argon2';
import { expect, test } from 'vitest';
import { hashPassword, isPassword, nobodysHash } from './passwords.ts';

test('the right password matches its hash, another does not', async () => {
  const hash = await hashPassword('correct horse battery');
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await isPassword('correct horse battery', hash)).toBe(true);
  expect(await isPassword('correct horse batterx', hash)).toBe(false);
  expect(await isPassword('correct horse battery', null)).toBe(false);
});

test('the same characters typed another way are the same password', async () => {
  const hash = await hashPassword('caf\u00e9 au lait');
  expect(await isPassword('cafe\u0301 au lait', hash)).toBe(true);
});

test('the check of an unknown account costs as much as that of a known one', async () => {
  expect(parseOptions(nobodysHash)).toEqual(parseOptions(await hashPassword('whatever it may be')));
});

test('a request is refused while too many wait, and the waiting ones are served', async () => {
  const results = await Promise.allSettled(Array.from({ length: 230 }, (_, i) => isPassword(`password ${i}`, null)));
  const refused = results.filter((result) => result.status === 'rejected');
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.length).toBeLessThanOrEqual(30);
  for (const { reason } of refused) expect(reason).toMatchObject({ code: 'RATE_LIMITED' });
}, 60_000);
