/** The usernames that an account may choose. */
import { startUsers, type TestUsers, testPassword } from '#test/harness/clients/users.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount } from './create-account.ts';

let users: TestUsers;
beforeAll(async () => {
  users = await startUsers();
});
afterAll(async () => await users[Symbol.asyncDispose]());

let made = 0;

async function register(username: string): Promise<string> {
  const input = { username, email: `name-${made++}@example.org`, password: testPassword };
  const { errors } = await users.ask('mutation ($input: RegisterInput!) { register(input: $input) { viewer { user { id } } } }', { input });
  return errors[0] ? `${errors[0].extensions.code} ${errors[0].extensions.field}` : 'OK';
}

async function rename(username: string, as: { viewerId: string; sessionId: string }): Promise<string> {
  const { errors } = await users.ask(
    'mutation ($username: String!) { updateProfile(input: { username: $username, bio: "of trains" }) { username } }',
    { username },
    as,
  );
  return errors[0] ? `${errors[0].extensions.code} ${errors[0].extensions.field}` : 'OK';
}

test.each([
  'mira.',
  'mira..',
  '...',
  '._.',
  '___',
  'a_b.',
  'admin',
  'Admin',
  'ROOT',
  'support',
  'system',
  'help',
  'about',
  'ad.min',
  '_admin_',
  'sup_port',
])('%s can neither be registered nor chosen later', async (name) => {
  expect(await register(name)).toBe('BAD_USER_INPUT input.username');
  expect(await rename(name, await users.register())).toBe('BAD_USER_INPUT input.username');
});

test.each(['.mira', 'mi.ra', 'mira_', 'm..a', 'admiral', 'helper', 'rooted', 'about_me'])('%s can be registered', async (name) => {
  expect(await register(name)).toBe('OK');
});

test('a name from before the rules keeps working', async () => {
  const { deps } = users;
  for (const username of ['old.', 'moderator']) {
    const passwordHash = 'none';
    const { _id: viewerId } = await createAccount(deps, { username, email: `${username}x@example.org`, displayName: 'Old', passwordHash });
    expect(await rename(username, { viewerId, sessionId: 'ses_of_old' })).toBe('OK');
    const { data } = await users.ask('query ($username: String!) { user(username: $username) { bio } }', { username });
    expect(data.user.bio).toBe('of trains');
  }
});

test('the list is a setting', async () => {
  await using other = await startUsers({ stores: users.stores, env: { AGORA_RESERVED_USERNAMES: 'Press_Office, sales' } });
  const input = (username: string) => ({ input: { username, email: `${username}@example.net`, password: testPassword } });
  const ask = async (username: string): Promise<string> => {
    const query = 'mutation ($input: RegisterInput!) { register(input: $input) { viewer { user { id } } } }';
    return (await other.ask(query, input(username))).errors[0]?.extensions.code ?? 'OK';
  };
  expect(await Promise.all(['pressoffice', 'sales.team', 'sales', 'support'].map(ask))).toEqual([
    'BAD_USER_INPUT',
    'OK',
    'BAD_USER_INPUT',
    'OK',
  ]);
});

test("a deleted account's name rests for 30 days, for registering and renaming; its address is free", async () => {
  const gone = await users.register('goner');
  const ben = await users.register();
  expect((await users.ask('mutation ($p: String!) { deleteAccount(password: $p) }', { p: testPassword }, gone)).errors).toEqual([]);
  expect(await register('Goner')).toBe('CONFLICT input.username');
  expect(await rename('goner', ben)).toBe('CONFLICT input.username');
  const again = { input: { username: 'goner2', email: gone.email, password: testPassword } };
  const query = 'mutation ($input: RegisterInput!) { register(input: $input) { viewer { user { id } } } }';
  expect((await users.ask(query, again)).errors).toEqual([]);
  users.passMs(29 * 86_400_000);
  expect(await register('goner')).toBe('CONFLICT input.username');
  users.passMs(86_400_000 + 1_000);
  expect(await rename('goner', ben)).toBe('OK');
  expect(await register('goner')).toBe('CONFLICT input.username');
});
