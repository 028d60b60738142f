import { startUsers, type TestUsers, testPassword } from '#test/harness/users.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

const limit = 5;
const windowSeconds = 3;
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

async function logIn(users: TestUsers, usernameOrEmail: string, password: string): Promise<Outcome> {
  const { errors } = await users.ask(login, { input: { usernameOrEmail, password } });
  const [error] = errors;
  return { code: error?.extensions.code ?? 'OK', retryAfter: error?.extensions.retryAfter };
}

function count(outcomes: Outcome[], code: string): number {
  return outcomes.filter((outcome) => outcome.code === code).length;
}

async function passSeconds(seconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, seconds * 1_000 + 20));
}

test('the limit holds for two processes together, and after retryAfter the right password is right', async () => {
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

test('name and address together get no more tries at the account, and nobody learns that they belong together', async () => {
  const { username, email } = await one.register();
  const byName = await Promise.all(Array.from({ length: limit }, (_, i) => logIn(one, username, `wrong ${i}`)));
  expect(count(byName, 'UNAUTHENTICATED')).toBe(limit);
  const byEmail = [];
  for (let i = 0; i < limit; i++) byEmail.push(await logIn(two, email, testPassword));
  expect(count(byEmail, 'UNAUTHENTICATED')).toBe(limit);
  expect((await logIn(two, email, testPassword)).code).toBe('RATE_LIMITED');
});

test('a name without an account is limited like one with', async () => {
  const outcomes = await Promise.all(Array.from({ length: 10 }, (_, i) => logIn(i % 2 === 0 ? one : two, 'nobody.at.all', `wrong ${i}`)));
  expect(count(outcomes, 'UNAUTHENTICATED')).toBe(limit);
  expect(count(outcomes, 'RATE_LIMITED')).toBe(10 - limit);
});

test('what was right is given back', async () => {
  const { username } = await one.register();
  for (let i = 0; i < limit * 2; i++) expect((await logIn(one, username, testPassword)).code).toBe('OK');
});

test("one's own password, asked again when signed in, counts as well", async () => {
  const ada = await one.register();
  const wrong = async () => (await one.ask('mutation { deleteAccount(password: "wrong horse") }', {}, ada)).errors[0]?.extensions;
  for (let i = 0; i < limit; i++) expect(await wrong()).toEqual({ code: 'UNAUTHENTICATED', field: 'password' });
  expect(await wrong()).toEqual({ code: 'RATE_LIMITED', retryAfter: expect.any(Number) });
  expect((await logIn(two, ada.username, testPassword)).code).toBe('UNAUTHENTICATED');
});

test('a window whose count Redis forgot is still limited for the account', async () => {
  const { username } = await one.register();
  for (let i = 0; i < limit; i++) expect((await logIn(one, username, `wrong ${i}`)).code).toBe('UNAUTHENTICATED');
  await one.deps.redis.flushall();
  expect((await logIn(two, username, testPassword)).code).toBe('UNAUTHENTICATED');
});

test('an address gets a budget of its own; one household of IPv6 is one address', async () => {
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

test('one address has us mail to a hundred others in an hour, whether or not these have accounts', async () => {
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
