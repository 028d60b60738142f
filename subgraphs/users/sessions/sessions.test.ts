import { startUsers, type TestAccount, type TestUsers, testPassword } from '#test/harness/clients/users.ts';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { byId } from '#lib/db/ids.ts';
import { rebuildEnded } from './ended-sessions.ts';

let users: TestUsers;
beforeAll(async () => {
  users = await startUsers();
});
afterAll(async () => await users[Symbol.asyncDispose]());

const refreshMutation =
  'mutation ($t: String!) { refreshTokens(refreshToken: $t) { viewer { user { id } } tokens { accessToken refreshToken } } }';

async function refresh(token: string): Promise<string | null> {
  const { data, errors } = await users.ask(refreshMutation, { t: token });
  expect(errors.map(({ message, extensions }) => `${extensions.code} ${message}`)).toEqual(
    data === null ? ['UNAUTHENTICATED This refresh token is not valid.'] : [],
  );
  return data?.refreshTokens.tokens.refreshToken ?? null;
}

async function hasEnded({ sessionId }: TestAccount): Promise<boolean> {
  const { data } = await users.ask('query ($ids: [ID!]!) { _sessionsEnded(ids: $ids) }', { ids: [sessionId] }, { service: 'gateway' });
  return data._sessionsEnded.includes(sessionId);
}

async function isMarkedEnded(sessionId: string): Promise<boolean> {
  return (await users.deps.redis.exists(`{auth}:ended:${sessionId}`)) === 1;
}

test('a refresh token used twenty times at once has one successor', async () => {
  const ada = await users.register();
  const successors = await Promise.all(Array.from({ length: 20 }, () => refresh(ada.refreshToken)));
  expect(new Set(successors).size).toBe(1);
  expect(successors[0]).toMatch(/^ses_/);
  expect(await refresh(successors[0] ?? '')).toMatch(/^ses_/);
});

test('the old token gives the same successor for 10 s, even after its use, and ends the session later', async () => {
  const ada = await users.register();
  const second = await refresh(ada.refreshToken);
  const third = await refresh(second ?? '');
  users.passMs(9_000);
  expect(await refresh(ada.refreshToken)).toBe(second);
  expect(await refresh(second ?? '')).toBe(third);
  expect(await hasEnded(ada)).toBe(false);
  users.passMs(1_500);
  expect(await refresh(ada.refreshToken)).toBeNull();
  expect(await hasEnded(ada)).toBe(true);
  expect(await isMarkedEnded(ada.sessionId)).toBe(true);
  expect(await refresh(third ?? '')).toBeNull();
});

test('an invented token is refused and ends nothing', async () => {
  const ada = await users.register();
  const { refreshToken } = ada;
  const body = refreshToken.slice(31);
  const changed = `${refreshToken.slice(0, 31)}${body[0] === 'A' ? 'B' : 'A'}${body.slice(1)}`;
  for (const token of [changed, `${ada.sessionId}.${'A'.repeat(64)}`, refreshToken.slice(0, -1), `${refreshToken}x`, ada.accessToken])
    expect(await refresh(token)).toBeNull();
  expect(await hasEnded(ada)).toBe(false);
  expect(await refresh(refreshToken)).toMatch(/^ses_/);
});

test('a session lives 30 days from its last use', async () => {
  const ada = await users.register();
  users.passMs(29 * 86_400_000);
  const second = await refresh(ada.refreshToken);
  expect(second).toMatch(/^ses_/);
  users.passMs(29 * 86_400_000);
  const third = await refresh(second ?? '');
  expect(third).toMatch(/^ses_/);
  users.passMs(30 * 86_400_000 + 1);
  expect(await refresh(third ?? '')).toBeNull();
});

