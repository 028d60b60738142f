import { startUsers, type TestUsers, testPassword } from '#test/harness/clients/users.ts';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

const limit = 5;
/** Longer than the tries of a test on a busy machine: no window may end among them. */
const windowSeconds = 300;
const env = { AGORA_LOGIN_ATTEMPTS: String(limit), AGORA_LOGIN_WINDOW_SECONDS: String(windowSeconds) };

let one: TestUsers;
let two: TestUsers;
beforeAll(async () => {
  one = await startUsers({ env });
  two = await startUsers({ env, stores: one.stores });
});
afterAll(async () => {
  await two[Symbol.asyncDispose]();
  await one[Symbol.asyncDispose]();
});

const login = 'mutation ($input: LoginInput!) { login(input: $input) { viewer { user { username } } } }';

interface Outcome {
  code: string;
  retryAfter: number | undefined;
}

const signIn =
  'mutation ($input: LoginInput!) { login(input: $input) { viewer { user { id } sessions { id current } } tokens { deviceToken } } }';

/** The device token of a new sign-in. */
async function tokenOf(users: TestUsers, usernameOrEmail: string): Promise<string> {
  return (await users.ask(signIn, { input: { usernameOrEmail, password: testPassword } })).data.login.tokens.deviceToken;
}

async function signedIn(users: TestUsers, usernameOrEmail: string, deviceToken: string): Promise<{ viewerId: string; sessionId: string }> {
  const { data } = await users.ask(signIn, { input: { usernameOrEmail, password: testPassword, deviceToken } });
  const { user, sessions } = data.login.viewer;
  return { viewerId: user.id, sessionId: sessions.find(({ current }: { current: boolean }) => current).id };
}

async function logIn(users: TestUsers, usernameOrEmail: string, password: string, deviceToken?: string): Promise<Outcome> {
  const { errors } = await users.ask(login, { input: { usernameOrEmail, password, ...(deviceToken !== undefined && { deviceToken }) } });
  const [error] = errors;
  return { code: error?.extensions.code ?? 'OK', retryAfter: error?.extensions.retryAfter };
}

function count(outcomes: Outcome[], code: string): number {
  return outcomes.filter((outcome) => outcome.code === code).length;
}

/** Moves the clocks of both processes, and expires the counts in Redis. */
async function passSeconds(seconds: number): Promise<void> {
  const { redis } = one.deps;
  for (const users of [one, two]) users.passMs(seconds * 1_000);
  for (const key of await redis.keys('users:login-*')) await redis.pexpire(key, (await redis.pttl(key)) - seconds * 1_000);
}

test('the limit holds for two processes together, and after a window the right password is right', async () => {
  const { username } = await one.register();
  const outcomes = await Promise.all(Array.from({ length: 20 }, (_, i) => logIn(i % 2 === 0 ? one : two, username, `wrong ${i}`)));
  expect(count(outcomes, 'UNAUTHENTICATED')).toBe(limit);
  expect(count(outcomes, 'RATE_LIMITED')).toBe(20 - limit);
  const refused = await logIn(two, username, testPassword);
  expect(refused).toEqual({ code: 'RATE_LIMITED', retryAfter: expect.any(Number) });
  expect(refused.retryAfter).toBeLessThanOrEqual(windowSeconds);
  await passSeconds(refused.retryAfter ?? 0);
  expect(await logIn(two, username, testPassword)).toEqual({ code: 'OK', retryAfter: undefined });
});

