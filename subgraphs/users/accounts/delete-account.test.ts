import { startUsers, type TestAccount, type TestUsers, testPassword } from '#test/harness/clients/users.ts';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { byId } from '#lib/db/ids.ts';
import { createAccount } from './create-account.ts';
import { follow } from '../relations/follows.ts';

let users: TestUsers;
beforeAll(async () => {
  users = await startUsers();
});
afterAll(async () => await users[Symbol.asyncDispose]());

async function remove(account: TestAccount): Promise<void> {
  const { data } = await users.ask(
    'mutation ($password: String!) { deleteAccount(password: $password) }',
    { password: testPassword },
    account,
  );
  expect(data).toEqual({ deleteAccount: true });
}

/** Makes accounts without a password: hashing takes time. */
async function makeUsers(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i++) {
    const username = `other${i}`;
    const user = await createAccount(users.deps, {
      username,
      email: `${username}@example.org`,
      displayName: username,
      passwordHash: 'none',
    });
    ids.push(user._id);
  }
  return ids;
}

/** All documents that contain a text, except records of events and jobs. */
async function mentionsOf(text: string): Promise<string[]> {
  const found: string[] = [];
  const collections = await users.deps.connection.listCollections();
  for (const { name } of collections.filter((collection) => !['events', 'jobs', 'sessions'].includes(collection.name))) {
    const documents = await users.deps.connection.collection(name).find({}).toArray();
    if (JSON.stringify(documents).includes(text)) found.push(name);
  }
  return found;
}

test('a deleted user is gone at once: null for every viewer, signed out, and the address is free', async () => {
  const [ada, ben] = [await users.register(), await users.register()];
  await follow(users.deps, { viewerId: ada.viewerId, userId: ben.viewerId });
  await remove(ada);
  expect((await users.ask('query ($id: ID!) { user(id: $id) { id } }', { id: ada.viewerId }, ben)).data.user).toBeNull();
  expect((await users.ask('query ($name: String!) { user(username: $name) { id } }', { name: ada.username }, ben)).data.user).toBeNull();
  expect((await users.ask('{ me { email } }', {}, ada)).data.me).toBeNull();
  expect((await users.ask('mutation ($id: ID!) { follow(userId: $id) { id } }', { id: ada.viewerId }, ben)).errors[0]?.extensions).toEqual({
    code: 'NOT_FOUND',
    field: 'userId',
  });
  expect(
    (await users.ask('mutation ($id: ID!) { unfollow(userId: $id) { id } }', { id: ben.viewerId }, ada)).errors[0]?.extensions.code,
  ).toBe('UNAUTHENTICATED');
  const login = 'mutation ($input: LoginInput!) { login(input: $input) { tokens { expiresIn } } }';
  expect((await users.ask(login, { input: { usernameOrEmail: ada.username, password: testPassword } })).errors[0]?.message).toBe(
    'Wrong name or password.',
  );
  const refresh = 'mutation ($t: String!) { refreshTokens(refreshToken: $t) { tokens { expiresIn } } }';
  expect((await users.ask(refresh, { t: ada.refreshToken })).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
  expect(await users.deps.redis.exists(`{auth}:ended:${ada.sessionId}`)).toBe(1);
  const input = { username: `${ada.username}2`, email: ada.email, password: testPassword };
  const register = 'mutation ($input: RegisterInput!) { register(input: $input) { viewer { user { id } } } }';
  expect((await users.ask(register, { input })).data.register.viewer.user.id).not.toBe(ada.viewerId);
});

test('its follows end both ways, with their counts, and no document of it remains', async () => {
  const ada = await users.register();
  const others = await makeUsers(35);
  for (const viewerId of others.slice(0, 30)) await follow(users.deps, { viewerId, userId: ada.viewerId });
  for (const viewerId of others.slice(15)) await follow(users.deps, { viewerId: ada.viewerId, userId: viewerId });
  const [witness = '', friend = ''] = others;
  await follow(users.deps, { viewerId: witness, userId: friend });
  await remove(ada);
  await vi.waitFor(async () => expect(await mentionsOf(ada.viewerId)).toEqual(['erasures']), { timeout: 20_000, interval: 200 });
  for (const secret of [ada.username, ada.email]) expect(await mentionsOf(secret)).toEqual([]);
  const sessions = await users.deps.models.sessions.find({ userId: ada.viewerId }).lean();
  expect(sessions.map(({ ip, userAgent, endedAt }) => ({ ip, userAgent, hasEnded: endedAt !== null }))).toEqual([
    { ip: null, userAgent: null, hasEnded: true },
  ]);
  for (const viewerId of others) {
    const expected = { followerCount: viewerId === friend ? 1 : 0, followingCount: viewerId === witness ? 1 : 0 };
    expect(await users.deps.models.users.findOne(byId(viewerId)).lean()).toMatchObject(expected);
  }
}, 60_000);
