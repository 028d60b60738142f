import { startUsers, type TestUsers, testPassword } from '#test/harness/clients/users.ts';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

let users: TestUsers;
beforeAll(async () => {
  users = await startUsers({ env: { AGORA_LOGIN_ATTEMPTS: '3' } });
});
afterAll(async () => await users[Symbol.asyncDispose]());

const login = 'mutation ($input: LoginInput!) { login(input: $input) { tokens { expiresIn } } }';

test('while Redis is away, sign-ins and sign-outs work and passwords stay guarded; once it is back it has the ended sessions', async () => {
  const [ada, ben] = [await users.register(), await users.register()];
  const startAgain = await users.endRedis();
  await vi.waitFor(() => expect(users.deps.redis.status).not.toBe('ready'));

  const logIn = async (username: string, password: string) =>
    (await users.ask(login, { input: { usernameOrEmail: username, password } })).errors[0]?.extensions.code ?? 'OK';
  expect(await logIn(ada.username, testPassword)).toBe('OK');
  const wrong = [];
  for (let i = 0; i < 5; i++) wrong.push(await logIn(ben.username, 'wrong horse'));
  expect(wrong).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED', 'UNAUTHENTICATED', 'RATE_LIMITED', 'RATE_LIMITED']);

  const begun = performance.now();
  expect((await users.ask('mutation { logout }', {}, ada)).data).toEqual({ logout: true });
  expect(performance.now() - begun).toBeLessThan(2_000);
  const ended = await users.ask(
    'query ($ids: [ID!]!) { _sessionsEnded(ids: $ids) }',
    { ids: [ada.sessionId, ben.sessionId] },
    { service: 'gateway' },
  );
  expect(ended.data._sessionsEnded).toEqual([ada.sessionId]);

  await startAgain();
  await vi.waitFor(async () => expect(await users.deps.redis.exists('{auth}:complete')).toBe(1), { timeout: 10_000, interval: 50 });
  expect(await users.deps.redis.exists(`{auth}:ended:${ada.sessionId}`)).toBe(1);
  expect(await users.deps.redis.exists(`{auth}:ended:${ben.sessionId}`)).toBe(0);
});
