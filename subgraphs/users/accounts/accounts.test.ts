import { createAccessTokenVerifier } from '#lib/auth/access-token.ts';
import { startUsers, type TestUsers, testPassword } from '#test/harness/clients/users.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

let users: TestUsers;
beforeAll(async () => {
  users = await startUsers();
});
afterAll(async () => await users[Symbol.asyncDispose]());

const register =
  'mutation ($input: RegisterInput!) { register(input: $input) { viewer { email user { id username displayName bio website role followerCount } } tokens { accessToken expiresIn } } }';
const login =
  'mutation ($input: LoginInput!) { login(input: $input) { viewer { user { id } sessions { current userAgent ip } } tokens { accessToken } } }';
const updateProfile = 'mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { username displayName bio website } }';
const userById = 'query ($id: ID!) { user(id: $id) { id username } }';
const userByName = 'query ($username: String!) { user(username: $username) { id } }';

test('an account registers with a name in any case, is found under it, and gets a token that the published keys verify', async () => {
  const { data, errors } = await users.ask(register, { input: { username: 'Ada_L', email: 'Ada@Example.org', password: testPassword } });
  expect(errors).toEqual([]);
  const { viewer, tokens } = data.register;
  expect(viewer).toEqual({
    email: 'ada@example.org',
    user: {
      id: expect.stringMatching(/^usr_/),
      username: 'ada_l',
      displayName: 'ada_l',
      bio: '',
      website: null,
      role: 'MEMBER',
      followerCount: 0,
    },
  });
  expect(tokens.expiresIn).toBe(900);
  using verifier = createAccessTokenVerifier({ jwksUrl: new URL('/.well-known/jwks.json', users.url), clock: users.deps.clock });
  expect(await verifier.verify(tokens.accessToken)).toEqual({
    viewerId: viewer.user.id,
    sessionId: expect.stringMatching(/^ses_/),
    role: 'MEMBER',
  });
  expect((await users.ask(userByName, { username: 'ADA_L' })).data.user.id).toBe(viewer.user.id);
  expect((await users.ask(userById, { id: viewer.user.id })).data.user.username).toBe('ada_l');
});

test('an account signs in with its name and with its address, in any case', async () => {
  const { username, email, viewerId } = await users.register();
  for (const usernameOrEmail of [username, username.toUpperCase(), email, email.toUpperCase()]) {
    const { data } = await users.ask(
      login,
      { input: { usernameOrEmail, password: testPassword } },
      { ip: '203.0.113.7', userAgent: 'Pocket/1.0' },
    );
    expect(data.login.viewer.user.id).toBe(viewerId);
    expect(data.login.viewer.sessions[0]).toEqual({ current: true, userAgent: 'Pocket/1.0', ip: '203.0.113.7' });
  }
});

test('an unknown account and a wrong password get the same answer', async () => {
  const { username, email } = await users.register();
  const answers = await Promise.all(
    [username, email, 'nobody.at.all', 'nobody@example.org', 'no name'].map(
      async (usernameOrEmail) => await users.ask(login, { input: { usernameOrEmail, password: 'wrong password' } }),
    ),
  );
  for (const { data, errors } of answers) {
    expect(data).toBeNull();
    expect(errors).toEqual([expect.objectContaining({ message: 'Wrong name or password.', extensions: { code: 'UNAUTHENTICATED' } })]);
  }
});

test('a taken name or address is a conflict that names the argument', async () => {
  const { username, email } = await users.register();
  const input = { username: `${username}x`, email: `x${email}`, password: testPassword };
  const takenName = await users.ask(register, { input: { ...input, username: username.toUpperCase() } });
  expect(takenName.errors[0]?.extensions).toEqual({ code: 'CONFLICT', field: 'input.username' });
  const takenEmail = await users.ask(register, { input: { ...input, email: email.toUpperCase() } });
  expect(takenEmail.errors[0]?.extensions).toEqual({ code: 'CONFLICT', field: 'input.email' });
});

test('of ten registrations of one name at once, one succeeds and the others leave no documents', async () => {
  const inputs = Array.from({ length: 10 }, (_, i) => ({ username: 'wanted', email: `wanted${i}@example.org`, password: testPassword }));
  const answers = await Promise.all(inputs.map(async (input) => await users.ask(register, { input })));
  expect(answers.filter(({ data }) => data !== null)).toHaveLength(1);
  for (const { errors } of answers.filter(({ data }) => data === null))
    expect(errors[0]?.extensions).toEqual({ code: 'CONFLICT', field: 'input.username' });
  expect(await users.deps.models.users.countDocuments({ username: 'wanted' })).toBe(1);
  expect(await users.deps.models.accounts.countDocuments({ email: { $in: inputs.map(({ email }) => email) } })).toBe(1);
  expect(await users.deps.models.emailClaims.countDocuments({ _id: { $in: inputs.map(({ email }) => email) } })).toBe(1);
});

