/** Subscriptions as server-sent events, of a subgraph that speaks graphql-ws alone: what the client is told, and when it ends. */
import { once } from 'node:events';
import { type IncomingMessage, request as requestOverHttp } from 'node:http';
import { createClient } from 'graphql-sse';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { completeKey, endedChannel, endedKey } from '#lib/auth/ended-sessions.ts';
import { createBudgets, objectsPerSender } from '../cost/budgets.ts';
import { newRequest } from '../request.ts';
import { sessionId, startSmallSupergraph, type SmallSupergraph } from '#test/harness/small-supergraph.ts';

const feed = 'subscription ($after: String) { newPost(after: $after) { cursor post { text author { name } } } }';
const soon = { timeout: 10_000, interval: 20 };
/** What urql sends with each query. */
const anything = 'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed';

let world: SmallSupergraph;
let redis: Redis;
const leaving = new AbortController();
beforeAll(async () => {
  world = await startSmallSupergraph({ AGORA_ALLOWED_ORIGINS: 'https://app.example' });
  redis = new Redis(world.redis.url);
  await redis.set(completeKey, '1');
});
afterAll(async () => {
  leaving.abort();
  redis.disconnect();
  await world[Symbol.asyncDispose]();
});

interface Opened {
  status: number;
  headers: Headers;
  /** What has come. */
  text: () => string;
  ended: Promise<void>;
  leave: () => void;
}

interface Ask {
  query?: string;
  variables?: Record<string, unknown>;
  headers?: Record<string, string>;
  method?: 'GET' | 'POST';
}

async function open({ query = feed, variables = {}, headers = {}, method = 'POST' }: Ask = {}): Promise<Opened> {
  const own = new AbortController();
  const signal = AbortSignal.any([own.signal, leaving.signal]);
  const given: Record<string, string> = { accept: 'text/event-stream', authorization: `Bearer ${await world.token()}`, ...headers };
  const address = `${world.gateway.url}/graphql`;
  const response = await (method === 'POST'
    ? fetch(address, {
        method,
        headers: { 'content-type': 'application/json', ...given },
        body: JSON.stringify({ query, variables }),
        signal,
      })
    : fetch(`${address}?${new URLSearchParams({ query, variables: JSON.stringify(variables) }).toString()}`, { headers: given, signal }));
  let text = '';
  const read = async (): Promise<void> => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) text += decoder.decode(chunk as Uint8Array, { stream: true });
  };
  return {
    status: response.status,
    headers: response.headers,
    text: () => text,
    ended: read().catch(() => undefined),
    leave: () => own.abort(),
  };
}

const next = (text: string): RegExp => new RegExp(`event: next\\nid: \\d+\\ndata: \\{"data":\\{"newPost":.*"text":"${text}".*\\}\\}\\n\\n`);

/** Publishes once the stream listens. */
async function publish(text: string, before: number): Promise<void> {
  await vi.waitFor(() => expect(world.listeners()).toBeGreaterThan(before), soon);
  world.publish(text);
}