test.each([
  ['one by one', false],
  ['at once', true],
])('retryAfter holds on a slow database, for tries %s, in each new window', async (_name, isAtOnce) => {
  const { username, email } = await one.register();
  let isSlow = false;
  const pass = async (): Promise<void> => await passSeconds(isSlow ? 2 : 0);
  const spies = [one, two].map(({ deps: { models } }) => {
    const findOne = models.accounts.findOne.bind(models.accounts);
    const lean = async (...asked: Parameters<typeof findOne>): Promise<unknown> => await pass().then(() => findOne(...asked).lean());
    return vi.spyOn(models.accounts, 'findOne').mockImplementation(((...asked: Parameters<typeof findOne>) => ({
      lean: () => lean(...asked),
    })) as never);
  });
  try {
    for (const name of [username, email, username]) {
      const tryAt = async (index: number): Promise<Outcome> => await logIn(index % 2 === 0 ? one : two, name, `wrong ${index}`);
      isSlow = true;
      if (isAtOnce) await Promise.all(Array.from({ length: limit * 2 }, async (_, index) => await tryAt(index)));
      else for (let index = 0; index < limit; index++) await tryAt(index);
      isSlow = false;
      const { code, retryAfter } = await logIn(one, name, testPassword);
      expect(code).toBe('RATE_LIMITED');
      await passSeconds(retryAfter ?? 0);
      expect(await logIn(two, name, testPassword)).toEqual({ code: 'OK', retryAfter: undefined });
      await passSeconds(windowSeconds);
    }
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
});

test('aliases of one operation count one by one', async () => {
  const { username } = await one.register();
  const fields = Array.from(
    { length: 10 },
    (_, i) => `a${i}: login(input: { usernameOrEmail: "${username}", password: "wrong ${i}" }) { tokens { expiresIn } }`,
  );
  const { errors } = await one.ask(`mutation { ${fields.join(' ')} }`);
  expect(errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
  const outcomes = await Promise.all(Array.from({ length: 10 }, (_, i) => logIn(one, username, `wrong ${i}`)));
  expect(count(outcomes, 'UNAUTHENTICATED')).toBeLessThan(limit);
});

test('name and address together get no more tries at the account, and do not reveal that they belong together', async () => {
  const { username, email } = await one.register();
  const byName = await Promise.all(Array.from({ length: limit }, (_, i) => logIn(one, username, `wrong ${i}`)));
  expect(count(byName, 'UNAUTHENTICATED')).toBe(limit);
  const byEmail = [];
  for (let i = 0; i < limit; i++) byEmail.push(await logIn(two, email, testPassword));
  expect(count(byEmail, 'UNAUTHENTICATED')).toBe(limit);
  expect((await logIn(two, email, testPassword)).code).toBe('RATE_LIMITED');
});

test('a name without an account is limited like a name with one', async () => {
  const outcomes = await Promise.all(Array.from({ length: 10 }, (_, i) => logIn(i % 2 === 0 ? one : two, 'nobody.at.all', `wrong ${i}`)));
  expect(count(outcomes, 'UNAUTHENTICATED')).toBe(limit);
  expect(count(outcomes, 'RATE_LIMITED')).toBe(10 - limit);
});

test('a right password gives its try back', async () => {
  const { username } = await one.register();
  for (let i = 0; i < limit * 2; i++) expect((await logIn(one, username, testPassword)).code).toBe('OK');
});

test('wrong passwords of a signed-in user count as tries', async () => {
  const ada = await one.register();
  const wrong = async () => (await one.ask('mutation { deleteAccount(password: "wrong horse") }', {}, ada)).errors[0]?.extensions;
  for (let i = 0; i < limit; i++) expect(await wrong()).toEqual({ code: 'UNAUTHENTICATED', field: 'password' });
  expect(await wrong()).toEqual({ code: 'RATE_LIMITED', retryAfter: expect.any(Number) });
  expect((await logIn(two, ada.username, testPassword)).code).toBe('OK');
});

test("strangers' tries block neither a known device's sign-in nor acts that need one's own password", async () => {
  const ada = await one.register();
  const { deviceToken } = (await one.ask(signIn, { input: { usernameOrEmail: ada.username, password: testPassword } })).data.login.tokens;
  await one.ask('mutation { logoutEverywhere }', {}, ada);
  for (const name of [ada.username, ada.email])
    await Promise.all(Array.from({ length: 10 }, (_, i) => logIn(i % 2 === 0 ? one : two, name, `wrong ${i}`)));
  await one.deps.redis.flushall();
  expect((await logIn(two, ada.username, testPassword)).code).toBe('UNAUTHENTICATED');
  for (const name of [ada.username, ` ${ada.email.toUpperCase()} `])
    expect(await logIn(two, name, testPassword, deviceToken)).toEqual({ code: 'OK', retryAfter: undefined });
  const change = 'mutation ($to: String!) { changePassword(currentPassword: "correct horse", newPassword: $to) }';
  expect((await two.ask(change, { to: 'a new battery staple' }, await signedIn(two, ada.username, deviceToken))).errors).toEqual([]);
  // A new password voids the old token.
  expect((await logIn(two, ada.username, 'a new battery staple', deviceToken)).code).toBe('UNAUTHENTICATED');
});

test('a known device has its own tries, and all devices of an account together three times as many', async () => {
  const ada = await one.register();
  const tokens: string[] = [];
  for (let i = 0; i < 5; i++) tokens.push(await tokenOf(one, ada.username));
  const outcomes: Outcome[] = [];
  for (let i = 0; i < 8; i++) outcomes.push(await logIn(i % 2 === 0 ? one : two, ada.username, `wrong ${i}`, tokens[0]));
  expect(outcomes.map(({ code }) => code)).toEqual([...Array(limit).fill('UNAUTHENTICATED'), ...Array(8 - limit).fill('RATE_LIMITED')]);
  expect(await logIn(one, ada.username, testPassword, tokens[0])).toEqual({ code: 'RATE_LIMITED', retryAfter: expect.any(Number) });
  // Another known device, and an unknown one, still have tries.
  expect((await logIn(one, ada.username, testPassword, tokens[1])).code).toBe('OK');
  expect((await logIn(one, ada.username, testPassword)).code).toBe('OK');
  const ofAll = await Promise.all(
    tokens.flatMap((token) => Array.from({ length: 8 }, (_, i) => logIn(two, ada.username, `wrong ${i}`, token))),
  );
  expect(count([...outcomes, ...ofAll], 'UNAUTHENTICATED')).toBeLessThanOrEqual(3 * limit);
  await passSeconds(windowSeconds);
  expect((await logIn(one, ada.username, testPassword, tokens[0])).code).toBe('OK');
});

test('a text that is no device token of the account counts as none', async () => {
  const [ada, ben] = [await one.register(), await one.register()];
  const own = await tokenOf(one, ada.username);
  const parts = own.split('.');
  const others = [
    await tokenOf(one, ben.username),
    '',
    'x',
    own.slice(0, -1),
    own.replace(ada.viewerId, ben.viewerId),
    [parts[0], parts[1], String(Number(parts[2]) + 1), parts[3]].join('.'),
    `${own}.`,
    'x'.repeat(100_000),
  ];
  const outcomes = [];
  for (const token of [...others, ...others]) outcomes.push(await logIn(one, ada.username, 'wrong horse', token));
  expect(count(outcomes, 'UNAUTHENTICATED')).toBe(limit);
  expect(count(outcomes, 'RATE_LIMITED')).toBe(outcomes.length - limit);
  expect((await logIn(one, ada.username, testPassword, own)).code).toBe('OK');
});

test("a deleted account's device token is void, also at a new account with its address", async () => {
  const ada = await one.register();
  const token = await tokenOf(one, ada.username);
  expect((await one.ask('mutation ($p: String!) { deleteAccount(password: $p) }', { p: testPassword }, ada)).errors).toEqual([]);
  for (const name of [ada.username, ada.email])
    expect(await logIn(two, name, testPassword, token)).toEqual({ code: 'UNAUTHENTICATED', retryAfter: undefined });
  const input = { username: 'ada.again', email: ada.email, password: testPassword };
  const again = await one.ask('mutation ($input: RegisterInput!) { register(input: $input) { viewer { email } } }', { input });
  expect(again.errors).toEqual([]);
  // It gives no tries of its own: only those of the name remain, and one of them is spent.
  const outcomes = [];
  for (let tries = 0; tries < limit * 2; tries++) outcomes.push(await logIn(two, ada.email, 'wrong horse', token));
  expect([count(outcomes, 'UNAUTHENTICATED'), count(outcomes, 'RATE_LIMITED')]).toEqual([limit - 1, limit + 1]);
});

test('a flushed Redis does not lift the limit of the account', async () => {
  const { username } = await one.register();
  for (let i = 0; i < limit; i++) expect((await logIn(one, username, `wrong ${i}`)).code).toBe('UNAUTHENTICATED');
  await one.deps.redis.flushall();
  expect((await logIn(two, username, testPassword)).code).toBe('UNAUTHENTICATED');
});

test('each address has its own budget; an IPv6 network of /64 is one address', async () => {
  const limited = await startUsers({ env: { ...env, AGORA_RATE_LIMITS: 'on', AGORA_REGISTRATIONS_PER_HOUR: '5' }, stores: one.stores });
  try {
    const from = async (ip: string, i: number): Promise<string | undefined> => {
      const input = { username: `many${i}`, email: `many${i}@example.org`, password: testPassword };
      return (
        await limited.ask('mutation ($input: RegisterInput!) { register(input: $input) { tokens { expiresIn } } }', { input }, { ip })
      ).errors[0]?.extensions.code;
    };
    const codes = [];
    for (let i = 0; i < 7; i++) codes.push(await from(`2001:db8:0:7::${i.toString(16)}`, i));
    expect(codes.slice(0, 5)).toEqual(Array.from({ length: 5 }));
    expect(codes.slice(5)).toEqual(['RATE_LIMITED', 'RATE_LIMITED']);
    expect(await from('2001:db8:0:8::1', 8)).toBeUndefined();
  } finally {
    await limited[Symbol.asyncDispose]();
  }
});

test('one address can request mails to a hundred others in an hour, whether or not these have accounts', async () => {
  await using strict = await startUsers({ env: { ...env, AGORA_RATE_LIMITS: 'on' }, stores: one.stores });
  const request = async (index: number, ip: string): Promise<string> => {
    const email = `somebody-${index}@example.org`;
    const { errors } = await strict.ask('mutation ($email: EmailAddress!) { requestPasswordReset(email: $email) }', { email }, { ip });
    return errors[0]?.extensions.code ?? 'OK';
  };
  const codes = await Promise.all(Array.from({ length: 103 }, async (_, index) => await request(index, '192.0.2.77')));
  expect(codes.filter((code) => code === 'OK')).toHaveLength(100);
  expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(3);
  expect(await request(104, '192.0.2.78')).toBe('OK');
});