test('in a profile null clears a field and an absent field stays', async () => {
  const ada = await users.register();
  const change = async (input: object) => (await users.ask(updateProfile, { input }, ada)).data.updateProfile;
  const full = { username: ada.username, displayName: 'Ada', bio: 'Engines.', website: 'https://example.org/ada' };
  expect(await change({ displayName: 'Ada', bio: 'Engines.', website: 'https://example.org/ada' })).toEqual(full);
  expect(await change({})).toEqual(full);
  expect(await change({ website: null })).toEqual({ ...full, website: null });
  expect(await change({ displayName: null, bio: null })).toEqual({
    username: ada.username,
    displayName: ada.username,
    bio: '',
    website: null,
  });
});

test('a new username frees the old one for other accounts', async () => {
  const [ada, ben] = [await users.register(), await users.register()];
  const taken = await users.ask(updateProfile, { input: { username: ben.username } }, ada);
  expect(taken.errors[0]?.extensions).toEqual({ code: 'CONFLICT', field: 'input.username' });
  const renamed = await users.ask(updateProfile, { input: { username: `${ada.username}2` } }, ada);
  expect(renamed.errors).toEqual([]);
  expect((await users.ask(userByName, { username: ada.username })).data.user).toBeNull();
  expect((await users.ask(updateProfile, { input: { username: ada.username } }, ben)).data.updateProfile.username).toBe(ada.username);
});

test('a changed password ends the other sessions, and the old one does not sign in', async () => {
  const ada = await users.register();
  const other = await users.ask(login, { input: { usernameOrEmail: ada.username, password: testPassword } });
  expect(other.errors).toEqual([]);
  const changePassword = 'mutation ($a: String!, $b: String!) { changePassword(currentPassword: $a, newPassword: $b) }';
  const wrong = await users.ask(changePassword, { a: 'wrong horse', b: 'another horse' }, ada);
  expect(wrong.errors[0]?.extensions).toEqual({ code: 'UNAUTHENTICATED', field: 'currentPassword' });
  expect((await users.ask(changePassword, { a: testPassword, b: 'another horse' }, ada)).data).toEqual({ changePassword: true });
  expect((await users.ask('{ me { sessions { id } } }', {}, ada)).data.me.sessions).toEqual([{ id: ada.sessionId }]);
  expect((await users.ask(login, { input: { usernameOrEmail: ada.username, password: testPassword } })).errors).toHaveLength(1);
  expect((await users.ask(login, { input: { usernameOrEmail: ada.username, password: 'another horse' } })).errors).toEqual([]);
});

test('a login that began before the password changed does not outlive it', async () => {
  const ada = await users.register();
  const results = await Promise.all([
    users.ask(
      'mutation ($a: String!, $b: String!) { changePassword(currentPassword: $a, newPassword: $b) }',
      { a: testPassword, b: 'another horse' },
      ada,
    ),
    ...Array.from({ length: 5 }, () => users.ask(login, { input: { usernameOrEmail: ada.username, password: testPassword } })),
  ]);
  expect(results[0]?.errors).toEqual([]);
  expect((await users.ask('{ me { sessions { id } } }', {}, ada)).data.me.sessions).toEqual([{ id: ada.sessionId }]);
});

test('a signed-out client has no viewer and changes nothing', async () => {
  expect((await users.ask('{ me { email } }')).data).toEqual({ me: null });
  for (const mutation of [
    'logout',
    'logoutEverywhere',
    'logoutSession(id: "ses_x")',
    'deleteAccount(password: "x")',
    'follow(userId: "usr_x") { id }',
    'unfollow(userId: "usr_x") { id }',
    'updateProfile(input: {}) { id }',
    'changePassword(currentPassword: "x", newPassword: "long enough")',
  ]) {
    expect((await users.ask(`mutation { ${mutation} }`)).errors[0]?.extensions).toEqual({ code: 'UNAUTHENTICATED' });
  }
});

test("a viewer's entity exists only for that viewer", async () => {
  const [ada, ben] = [await users.register(), await users.register()];
  const entities = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Viewer { email } } }';
  const representations = { r: [{ __typename: 'Viewer', id: ada.viewerId }] };
  expect((await users.ask(entities, representations, ada)).data._entities).toEqual([{ email: ada.email }]);
  expect((await users.ask(entities, representations, ben)).data._entities).toEqual([null]);
  expect((await users.ask(entities, representations)).data._entities).toEqual([null]);
});
