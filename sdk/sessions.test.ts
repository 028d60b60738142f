/** Sessions of the SDK against the whole supergraph, with a clock that can be advanced. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startSupergraph, type Supergraph, testPassword } from '../test/harness/supergraph.ts';
import { type Client, type ClientOptions, createBrowserStorage, createClient, createMemoryStorage, isAgoraError } from './src/index.ts';

const lapsedMs = 16 * 60_000;

let agora: Supergraph;
let aheadMs = 0;
beforeAll(async () => {
  agora = await startSupergraph({ clock: () => new Date(Date.now() + aheadMs) });
});
beforeEach(() => {
  sent = [];
});
afterAll(async () => await agora[Symbol.asyncDispose]());

/** The names of the sent operations. */
let sent: string[] = [];
const countingFetch: typeof fetch = async (url, init) => {
  const { query } = JSON.parse(String(init?.body)) as { query: string };
  sent.push(/\w+ (\w+)/.exec(query)?.[1] ?? query);
  return await fetch(url, init);
};
const refreshes = (): number => sent.filter((name) => name === 'refreshTokens').length;

const clients: Client[] = [];
afterAll(() => {
  for (const client of clients) client.dispose();
});
function open(options: Partial<ClientOptions> = {}): Client {
  const client = createClient({ url: agora.url, fetch: countingFetch, ...options });
  clients.push(client);
  return client;
}

let made = 0;
async function signUp(options: Partial<ClientOptions> = {}): Promise<Client> {
  const client = open(options);
  const username = `session_${++made}`;
  await client.auth.register({ username, email: `${username}@example.org`, password: testPassword });
  return client;
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!isAgoraError(error)) throw error ?? new Error('It succeeded.');
  return error.code;
}

test('50 concurrent calls with an expired token refresh it once', async () => {
  const client = await signUp();
  aheadMs += lapsedMs;
  const answers = await Promise.all(Array.from({ length: 50 }, async () => await client.api.me()));
  expect(answers.map((me) => me?.user.username)).toEqual(Array.from({ length: 50 }, () => `session_${made}`));
  expect(refreshes()).toBe(1);
});

test('two tabs refresh a token once', async () => {
  const storage = createMemoryStorage();
  const tabs = [await signUp({ storage }), open({ storage })];
  aheadMs += lapsedMs;
  const calls = tabs.flatMap((tab) => Array.from({ length: 25 }, async () => await tab.api.me()));
  for (const me of await Promise.all(calls)) expect(me?.user.username).toBe(`session_${made}`);
  expect(refreshes()).toBe(1);
});

test('a token is replaced before it expires, by the clock of this machine', async () => {
  const storage = createMemoryStorage();
  const client = await signUp({ storage });
  const session = storage.read();
  if (!session) throw new Error('signed out');
  expect(session.expiresAtMs - Date.now()).toBeGreaterThan(870_000);
  storage.write({ ...session, expiresAtMs: Date.now() - 1 });
  await client.api.me();
  expect(sent.slice(-2)).toEqual(['refreshTokens', 'me']);
});

test('a mutation whose token was refused runs once', async () => {
  const client = await signUp();
  aheadMs += lapsedMs;
  await client.api.updateProfile({ input: { bio: 'after a refresh' } });
  expect(sent.slice(-3)).toEqual(['updateProfile', 'refreshTokens', 'updateProfile']);
  expect((await client.api.me())?.user.bio).toBe('after a refresh');
});

test('a request of one account does not run as another that signs in meanwhile', async () => {
  const storage = createMemoryStorage();
  const other = await signUp();
  const otherName = `session_${made}`;
  const client = await signUp({
    storage,
    fetch: async (url, init) => {
      const response = await countingFetch(url, init);
      if (sent.at(-1) === 'updateProfile') await open({ storage }).auth.login({ usernameOrEmail: otherName, password: testPassword });
      return response;
    },
  });
  aheadMs += lapsedMs;
  expect(await codeOf(client.api.updateProfile({ input: { bio: 'of somebody else' } }))).toBe('UNAUTHENTICATED');
  expect((await other.api.me())?.user.bio).toBe('');
});

test('a session that another device ends signs out, and ends its live lists', async () => {
  const client = await signUp();
  const states: unknown[] = [];
  client.auth.onChange((state) => states.push(state));
  const following = (async () => {
    for await (const _ of client.live.feed()) void _;
  })();
  const other = open();
  await other.auth.login({ usernameOrEmail: `session_${made}`, password: testPassword });
  await other.auth.logoutEverywhere();
  expect(await codeOf(following)).toBe('UNAUTHENTICATED');
  expect(await codeOf(client.api.createPost({ input: { text: 'too late' } }))).toBe('UNAUTHENTICATED');
  expect(states).toEqual([{ status: 'signed-out', reason: 'ended' }]);
  expect(client.auth.state).toBe(states[0]);
  expect(other.auth.state).toEqual({ status: 'signed-out', reason: 'left' });
});

test('signing out ends live lists, and a running refresh does not undo it', async () => {
  let hold: Promise<void> | null = null;
  const client = await signUp({
    fetch: async (url, init) => {
      const response = await countingFetch(url, init);
      if (String(init?.body).includes('refreshTokens')) await hold;
      return response;
    },
  });
  let release = (): void => undefined;
  hold = new Promise((resolve) => (release = resolve));
  aheadMs += lapsedMs;
  const asking = client.api.me();
  const leaving = client.auth.logout();
  while (refreshes() === 0) await new Promise((resolve) => setImmediate(resolve));
  release();
  await Promise.all([asking, leaving]);
  expect(client.auth.state.status).toBe('signed-out');
});

test('the session stays while the server is unavailable', async () => {
  let isAway = false;
  const client = await signUp({
    fetch: async (url, init) => {
      if (isAway && String(init?.body).includes('refreshTokens')) throw new TypeError('fetch failed');
      return await countingFetch(url, init);
    },
  });
  aheadMs += lapsedMs;
  isAway = true;
  expect(await codeOf(client.api.me())).toBe('NETWORK_FAILED');
  expect(client.auth.state.status).toBe('signed-in');
  isAway = false;
  expect((await client.api.me())?.user.username).toBe(`session_${made}`);
}, 60_000);

test("wrong passwords of others do not lock a known device out; the browser's storage keeps its token", async () => {
  const kept = new Map<string, string>();
  const texts = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
    removeItem: (key: string) => void kept.delete(key),
  };
  for (const storage of [createMemoryStorage(), createBrowserStorage('agora', texts)]) {
    const client = await signUp({ storage });
    const input = { usernameOrEmail: `session_${made}`, password: testPassword };
    await client.auth.logout();
    const stranger = open({ storage: createMemoryStorage() });
    const tries = Array.from({ length: 12 }, async (_, i) => await codeOf(stranger.auth.login({ ...input, password: `wrong ${i}` })));
    expect(await Promise.all(tries)).toContain('RATE_LIMITED');
    expect(await codeOf(stranger.auth.login(input))).toBe('RATE_LIMITED');
    expect(await client.auth.login(input)).toMatchObject({ status: 'signed-in', username: input.usernameOrEmail });
  }
});
