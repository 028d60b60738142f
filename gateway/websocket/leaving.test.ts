/** What is done for a client over a socket ends when the client completes it, or leaves; what writes is finished. */
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { startSmallSupergraph, type SmallSubgraph, type SmallSupergraph } from '#test/harness/small-supergraph.ts';
import { fetchTimeoutMs } from '../execution/subgraph-source.ts';

/** On a busy machine too. */
const objectsPerMs = 26;
const soon = { timeout: 10_000 };

let world: SmallSupergraph;
const opened: WebSocket[] = [];
beforeAll(async () => {
  world = await startSmallSupergraph();
});
afterEach(() => {
  for (const socket of opened.splice(0)) socket.terminate();
  world.posts.misbehave = null;
  world.users.misbehave = null;
  // Those who have ended count as listeners until something comes.
  world.publish('the end');
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

interface Message {
  type: string;
  id?: string;
  payload?: { data?: Record<string, unknown> | null };
}

async function connect() {
  const socket = new WebSocket(`${world.gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  opened.push(socket);
  const told: Message[] = [];
  socket.on('message', (data) => told.push(JSON.parse(String(data)) as Message));
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${await world.token()}` } }));
  await vi.waitFor(() => expect(told).toHaveLength(1), soon);
  const of = (id: string): Message[] => told.filter((message) => message.id === id);
  const subscribe = (id: string, query: string): void => socket.send(JSON.stringify({ type: 'subscribe', id, payload: { query } }));
  let asked = 0;
  return {
    socket,
    of,
    subscribe,
    complete: (id: string): void => socket.send(JSON.stringify({ type: 'complete', id })),
    /** Waits until the gateway has answered something that it was told after all else. */
    answered: async (): Promise<void> => {
      const id = `asked ${(asked += 1)}`;
      subscribe(id, '{ __typename }');
      await vi.waitFor(() => expect(of(id).map(({ type }) => type)).toEqual(['next', 'complete']), soon);
    },
  };
}

/** The connection of the next fetch from a subgraph, which is not answered. */
function held(subgraph: SmallSubgraph): Promise<Socket> {
  const asked = Promise.withResolvers<Socket>();
  subgraph.misbehave = (socket) => asked.resolve(socket);
  return asked.promise;
}

async function msUntilClosed(connection: Socket): Promise<number> {
  const beganMs = performance.now();
  await once(connection, 'close');
  return performance.now() - beganMs;
}

describe('a client over a socket', () => {
  it.each(['completes a query', 'closes its socket'])('that %s has its fetches cut', async (how) => {
    const { socket, subscribe, complete, answered, of } = await connect();
    const fetched = held(world.posts);
    subscribe('q', '{ posts { nodes { id } } }');
    const closed = msUntilClosed(await fetched);
    if (how === 'completes a query') complete('q');
    else socket.close();
    expect(await closed).toBeLessThan(fetchTimeoutMs / 2);
    if (how === 'closes its socket') return;
    await answered();
    expect(of('q')).toEqual([]);
  });

  it('that leaves an operation pays for the time that it took, not for all that it could load', async () => {
    const redis = new Redis(world.redis.url);
    const spent = async (): Promise<number> => {
      const keys = await redis.keys('budget:objects:*');
      return keys.length === 0 ? 0 : Number(await redis.get(keys[0] ?? ''));
    };
    const { subscribe, complete, answered } = await connect();
    await answered();
    const before = await spent();
    const fetched = held(world.posts);
    const beganMs = performance.now();
    using now = vi.spyOn(performance, 'now').mockReturnValue(beganMs);
    subscribe('q', '{ posts(first: 80) { nodes { author { friends(first: 50) { nodes { id } } } } } }');
    await fetched;
    const reserved = (await spent()) - before;
    expect(reserved).toBeGreaterThan(10_000);
    now.mockReturnValue(beganMs + 100);
    complete('q');
    await vi.waitFor(async () => expect(await spent()).toBe(before + 100 * objectsPerMs), soon);
    redis.disconnect();
  });

  it('that completes a mutation has it finished', async () => {
    const { subscribe, complete, answered, of } = await connect();
    const fetched = held(world.posts);
    subscribe('m', 'mutation { createPost(text: "kept") { id } }');
    const connection = await fetched;
    complete('m');
    await answered();
    await answered();
    expect(connection.destroyed).toBe(false);
    expect(of('m')).toEqual([]);
  });

  it.each(['completes its subscription', 'closes its socket'])('that %s has the fetches of an event cut', async (how) => {
    const { socket, subscribe, complete } = await connect();
    subscribe('s', 'subscription { newPost { cursor post { author { name } } } }');
    await vi.waitFor(() => expect(world.listeners()).toBe(1), soon);
    const fetched = held(world.users);
    world.publish('an event');
    const closed = msUntilClosed(await fetched);
    if (how === 'completes its subscription') complete('s');
    else socket.close();
    expect(await closed).toBeLessThan(fetchTimeoutMs / 2);
  });
});

describe('an id that is used again', () => {
  it('at once is that of the new operation alone, and ends with it', async () => {
    const { subscribe, complete, of } = await connect();
    for (let times = 0; times < 20; times += 1) {
      subscribe('a', 'subscription { ticks }');
      complete('a');
    }
    subscribe('a', 'subscription { ticks }');
    await vi.waitFor(() => expect(of('a').length).toBeGreaterThan(4), soon);
    // One stream, which counts by ones.
    const counted = of('a').map(({ payload }) => payload?.data?.['ticks']);
    expect(counted).toEqual(counted.map((_, index) => index + 1));
    complete('a');
    subscribe('b', 'subscription { ticks }');
    await vi.waitFor(() => expect(of('b').length).toBeGreaterThan(0), soon);
    const heard = of('a').length;
    await vi.waitFor(() => expect(of('b').length).toBeGreaterThan(4), soon);
    expect(of('a')).toHaveLength(heard);
  });

  it('does not get the answer to what it was before', async () => {
    const { subscribe, complete, of } = await connect();
    for (let times = 0; times < 20; times += 1) {
      subscribe('a', 'subscription { nothing }');
      complete('a');
      subscribe('a', '{ me { id } }');
      complete('a');
    }
    subscribe('a', '{ __typename }');
    await vi.waitFor(() => expect(of('a').at(-1)?.type).toBe('complete'), soon);
    expect(of('a')).toEqual([
      { type: 'next', id: 'a', payload: { data: { __typename: 'Query' } } },
      { type: 'complete', id: 'a' },
    ]);
  });
});

describe('what comes out of order', () => {
  it('an end before its beginning ends nothing', async () => {
    const { subscribe, complete, of, answered } = await connect();
    complete('a');
    for (let times = 0; times < 1_000; times += 1) complete(`nothing ${times}`);
    subscribe('a', '{ __typename }');
    await answered();
    await vi.waitFor(() => expect(of('a').map(({ type }) => type)).toEqual(['next', 'complete']), soon);
  });
});