test('logout ends the session of the request: its token, the key in Redis and the message', async () => {
  const ada = await users.register();
  const listener = users.deps.redis.duplicate();
  const heard: string[] = [];
  listener.on('message', (_channel, id) => heard.push(id));
  await listener.subscribe('{auth}:ended');
  expect((await users.ask('mutation { logout }', {}, ada)).data).toEqual({ logout: true });
  expect(await isMarkedEnded(ada.sessionId)).toBe(true);
  await vi.waitFor(() => expect(heard).toEqual([ada.sessionId]));
  listener.disconnect();
  expect(await refresh(ada.refreshToken)).toBeNull();
  const kept = await users.deps.models.sessions.findOne(byId(ada.sessionId)).lean();
  expect(kept).toMatchObject({ ip: null, userAgent: null, endedAt: expect.any(Date) });
  expect(kept).not.toHaveProperty('announceSince');
});

test('one of several sessions ends; a session of another user is not found', async () => {
  const [ada, ben] = [await users.register(), await users.register()];
  await users.ask('mutation ($input: LoginInput!) { login(input: $input) { tokens { expiresIn } } }', {
    input: { usernameOrEmail: ada.username, password: testPassword },
  });
  const { data } = await users.ask('{ me { sessions { id current } } }', {}, ada);
  const other = data.me.sessions.find((session: { current: boolean }) => !session.current).id;
  expect(data.me.sessions).toHaveLength(2);
  const end = 'mutation ($id: ID!) { logoutSession(id: $id) }';
  expect((await users.ask(end, { id: other }, ben)).errors[0]?.extensions).toEqual({ code: 'NOT_FOUND', field: 'id' });
  expect((await users.ask(end, { id: other }, ada)).data).toEqual({ logoutSession: true });
  expect((await users.ask(end, { id: other }, ada)).data).toEqual({ logoutSession: true });
  expect((await users.ask('{ me { sessions { id } } }', {}, ada)).data.me.sessions).toEqual([{ id: ada.sessionId }]);
  expect((await users.ask('mutation { logoutEverywhere }', {}, ada)).data).toEqual({ logoutEverywhere: true });
  expect(await hasEnded(ada)).toBe(true);
  expect(await hasEnded(ben)).toBe(false);
});

test('after a flush Redis gets the ended sessions again, the marker last', async () => {
  const ada = await users.register();
  await users.ask('mutation { logout }', {}, ada);
  await users.deps.redis.flushall();
  expect(await isMarkedEnded(ada.sessionId)).toBe(false);
  await vi.waitFor(async () => expect(await users.deps.redis.exists('{auth}:complete')).toBe(1), { timeout: 2_000, interval: 20 });
  expect(await isMarkedEnded(ada.sessionId)).toBe(true);
});

test('a rebuild sets no marker when Redis is flushed again meanwhile', async () => {
  const ada = await users.register();
  await users.ask('mutation { logout }', {}, ada);
  const { redis, models } = users.deps;
  await redis.flushall();
  const find = vi.spyOn(models.sessions, 'find').mockImplementationOnce((...args: Parameters<typeof models.sessions.find>) => {
    redis.flushall().catch(() => undefined);
    return models.sessions.find(...args);
  });
  await rebuildEnded(users.deps);
  find.mockRestore();
  const [complete, marked] = [await redis.exists('{auth}:complete'), await isMarkedEnded(ada.sessionId)];
  expect(complete === 0 || marked).toBe(true);
});

test('the sweep announces an ended session whose process died before its announcement', async () => {
  const ada = await users.register();
  const now = users.deps.clock();
  await users.deps.models.sessions.updateOne(byId(ada.sessionId), { $set: { endedAt: now, announceSince: now } });
  await vi.waitFor(async () => expect(await isMarkedEnded(ada.sessionId)).toBe(true), { timeout: 3_000, interval: 50 });
});

test('unknown sessions count as ended; clients may not ask', async () => {
  const ids = ['ses_01JD0000000000000000000000', 'nonsense'];
  const query = 'query ($ids: [ID!]!) { _sessionsEnded(ids: $ids) }';
  expect((await users.ask(query, { ids }, { service: 'gateway' })).data._sessionsEnded).toEqual(ids);
  expect((await users.ask(query, { ids })).errors[0]?.extensions.code).toBe('FORBIDDEN');
});
