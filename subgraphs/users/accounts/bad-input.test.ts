import { startUsers, type TestAccount, type TestUsers, testPassword } from '#test/harness/clients/users.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

let users: TestUsers;
let ada: TestAccount;
beforeAll(async () => {
  users = await startUsers();
  ada = await users.register();
});
afterAll(async () => await users[Symbol.asyncDispose]());

const registerMutation = 'mutation ($input: RegisterInput!) { register(input: $input) { viewer { email } } }';
const loginMutation = 'mutation ($input: LoginInput!) { login(input: $input) { viewer { email } } }';
const profileMutation = 'mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { id } }';
const passwordMutation = 'mutation ($a: String!, $b: String!) { changePassword(currentPassword: $a, newPassword: $b) }';
const good = { username: 'somebody.new', email: 'somebody@example.org', password: testPassword };
const unknownUser = 'usr_01JD0000000000000000000000';
const followers =
  'query ($id: ID!, $first: Int, $after: String, $last: Int, $before: String) { user(id: $id) { followers(first: $first, after: $after, last: $last, before: $before) { nodes { id } } } }';

interface Case {
  query: string;
  variables: Record<string, unknown>;
  code: string;
  field?: string;
}

const bad = (query: string, variables: Record<string, unknown>, field: string): Case => ({
  query,
  variables,
  code: 'BAD_USER_INPUT',
  field,
});

const cases: Case[] = [
  bad(registerMutation, { input: { ...good, username: 'x' } }, 'input.username'),
  bad(registerMutation, { input: { ...good, username: '{"$gt":""}' } }, 'input.username'),
  bad(registerMutation, { input: { ...good, email: 'nowhere' } }, 'input.email'),
  bad(registerMutation, { input: { ...good, password: 'short' } }, 'input.password'),
  bad(registerMutation, { input: { ...good, password: 'x'.repeat(129) } }, 'input.password'),
  bad(registerMutation, { input: { ...good, displayName: 'a\u0000b' } }, 'input.displayName'),
  bad(registerMutation, { input: { ...good, displayName: '' } }, 'input.displayName'),
  bad(loginMutation, { input: { usernameOrEmail: '', password: 'x' } }, 'input.usernameOrEmail'),
  bad(loginMutation, { input: { usernameOrEmail: 'x'.repeat(300), password: 'x' } }, 'input.usernameOrEmail'),
  bad(loginMutation, { input: { usernameOrEmail: 'x', password: '' } }, 'input.password'),
  bad(loginMutation, { input: { usernameOrEmail: 'x', password: 'x'.repeat(129) } }, 'input.password'),
  bad(profileMutation, { input: { username: null } }, 'input.username'),
  bad(profileMutation, { input: { username: 'no spaces' } }, 'input.username'),
  bad(profileMutation, { input: { displayName: 'x'.repeat(61) } }, 'input.displayName'),
  bad(profileMutation, { input: { bio: 'x'.repeat(501) } }, 'input.bio'),
  bad(profileMutation, { input: { website: 'javascript:alert(1)' } }, 'input.website'),
  bad(passwordMutation, { a: 'x'.repeat(129), b: 'long enough' }, 'currentPassword'),
  bad(passwordMutation, { a: 'x', b: 'short' }, 'newPassword'),
  bad('mutation { deleteAccount(password: "") }', {}, 'password'),
  { query: 'mutation { logoutSession(id: "nonsense") }', variables: {}, code: 'NOT_FOUND', field: 'id' },
  { query: `mutation { follow(userId: "${unknownUser}") { id } }`, variables: {}, code: 'NOT_FOUND', field: 'userId' },
  { query: 'mutation { follow(userId: "nonsense") { id } }', variables: {}, code: 'NOT_FOUND', field: 'userId' },
  { query: `mutation { unfollow(userId: "${unknownUser}") { id } }`, variables: {}, code: 'NOT_FOUND', field: 'userId' },
  ...['approveFollow', 'declineFollow', 'block', 'unblock', 'mute', 'unmute'].flatMap((name) =>
    [unknownUser, 'nonsense'].map(
      (id): Case => ({ query: `mutation { ${name}(userId: "${id}") { id } }`, variables: {}, code: 'NOT_FOUND', field: 'userId' }),
    ),
  ),
  bad(profileMutation, { input: { isPrivate: null } }, 'input.isPrivate'),
  { query: 'mutation { refreshTokens(refreshToken: "nonsense") { tokens { expiresIn } } }', variables: {}, code: 'UNAUTHENTICATED' },
  bad('{ user { id } }', {}, 'id'),
  bad('{ user(id: "a", username: "b") { id } }', {}, 'username'),
];

