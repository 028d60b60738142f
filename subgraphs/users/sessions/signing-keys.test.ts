import { startUsers, type TestUsers } from '#test/harness/clients/users.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { currentSigningKey, prepareSigningKeys, publicKeys } from './signing-keys.ts';

let one: TestUsers;
let two: TestUsers;
beforeAll(async () => {
  one = await startUsers();
  two = await startUsers({ stores: one.stores });
});
afterAll(async () => {
  await two[Symbol.asyncDispose]();
  await one[Symbol.asyncDispose]();
});

const weekMs = 7 * 86_400_000;

/** The deps of a process with a clock at a moment. */
function at(users: TestUsers, moment: number) {
  return { ...users.deps, clock: () => new Date(moment) };
}

async function publishedKids(moment: number): Promise<string[]> {
  return (await publicKeys(at(one, moment))).keys.map(({ kid }) => kid ?? '');
}

test('processes that start at once agree on one key', async () => {
  await one.deps.models.signingKeys.deleteMany({});
  await Promise.all([one, two, one, two].map(({ deps }) => prepareSigningKeys(deps)));
  expect(await one.deps.models.signingKeys.countDocuments({ expiresAt: { $gt: new Date(Date.now() + 3_600_000 * 2) } })).toBe(1);
});

test('a key is published an hour before its week and until the last token of it has expired', async () => {
  const week = Math.floor(Date.now() / weekMs) + 10;
  const start = week * weekMs;
  const before = await currentSigningKey(at(one, start - 1));
  await prepareSigningKeys(at(two, start - 3_500_000));
  expect(await publishedKids(start - 3_500_000)).toHaveLength(2);
  const after = await currentSigningKey(at(two, start));
  expect(after.kid).not.toBe(before.kid);
  expect(await publishedKids(start - 3_500_000)).toEqual(expect.arrayContaining([before.kid, after.kid]));
  expect(await publishedKids(start + 900_000)).toContain(before.kid);
  expect(await publishedKids(start + 3_600_001)).not.toContain(before.kid);
  expect((await currentSigningKey(at(one, start + 5))).kid).toBe(after.kid);
});

test('neither published nor stored keys have a private part in the clear', async () => {
  const { keys } = (await (await fetch(`${one.url}/.well-known/jwks.json`)).json()) as { keys: object[] };
  for (const key of keys) expect(Object.keys(key).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
  for (const record of await one.deps.models.signingKeys.find().lean())
    expect(Object.keys(record.publicJwk).sort()).toEqual(['crv', 'kty', 'x']);
});

test('a new identity secret makes a new key; the old one stays published', async () => {
  const now = Date.now();
  const old = await currentSigningKey(at(one, now));
  const changed = {
    ...at(one, now),
    connection: two.deps.connection.useDb('elsewhere'),
    config: { ...one.deps.config, AGORA_IDENTITY_SECRET: 'x'.repeat(40) },
  };
  const fresh = await currentSigningKey(changed);
  expect(fresh.kid).not.toBe(old.kid);
  expect(await publishedKids(now)).toEqual(expect.arrayContaining([old.kid, fresh.kid]));
});
