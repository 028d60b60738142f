import { createClient, type Client, type SubscribePayload } from 'graphql-ws';
import { Redis } from 'ioredis';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { completeKey, endedChannel, endedKey } from '#lib/auth/ended-sessions.ts';
import { createBudgets, objectsPerSender } from '../cost/budgets.ts';
import { newRequest } from '../request.ts';
import { sessionId, startSmallSupergraph, type SmallSupergraph } from '#test/harness/small-supergraph.ts';

let world: SmallSupergraph;
let redis: Redis;
const clients: Client[] = [];
beforeAll(async () => {
  world = await startSmallSupergraph();
  redis = new Redis(world.redis.url);
  await redis.set(completeKey, '1');
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.dispose();
});
afterAll(async () => {
  redis.disconnect();
  await world[Symbol.asyncDispose]();
});

interface Followed {
  events: { data?: Record<string, unknown> | null | undefined; errors?: readonly unknown[] | undefined }[];
  /** What ended it: errors, or a close event's code. */
  ended: Promise<unknown>;
  unsubscribe: () => void;
}

async function connect(
  authorization?: string,
): Promise<{ client: Client; follow: (query: string | SubscribePayload) => Followed; closed: Promise<number> }> {
  let tellClosed: (code: number) => void = () => undefined;
  const closed = new Promise<number>((resolve) => {
    tellClosed = resolve;
  });
  const client = createClient({
    url: `${world.gateway.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: authorization === undefined ? {} : { authorization },
    on: { closed: (event) => tellClosed((event as CloseEvent).code) },
  });
  clients.push(client);
  const follow = (query: string | SubscribePayload): Followed => {
    const events: Followed['events'] = [];
    let unsubscribe = (): void => undefined;
    const ended = new Promise((resolve) => {
      unsubscribe = client.subscribe(typeof query === 'string' ? { query } : query, {
        next: (event) => events.push(event),
        error: (error) => resolve(Array.isArray(error) ? error : (error as CloseEvent).code),
        complete: () => resolve('complete'),
      });
    });
    return { events, ended, unsubscribe };
  };
  return { client, follow, closed };
}

async function until(claim: () => boolean, withinMs = 20_000): Promise<void> {
  const endMs = performance.now() + withinMs;
  while (!claim()) {
    if (performance.now() > endMs) throw new Error('did not come true in time');
    await delay(10);
  }
}

/** Waits until posts has one listener more. */
async function listening(begin: () => Followed): Promise<Followed> {
  const before = world.listeners();
  const followed = begin();
  await until(() => world.listeners() > before);
  return followed;
}

async function bearer(): Promise<string> {
  return `Bearer ${await world.token()}`;
}

const texts = ({ events }: Followed): string[] =>
  events.map(({ data }) => (data as { newPost: { post: { text: string } } }).newPost.post.text);

describe('subscriptions', () => {
  it('completes events from other subgraphs and shows only what was asked for', async () => {
    const { follow } = await connect(await bearer());
    const followed = follow('subscription { live: newPost { post { text author { name } } } }');
    await until(() => world.listeners() === 1);
    world.publish('live one');
    await until(() => followed.events.length === 1);
    const { post } = followed.events[0]?.data?.['live'] as { post: { author: { name: string } } };
    expect(followed.events[0]?.data).toEqual({ live: { post: { text: 'live one', author: { name: post.author.name } } } });
    expect(post.author.name).toMatch(/^name of u\d+$/);
  });

  it('goes on across a restart of the subgraph, each event once and in order, even before the first', async () => {
    const { follow } = await connect(await bearer());
    const early = await listening(() => follow('subscription { newPost { cursor post { text } } }'));
    await world.posts.stop();
    world.publish('a');
    await world.posts.start();
    await until(() => early.events.length === 1);
    world.publish('b');
    await until(() => early.events.length === 2);
    await world.posts.stop();
    world.publish('c');
    world.publish('d');
    const { body } = await world.query('{ posts { nodes { id } } }');
    expect(body.errors).toMatchObject([{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }]);
    await world.posts.start();
    await until(() => early.events.length === 4);
    for (const text of ['e', 'f']) {
      world.publish(text);
      await until(() => texts(early).includes(text));
    }
    expect(texts(early)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  it('resumes after the cursor that a client gives, as a literal or as a variable', async () => {
    const { follow } = await connect(await bearer());
    const all = follow('subscription { newPost(after: "0") { cursor post { text } } }');
    await until(() => all.events.length > 1);
    const { cursor } = (all.events[0]?.data as { newPost: { cursor: string } }).newPost;
    const resumed = follow({
      query: 'subscription Live($from: String) { newPost(after: $from) { post { text } } }',
      variables: { from: cursor },
    });
    await until(() => resumed.events.length === all.events.length - 1);
    expect(texts(resumed)).toEqual(texts(all).slice(1));
  });

  it('tells what the subgraph refuses', async () => {
    const { follow } = await connect(await bearer());
    expect(await follow('subscription { newPost(after: "old") { cursor } }').ended).toMatchObject([
      { message: 'Load the page again.', extensions: { code: 'CURSOR_EXPIRED', requestId: expect.any(String) } },
    ]);
    const anonymous = await connect();
    expect(await anonymous.follow('subscription { newPost { cursor } }').ended).toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED' } },
    ]);
  });

  it('holds operations to the same rules as over HTTP', async () => {
    const { follow } = await connect();
    expect(await follow('subscription { nothing }').ended).toMatchObject([
      { extensions: { code: 'GRAPHQL_VALIDATION_FAILED', requestId: expect.any(String) } },
    ]);
    expect(await follow('subscription { newPost').ended).toMatchObject([{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }]);
    expect(
      await follow({ query: 'subscription L($after: String) { newPost(after: $after) { cursor } }', variables: { after: 7 } }).ended,
    ).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'after' } }]);
    const many = Array.from({ length: 30 }, (_, index) => `c${index}: cursor`).join(' ');
    expect(await follow(`subscription { newPost { ${many} } }`).ended).toMatchObject([{ extensions: { code: 'OPERATION_TOO_COMPLEX' } }]);
  });

  it('refuses a subscription in the words of HTTP', async () => {
    const { follow } = await connect();
    const wrong = [
      'subscription { nothing }',
      'subscription { newPost(after: 7) { cursor } }',
      'subscription { newPost { post { text { inner } } } }',
      'subscription Two { newPost { cursor } ticks }',
      'subscription { newPost { ...Missing } }',
      `subscription { newPost { ${Array.from({ length: 30 }, (_, index) => `c${index}: cursor`).join(' ')} } }`,
    ];
    for (const query of wrong) {
      const overSocket = (await follow(query).ended) as { extensions: { requestId?: string } }[];
      const { body } = await world.query(query);
      const overHttp = body.errors as typeof overSocket;
      for (const error of [...overSocket, ...overHttp]) {
        expect(error.extensions.requestId).toEqual(expect.any(String));
        delete error.extensions.requestId;
      }
      expect(overSocket).toEqual(overHttp);
    }
  });

  it('answers queries and mutations too', async () => {
    const { follow } = await connect(await bearer());
    const query = follow('{ me { id } nope: fail(how: "CONFLICT") }');
    expect(await query.ended).toBe('complete');
    expect(query.events).toMatchObject([
      { data: { me: { id: expect.any(String) } }, errors: [{ extensions: { code: 'CONFLICT', field: 'input.username' } }] },
    ]);
  });

  it('ends one subscription without the others', async () => {
    const { follow } = await connect();
    const [one, two] = [follow('subscription { ticks }'), follow('subscription { ticks }')];
    await until(() => one.events.length > 1 && two.events.length > 1);
    one.unsubscribe();
    const [seen, goneOn] = [one.events.length, two.events.length];
    await until(() => two.events.length > goneOn + 3);
    expect(one.events.length - seen).toBeLessThan(2);
  });

  it('gives an event whole when another subgraph is away: null, and one error', async () => {
    const { follow } = await connect(await bearer());
    const followed = await listening(() => follow('subscription { newPost { post { text author { name } } } }'));
    await world.users.stop();
    world.publish('alone');
    await until(() => followed.events.length === 1);
    await world.users.start();
    expect(followed.events[0]).toMatchObject({
      data: { newPost: { post: { text: 'alone', author: null } } },
      errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE', requestId: expect.any(String) } }],
    });
    expect(followed.events[0]?.errors).toHaveLength(1);
  });

  it('ends with RATE_LIMITED when its sender has had too many objects, and goes on after its last cursor', async () => {
    const sub = 'usr_01JD0000000000000000000077';
    const request = newRequest({ clientIp: '192.0.2.77', userAgent: undefined });
    request.identity.viewerId = sub;
    const keysBefore = new Set(await redis.keys('budget:objects:*'));
    // Some 600 are left, which come back in three seconds.
    await createBudgets(redis).takeObjects(request, objectsPerSender - 600);
    const [key = ''] = (await redis.keys('budget:objects:*')).filter((name) => !keysBefore.has(name));
    await redis.pexpire(key, 3_000);
    const { follow } = await connect(`Bearer ${await world.token({ sub })}`);
    const selection = '{ cursor post { text author { friends(first: 49) { nodes { id } } } } }';
    const followed = await listening(() => follow(`subscription { newPost ${selection} }`));
    const sent = Array.from({ length: 30 }, (_, index) => `dear ${index}`);
    for (const text of sent) world.publish(text);
    const [error] = (await followed.ended) as { extensions: { code: string; retryAfter: number } }[];
    expect(error?.extensions).toMatchObject({ code: 'RATE_LIMITED', retryAfter: expect.any(Number) });
    const first = texts(followed);
    expect(first.length).toBeGreaterThan(5);
    expect(first.length).toBeLessThan(sent.length);
    const { cursor } = followed.events.at(-1)?.data?.['newPost'] as { cursor: string };
    const rest = await vi.waitFor(
      async () => {
        const resumed = follow(`subscription { newPost(after: "${cursor}") ${selection} }`);
        await Promise.race([resumed.ended, until(() => resumed.events.length === sent.length - first.length)]);
        expect(resumed.events).toHaveLength(sent.length - first.length);
        return texts(resumed);
      },
      { timeout: 30_000, interval: 500 },
    );
    expect([...first, ...rest]).toEqual(sent);
  });

  it('takes what the events of a viewer hold from one budget over all sockets and addresses, and from nobody else’s', async () => {
    const sub = 'usr_01JD0000000000000000000078';
    const request = newRequest({ clientIp: '192.0.2.78', userAgent: undefined });
    request.identity.viewerId = sub;
    const left = 2_000;
    await createBudgets(redis).takeObjects(request, objectsPerSender - left);
    const selection = '{ cursor post { text author { friends(first: 49) { nodes { id } } } } }';
    const other = await connect(`Bearer ${await world.token({ sub: 'usr_01JD0000000000000000000079' })}`);
    const own = await Promise.all([0, 1, 2].map(async () => await connect(`Bearer ${await world.token({ sub })}`)));
    const all: Followed[] = [];
    for (const { follow } of [other, ...own]) all.push(await listening(() => follow(`subscription { newPost ${selection} }`)));
    const [others, ...mine] = all as [Followed, ...Followed[]];
    const sent = Array.from({ length: 40 }, (_, index) => `shared ${index}`);
    for (const text of sent) world.publish(text);
    for (const { ended } of mine) expect(await ended).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
    // An event holds some 140 objects, the items of its page counted twice. What is gathered before it is taken, and what was under way, comes on top.
    const events = mine.reduce((sum, { events: ofOne }) => sum + ofOne.length, 0);
    expect(events).toBeGreaterThan(left / 150);
    expect(events).toBeLessThan(mine.length * sent.length * 0.6);
    // The budget is the viewer's: what they ask over HTTP is refused as well.
    const headers = { authorization: `Bearer ${await world.token({ sub })}` };
    const asked = await world.query('{ user(id: "u1") { friends(first: 90) { nodes { id } } } }', { headers });
    expect(asked.body.errors?.[0]?.extensions.code).toBe('RATE_LIMITED');
    await until(() => others.events.length === sent.length);
    expect(texts(others)).toEqual(sent);
  });

  it('gives an event later rather than without what it is about when the store of its own subgraph is away', async () => {
    const { follow } = await connect(await bearer());
    const followed = await listening(() => follow('subscription { newPost { cursor post { text } } }'));
    world.publish('before');
    await until(() => followed.events.length === 1);
    world.store.isAway = true;
    world.publish('meanwhile');
    world.publish('meanwhile, too');
    // It was asked for again and again.
    await until(() => world.store.refused > 3);
    world.store.isAway = false;
    await until(() => followed.events.length === 3);
    expect(texts(followed)).toEqual(['before', 'meanwhile', 'meanwhile, too']);
  });
});

describe('sessions', () => {
  it('refuses a bad token at the beginning', async () => {
    const { follow } = await connect('Bearer nonsense');
    expect(await follow('{ me { id } }').ended).toBe(4403);
  });

  it('closes the sockets of a session that ends within a second, and outlives the access token', async () => {
    const sid = `${sessionId.slice(0, -1)}2`;
    const now = Math.floor(Date.now() / 1000);
    const authorization = `Bearer ${await world.token({ sid, exp: now + 1 })}`;
    const { follow, closed } = await connect(authorization);
    const followed = await listening(() => follow('subscription { newPost { post { text } } }'));
    const isRefused = async (): Promise<boolean> => (await world.query('{ me { id } }', { headers: { authorization } })).status === 401;
    await vi.waitFor(async () => expect(await isRefused()).toBe(true), { timeout: 20_000, interval: 200 });
    world.publish('after the token');
    await until(() => followed.events.length === 1);
    const beganMs = performance.now();
    await redis.set(endedKey(sid), '1');
    await redis.publish(endedChannel, sid);
    expect(await closed).toBe(4403);
    expect(performance.now() - beganMs).toBeLessThan(1_000);
    const again = await connect(`Bearer ${await world.token({ sid })}`);
    expect(await again.follow('{ me { id } }').ended).toBe(4403);
  }, 30_000);

  it('finds ended sessions again when Redis was away and lost everything', async () => {
    const sid = `${sessionId.slice(0, -1)}3`;
    const { follow, closed } = await connect(`Bearer ${await world.token({ sid })}`);
    const followed = follow('subscription { ticks }');
    await until(() => followed.events.length > 1);
    world.endedSessions.add(sid);
    await redis.flushall();
    await redis.client('KILL', 'TYPE', 'pubsub');
    expect(await closed).toBe(4403);
    await redis.set(completeKey, '1');
  });
});