describe('an event stream', () => {
  it.each(['POST', 'GET'] as const)('tells events with their cursors by %s, and Last-Event-ID resumes after one', async (method) => {
    const before = world.listeners();
    const stream = await open({ method });
    expect([stream.status, stream.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
    await publish(`one by ${method}`, before);
    await vi.waitFor(() => expect(stream.text()).toMatch(next(`one by ${method}`)), soon);
    stream.leave();
    const id = /id: (\d+)/.exec(stream.text())?.[1] ?? '';
    world.publish('missed');
    world.publish('missed, too');
    const resumed = await open({ method, headers: { 'last-event-id': id }, variables: { after: '0' } });
    await vi.waitFor(() => expect(resumed.text()).toMatch(next('missed, too')), soon);
    expect([...resumed.text().matchAll(/"text":"([^"]*)"/g)].map(([, text]) => text)).toEqual(['missed', 'missed, too']);
    resumed.leave();
  });

  it('is read by the client of graphql-sse', async () => {
    const before = world.listeners();
    const client = createClient({ url: `${world.gateway.url}/graphql`, headers: { authorization: `Bearer ${await world.token()}` } });
    const events = client.iterate<{ newPost: { post: { text: string } } }>({ query: feed });
    const reading = events.next();
    await publish('for the client', before);
    expect((await reading).value?.data?.newPost.post).toEqual({
      text: 'for the client',
      author: { name: expect.stringMatching(/^name of/) },
    });
    client.dispose();
  });

  it('is for subscriptions, and where the client accepts nothing else', async () => {
    const asJson = await open({ query: '{ me { id } }', headers: { accept: anything } });
    await asJson.ended;
    expect([asJson.status, asJson.headers.get('content-type')]).toEqual([200, expect.stringContaining('json')]);
    const streamed = await open({ query: '{ me { id } }' });
    await streamed.ended;
    expect(streamed.text()).toMatch(/event: next\ndata: \{"data":\{"me":\{"id":"usr_\w+"\}\}\}\n\nevent: complete\ndata:\n\n$/);
    const subscribed = await open({ headers: { accept: anything } });
    expect(subscribed.headers.get('content-type')).toContain('text/event-stream');
    subscribed.leave();
    const refused = await open({ headers: { accept: '*/*' } });
    await refused.ended;
    expect([refused.status, refused.text()]).toEqual([400, expect.stringContaining('text/event-stream')]);
  });

  it.each([
    ['a field that is not there', { query: 'subscription { nothing }' }, 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['no GraphQL', { query: 'subscription {' }, 400, 'GRAPHQL_PARSE_FAILED'],
    ['a variable of a wrong type', { variables: { after: 7 } }, 400, 'BAD_USER_INPUT'],
    ['a token that is none', { headers: { authorization: 'Bearer nonsense' } }, 401, 'UNAUTHENTICATED'],
    ['a page of another site', { headers: { origin: 'https://evil.example' } }, 403, 'FORBIDDEN'],
    ['a mutation by GET', { query: 'mutation { createPost(text: "x") { id } }', method: 'GET' as const }, 400, 'BAD_USER_INPUT'],
  ])('refuses %s as JSON before it begins', async (_name, asked, status, code) => {
    const refused = await open(asked);
    await refused.ended;
    expect([refused.status, refused.headers.get('content-type')]).toEqual([status, expect.stringContaining('application/json')]);
    expect(JSON.parse(refused.text())).toMatchObject({ errors: [{ extensions: { code, requestId: expect.any(String) } }] });
  });

  it('takes a page of an allowed site', async () => {
    const stream = await open({ headers: { origin: 'https://app.example' } });
    expect([stream.status, stream.headers.get('access-control-allow-origin')]).toEqual([200, 'https://app.example']);
    stream.leave();
  });

  it('tells what the subgraph refuses later as its last event', async () => {
    const stream = await open({ variables: { after: 'old' } });
    await stream.ended;
    expect(stream.text()).toMatch(/event: next\ndata: \{"errors":\[\{.*"CURSOR_EXPIRED".*\}\]\}\n\nevent: complete\ndata:\n\n$/);
  });

  it('ends with its session', async () => {
    const sid = `${sessionId.slice(0, -1)}7`;
    const before = world.listeners();
    const stream = await open({ headers: { authorization: `Bearer ${await world.token({ sid })}` } });
    await publish('before the end', before);
    await vi.waitFor(() => expect(stream.text()).toMatch(next('before the end')), soon);
    await redis.set(endedKey(sid), '1');
    await redis.publish(endedChannel, sid);
    await stream.ended;
    expect(stream.text()).toMatch(/"code":"UNAUTHENTICATED".*\n\nevent: complete\ndata:\n\n$/);
    expect((await open({ headers: { authorization: `Bearer ${await world.token({ sid })}` } })).status).toBe(401);
  });

  it('ends with RATE_LIMITED when its sender has had too many objects, and resumes after its last event', async () => {
    const sub = 'usr_01JD0000000000000000000081';
    const asked = newRequest({ clientIp: '192.0.2.81', userAgent: undefined });
    asked.identity.viewerId = sub;
    const keysBefore = new Set(await redis.keys('budget:objects:*'));
    // Some 600 are left, which come back in seconds.
    await createBudgets(redis).takeObjects(asked, objectsPerSender - 600);
    const [key = ''] = (await redis.keys('budget:objects:*')).filter((name) => !keysBefore.has(name));
    await redis.pexpire(key, 5_000);
    const headers = { authorization: `Bearer ${await world.token({ sub })}` };
    const query = 'subscription { newPost { cursor post { text author { friends(first: 49) { nodes { id } } } } } }';
    const before = world.listeners();
    const stream = await open({ query, headers });
    const sent = Array.from({ length: 30 }, (_, index) => `dear ${index}`);
    await publish('dear 0', before);
    for (const text of sent.slice(1)) world.publish(text);
    await stream.ended;
    expect(stream.text()).toMatch(/event: next\ndata: \{"errors":\[\{.*"RATE_LIMITED".*\}\]\}\n\nevent: complete\ndata:\n\n$/);
    const textsOf = ({ text }: Opened): string[] => [...text().matchAll(/"text":"(dear \d+)"/g)].map(([, one = '']) => one);
    const first = textsOf(stream);
    expect(first.length).toBeGreaterThan(5);
    expect(first.length).toBeLessThan(sent.length);
    const id = [...stream.text().matchAll(/^id: (\d+)$/gm)].at(-1)?.[1] ?? '';
    const resume = { query: feed, headers: { ...headers, 'last-event-id': id } };
    await vi.waitFor(
      async () => {
        const resumed = await open(resume);
        await vi.waitFor(() => expect([...first, ...textsOf(resumed)]).toEqual(sent), { timeout: 2_000 });
        resumed.leave();
      },
      { timeout: 30_000, interval: 500 },
    );
  });

  it('is cut off when its client leaves a megabyte unread for seconds', async () => {
    const gauge = async (): Promise<number> =>
      Number(/^agora_live_connections\{kind="stream"\} (\d+)$/m.exec(await world.gateway.metrics.text())?.[1]);
    await vi.waitFor(async () => expect(await gauge()).toBe(0), soon);
    const asking = requestOverHttp(`${world.gateway.url}/graphql`, {
      method: 'POST',
      headers: { accept: 'text/event-stream', 'content-type': 'application/json', authorization: `Bearer ${await world.token()}` },
    });
    const before = world.listeners();
    asking.end(JSON.stringify({ query: feed }));
    // Nothing is read before it is resumed.
    const [response] = (await once(asking, 'response')) as [IncomingMessage];
    await vi.waitFor(() => expect(world.listeners()).toBeGreaterThan(before), soon);
    expect(await gauge()).toBe(1);
    // More than the system takes for a client that does not read.
    for (let count = 0; count < 15; count += 1) world.publish('x'.repeat(1_500_000));
    await vi.waitFor(async () => expect(await gauge()).toBe(0), { timeout: 30_000, interval: 50 });
    const failed = once(response, 'error');
    response.resume();
    await failed;
    expect(response.complete).toBe(false);
  });

  it('ends without a word when the gateway ends, so that its client comes back', async () => {
    const before = world.listeners();
    const stream = await open();
    await publish('the last', before);
    await vi.waitFor(() => expect(stream.text()).toMatch(next('the last')), soon);
    await world.gateway.close();
    await stream.ended;
    expect(stream.text()).toMatch(/^retry: \d+\n\n/);
    expect(stream.text()).not.toContain('event: complete');
  });
});