test.each(cases.map((one) => ({ ...one, title: `${one.query.slice(0, 60)} ${JSON.stringify(one.variables).slice(0, 60)}` })))(
  '$title',
  async ({ query, variables, code, field }) => {
    const { errors } = await users.ask(query, variables, ada);
    expect(errors[0]?.extensions).toEqual({ code, ...(field === undefined ? {} : { field }) });
    expect(JSON.stringify(errors)).not.toMatch(/stack|mongo|\$|node_modules/i);
  },
);

test.each([
  ['first', { first: 0 }],
  ['first', { first: -1 }],
  ['first', { first: 101 }],
  ['first', { first: 2_147_483_647 }],
  ['last', { last: 0 }],
  ['last', { last: 101 }],
  ['after', { first: 1, after: '' }],
  ['after', { first: 1, after: 'nonsense' }],
  ['before', { last: 1, before: 'nonsense' }],
  ['last', { first: 1, last: 1 }],
])('a page is refused for its %s: %j', async (field, args) => {
  const { errors } = await users.ask(followers, { id: ada.viewerId, ...args }, ada);
  expect(errors[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', field });
});

test('a cursor of another list is refused', async () => {
  const ben = await users.register();
  await users.ask('mutation ($id: ID!) { follow(userId: $id) { id } }', { id: ada.viewerId }, ben);
  const { data } = await users.ask(`query ($id: ID!) { user(id: $id) { followers { pageInfo { endCursor } } } }`, { id: ada.viewerId });
  const after = data.user.followers.pageInfo.endCursor;
  expect((await users.ask(followers, { id: ben.viewerId, first: 1, after })).errors[0]?.extensions).toEqual({
    code: 'BAD_USER_INPUT',
    field: 'after',
  });
});

test('oneself cannot be followed', async () => {
  for (const name of ['follow', 'unfollow']) {
    const { errors } = await users.ask(`mutation ($id: ID!) { ${name}(userId: $id) { id } }`, { id: ada.viewerId }, ada);
    expect(errors[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', field: 'userId' });
  }
});

test.each([
  ['mutation ($x: ID!) { follow(userId: $x) { id } }'],
  ['query ($x: ID) { user(id: $x) { id } }'],
  ['query ($x: String) { user(username: $x) { id } }'],
  ['mutation ($x: String!) { refreshTokens(refreshToken: $x) { tokens { expiresIn } } }'],
  ['mutation ($x: String!) { login(input: { usernameOrEmail: $x, password: "whatever" }) { tokens { expiresIn } } }'],
  ['mutation ($x: EmailAddress!) { register(input: { username: "abc", email: $x, password: "long enough" }) { tokens { expiresIn } } }'],
  ['mutation ($x: URL) { updateProfile(input: { website: $x }) { id } }'],
])('an operator object is refused: %s', async (query) => {
  for (const x of [{ $gt: '' }, { $ne: null }, [''], { $where: 'sleep(1000)' }]) {
    const { data, errors } = await users.ask(query, { x }, ada);
    expect(data).toBeNull();
    expect(errors[0]?.extensions.code).toMatch(/^(BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED)$/);
  }
});

test('a reference that looks like an operator finds nothing', async () => {
  const entities = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on User { id } ... on Viewer { email } } }';
  for (const id of [{ $gt: '' }, ['x'], 7, null]) {
    for (const __typename of ['User', 'Viewer']) {
      const { data } = await users.ask(entities, { r: [{ __typename, id }] }, ada);
      expect(data?._entities ?? [null]).toEqual([null]);
    }
  }
});
