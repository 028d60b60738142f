/** Which requests are sent again, seen from the client's `fetch`. */
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createClient, createMemoryStorage, isAgoraError, type Client } from '../index.ts';
import { backoffMs } from '../wait.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Reply = { data?: object; errors?: object[] } | 'cut off' | 'a page of a proxy';

interface Sent {
  query: string;
  variables: { input?: { idempotencyKey?: string } };
  atMs: number;
}

/** A client of a server with scripted replies; the last one repeats. */
function against(...replies: Reply[]): { client: Client; sent: Sent[] } {
  const sent: Sent[] = [];
  const client = createClient({
    url: 'http://agora.test/graphql',
    storage: createMemoryStorage(),
    fetch: async (_url, init) => {
      const reply = replies[Math.min(sent.length, replies.length - 1)];
      sent.push({ ...(JSON.parse(String(init?.body)) as Sent), atMs: Date.now() });
      if (reply === 'cut off') throw new TypeError('fetch failed');
      return reply === 'a page of a proxy' ? new Response('<h1>502</h1>', { status: 502 }) : Response.json(reply);
    },
  });
  return { client, sent };
}

const fails = (code: string, more: object = {}): Reply => ({ errors: [{ message: code, extensions: { code, ...more } }] });
const away = fails('SUBGRAPH_UNAVAILABLE');
const post: Reply = { data: { createPost: { id: 'pst_1' } } };
const text = { input: { text: 'Hello' } };

async function settle<Value>(promise: Promise<Value>): Promise<Value | string> {
  const settled = promise.catch((error: unknown) => (isAgoraError(error) ? error.code : String(error)));
  await vi.runAllTimersAsync();
  return await settled;
}

test('a mutation with a key is sent again with the same key after any temporary failure', async () => {
  const { client, sent } = against('cut off', away, 'a page of a proxy', post);
  expect(await settle(client.api.createPost(text))).toEqual({ id: 'pst_1' });
  const keys = sent.map(({ variables }) => variables.input?.idempotencyKey);
  expect(keys).toHaveLength(4);
  expect(keys[0]).toMatch(/^[\da-f]{32}$/);
  expect(new Set(keys).size).toBe(1);
});

test('another call has another key, and a key of the app is kept', async () => {
  const { client, sent } = against(post);
  await settle(client.api.createPost(text));
  await settle(client.api.createPost(text));
  await settle(client.api.createPost({ input: { text: 'Hello', idempotencyKey: 'mine' } }));
  const [first, second, third] = sent.map(({ variables }) => variables.input?.idempotencyKey);
  expect(first).not.toBe(second);
  expect(third).toBe('mine');
});

test('an idempotent mutation is sent again, another is not', async () => {
  const like = against('cut off', { data: { likePost: { id: 'pst_1' } } });
  expect(await settle(like.client.api.likePost({ id: 'pst_1' }))).toEqual({ id: 'pst_1' });
  const edit = against('cut off', { data: { editPost: { id: 'pst_1' } } });
  expect(await settle(edit.client.api.editPost({ id: 'pst_1', text: 'Hi' }))).toBe('NETWORK_FAILED');
  expect(edit.sent).toHaveLength(1);
});

test('a query is tried five times', async () => {
  const { client, sent } = against(away);
  expect(await settle(client.api.feed())).toBe('SUBGRAPH_UNAVAILABLE');
  expect(sent).toHaveLength(5);
});

test('a permanent failure is not tried again', async () => {
  for (const code of ['BAD_USER_INPUT', 'CONFLICT', 'FORBIDDEN', 'NOT_FOUND', 'INTERNAL_SERVER_ERROR', 'OPERATION_TOO_COMPLEX']) {
    const { client, sent } = against(fails(code));
    expect(await settle(client.api.createPost(text))).toBe(code);
    expect(sent).toHaveLength(1);
  }
});

test('after RATE_LIMITED the next try waits for retryAfter; a long wait is left to the app', async () => {
  const { client, sent } = against(fails('RATE_LIMITED', { retryAfter: 7 }), { data: { feed: null } });
  expect(await settle(client.api.feed())).toBeNull();
  expect((sent[1]?.atMs ?? 0) - (sent[0]?.atMs ?? 0)).toBeGreaterThanOrEqual(7_000);
  const long = against(fails('RATE_LIMITED', { retryAfter: 900 }));
  expect(await settle(long.client.api.feed())).toBe('RATE_LIMITED');
  expect(long.sent).toHaveLength(1);
});

test('an aborted signal ends a wait at once, and its reason is thrown', async () => {
  const ending = new AbortController();
  const { client, sent } = against('cut off');
  const asking = client.api.feed({}, { signal: ending.signal });
  const outcome = asking.catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(150);
  ending.abort(new Error('enough'));
  expect(await outcome).toEqual(new Error('enough'));
  await vi.runAllTimersAsync();
  expect(sent.length).toBeLessThan(3);
});

test('an unavailable part leaves the rest of the answer, and onPartial is called', async () => {
  const feed = { nodes: [{ id: 'pst_1', author: null }] };
  const { client, sent } = against({
    data: { feed },
    errors: [{ message: 'users is away', path: ['feed', 'nodes', 0, 'author'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }],
  });
  const told: string[] = [];
  expect(await settle(client.api.feed({}, { onPartial: (errors) => told.push(...errors.map(({ code }) => code)) }))).toEqual(feed);
  expect(told).toEqual(['SUBGRAPH_UNAVAILABLE']);
  expect(sent).toHaveLength(1);
});

test('an unknown code is kept as serverCode', async () => {
  const { client } = against(fails('ON_FIRE'));
  const error: unknown = await client.api.feed().catch((thrown: unknown) => thrown);
  if (!isAgoraError(error) || error.code !== 'UNKNOWN') throw error;
  expect(error.serverCode).toBe('ON_FIRE');
});

test('pauses grow up to a limit and are random', () => {
  fc.assert(
    fc.property(fc.nat({ max: 60 }), fc.double({ min: 0, max: 1, noNaN: true }), (failures, chance) => {
      const delayMs = backoffMs(failures, () => chance);
      const fullMs = Math.min(10_000, 200 * 2 ** failures);
      expect(delayMs).toBeGreaterThanOrEqual(fullMs / 2);
      expect(delayMs).toBeLessThanOrEqual(fullMs);
    }),
  );
});
