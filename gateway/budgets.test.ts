/** Budgets cover whatever a client may send, and refuse it with 429 and the seconds to wait, before its body is read. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { startSmallSupergraph, type SmallSupergraph } from '#test/harness/small-supergraph.ts';
import {
  type Budgets,
  createBudgets,
  healthPerAddress,
  mutationsPerSender,
  messagesPerAddress,
  operationsPerAddress,
  othersPerAddress,
  planningMsPerSender,
} from './cost/budgets.ts';
import { type GatewayRequest, newRequest } from './request.ts';

let world: SmallSupergraph;
let redis: Redis;
let budgets: Budgets;
beforeAll(async () => {
  world = await startSmallSupergraph(
    { AGORA_TRUSTED_PROXIES: '127.0.0.1' },
    { media: 'http://127.0.0.1:1', notifications: 'http://127.0.0.1:1' },
  );
  redis = new Redis(world.redis.url);
  await once(redis, 'ready');
  budgets = createBudgets(redis);
});
afterAll(async () => {
  redis.disconnect();
  await world[Symbol.asyncDispose]();
});

let addresses = 0;
/** A client that nobody has seen. */
const newAddress = (): string => `2001:db8:0:${(++addresses).toString(16)}::1`;
const from = (address: string): Record<string, string> => ({ 'x-forwarded-for': address });
const json = { 'content-type': 'application/json' };
const file = `/media/med_01JD0000000000000000000001/${'k'.repeat(20)}/large.webp`;

/** A budget, and the charge of one request to it. */
interface Budget {
  points: number;
  take: (request: GatewayRequest) => Promise<void>;
}
const operations: Budget = { points: operationsPerAddress, take: async (request) => await budgets.takeOperation(request, null) };
const mutations: Budget = { points: mutationsPerSender, take: async (request) => await budgets.takeMutation(request) };
const health: Budget = { points: healthPerAddress, take: async (request) => await budgets.takeHealth(request) };
const others: Budget = { points: othersPerAddress, take: async (request) => await budgets.takeOther(request) };

const requestFrom = (address: string): GatewayRequest => newRequest({ clientIp: address, userAgent: undefined });

/** Spends all but `left` of a budget where the gateway counts it, in place of as many requests. */
async function spend({ points, take }: Budget, left: number, newCharge: () => GatewayRequest): Promise<void> {
  await Promise.all(Array.from({ length: points - left }, async () => await take(newCharge())));
}

type Send = (address: string) => Promise<Response>;
const post = (body: string, headers: Record<string, string> = json): Send => {
  return async (address) =>
    await fetch(`${world.gateway.url}/graphql`, { method: 'POST', headers: { ...headers, ...from(address) }, body });
};
const get = (path: string, method = 'GET'): Send => {
  return async (address) => await fetch(`${world.gateway.url}${path}`, { method, headers: from(address) });
};

describe('a budget covers', () => {
  it.each<[string, Budget, Send]>([
    ['operations', operations, post('{"query":"{ __typename }"}')],
    ['bad JSON', operations, post('{')],
    ['no GraphQL', operations, post('{"query":"{"}')],
    ['bad tokens', operations, post('{"query":"{ __typename }"}', { ...json, authorization: 'Bearer x.y.z' })],
    ['authorization that is none', operations, post('{}', { ...json, authorization: 'Basic YTpi' })],
    ['plain text', operations, post('x', { 'content-type': 'text/plain' })],
    ['broken uploads', operations, post('x', { 'content-type': 'multipart/form-data; boundary=x', 'apollo-require-preflight': '1' })],
    ['GET', operations, get('/graphql?query=%7B__typename%7D')],
    ['health', health, get('/health/ready')],
    ['files that are not there', others, get(file)],
    ['paths of no file', others, get('/media/x/y/z')],
    ['ends of mailings', others, get('/mail/unsubscribe?token=x', 'POST')],
    ['what only development has', others, get('/dev/mail')],
  ])(
    '%s',
    async (_name, budget, send) => {
      const address = newAddress();
      const neighbour = address.replace('::1', ':ffff::2');
      await spend(budget, 40, () => requestFrom(address));
      const statuses: number[] = [];
      for (let sent = 0; sent < 60; sent += 20) {
        const answers = await Promise.all(Array.from({ length: 20 }, async () => await send(address)));
        statuses.push(...answers.map(({ status }) => status));
        await Promise.all(answers.map(async (answer) => await answer.arrayBuffer()));
      }
      expect(statuses.slice(0, 40)).not.toContain(429);
      await vi.waitFor(async () => expect((await send(address)).status).toBe(429));
      const refused = await send(neighbour);
      const { errors } = (await refused.json()) as { errors: { extensions: { code: string; retryAfter: number } }[] };
      expect([refused.status, errors[0]?.extensions.code]).toEqual([429, 'RATE_LIMITED']);
      expect(errors[0]?.extensions.retryAfter).toBeGreaterThan(0);
      expect(refused.headers.get('retry-after')).toBe(String(errors[0]?.extensions.retryAfter));
      expect((await send(newAddress())).status).not.toBe(429);
    },
    60_000,
  );

  it('what has no body yet', async () => {
    const address = newAddress();
    await spend(operations, 0, () => requestFrom(address));
    const socket = connect(world.gateway.port, '127.0.0.1');
    socket.write(
      `POST /graphql HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: ${address}\r\nContent-Type: application/json\r\nContent-Length: 900000\r\n\r\n`,
    );
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 429 /);
    socket.destroy();
  });
});

interface Message {
  type: string;
  id?: string;
  payload?: { extensions: { code: string; retryAfter: number } }[];
}

const open = async (address: string, parameters: object = {}): Promise<{ socket: WebSocket; told: Message[] }> => {
  const socket = new WebSocket(`${world.gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers: from(address) });
  const told: Message[] = [];
  socket.on('message', (data) => told.push(JSON.parse(String(data)) as Message));
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: parameters }));
  return { socket, told };
};

describe('planning', () => {
  it('of new operations beyond the budget is refused with 429, and on sockets; what is known, and others, go on', async () => {
    const address = newAddress();
    const ask = async (query: string, sender = address): Promise<[number, string | undefined]> => {
      const answer = await post(JSON.stringify({ query }))(sender);
      const { errors } = (await answer.json()) as { errors?: { extensions: { code: string } }[] };
      return [answer.status, errors?.[0]?.extensions.code];
    };
    const known = '{ known: posts { nodes { id } } }';
    expect(await ask(known)).toEqual([200, undefined]);
    await budgets.takePlanning(requestFrom(address), planningMsPerSender).catch(() => undefined);
    let tries = 0;
    const refusal = await vi.waitFor(async () => {
      const answered = await ask(
        `{ new${(tries += 1)}: posts { nodes { ${Array.from({ length: tries }, (_, n) => `a${n}: text`).join(' ')} } } }`,
      );
      expect(answered[0]).not.toBe(200);
      return answered;
    });
    expect(refusal).toEqual([429, 'RATE_LIMITED']);
    expect(await ask('{ other: posts { nodes { text id } } }')).toEqual([429, 'RATE_LIMITED']);
    expect(await ask(known)).toEqual([200, undefined]);
    expect(await ask('{ other: posts { nodes { text id } } }', newAddress())).toEqual([200, undefined]);
    // Others have had it planned meanwhile.
    expect(await ask('{ other: posts { nodes { text id } } }')).toEqual([200, undefined]);
    const { socket, told } = await open(address);
    await vi.waitFor(() => expect(told[0]?.type).toBe('connection_ack'));
    socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload: { query: 'subscription { ticks }' } }));
    await vi.waitFor(() => expect(told[1]).toMatchObject({ type: 'error', payload: [{ extensions: { code: 'RATE_LIMITED' } }] }));
    socket.close();
  });
});

describe('over a socket', () => {
  const signedIn = 'usr_01JD0000000000000000000009';
  it.each([
    ['operations', '{ __typename }', operations, false],
    ['texts that are no GraphQL', '{', operations, false],
    ['subscriptions that are refused', 'subscription { nothing }', operations, false],
    ['mutations', 'mutation { greet(input: {email: "a@b.example", times: 1}) }', mutations, true],
  ])('%s beyond the budget get an error each, and the socket stays', async (_name, query, budget, isSignedIn) => {
    const address = newAddress();
    const parameters = isSignedIn ? { Authorization: `Bearer ${await world.token({ sub: signedIn })}` } : {};
    const { socket, told } = await open(address, parameters);
    await vi.waitFor(() => expect(told[0]?.type).toBe('connection_ack'));
    const answersTo = (id: string): Message[] => told.filter((message) => message.id === id && message.type !== 'complete');
    await spend(budget, 40, () => {
      const request = requestFrom(address);
      return isSignedIn ? { ...request, identity: { ...request.identity, viewerId: signedIn } } : request;
    });
    for (let sent = 0; sent < 40; sent += 1) {
      socket.send(JSON.stringify({ type: 'subscribe', id: String(sent), payload: { query } }));
      if (sent % 20 === 19) await vi.waitFor(() => expect(answersTo(String(sent))).toHaveLength(1), { timeout: 10_000 });
    }
    socket.send(JSON.stringify({ type: 'subscribe', id: 'over', payload: { query } }));
    await vi.waitFor(() => expect(answersTo('over')).toHaveLength(1));
    const [refused] = answersTo('over');
    expect([refused?.type, refused?.payload?.[0]?.extensions.code]).toEqual(['error', 'RATE_LIMITED']);
    expect(refused?.payload?.[0]?.extensions.retryAfter).toBeGreaterThan(0);
    expect(socket.readyState).toBe(WebSocket.OPEN);
    if (!isSignedIn) {
      // Its address may open no more, and is told to come again.
      const { socket: further } = await open(address);
      expect(((await once(further, 'close')) as [number])[0]).toBe(1013);
    }
    socket.close();
  });

  it.each([
    ['pings', { type: 'ping', payload: { some: 'thing' } }],
    ['ends of nothing', { type: 'complete', id: 'nothing' }],
    ['pongs', { type: 'pong' }],
    ['large pings', { type: 'ping', payload: { some: 'x'.repeat(99_900) } }],
  ])('%s count for the address too, which may send no more then', async (_name, message) => {
    const address = newAddress();
    const text = JSON.stringify(message);
    const weight = 1 + Math.floor(text.length / 10_000);
    const { socket } = await open(address);
    const closed = once(socket, 'close');
    const left = 1_000;
    await budgets.takeMessages(requestFrom(address), messagesPerAddress - left);
    for (let sent = 0; sent <= left + 100 && socket.readyState === WebSocket.OPEN; sent += weight) {
      socket.send(text);
      if (weight > 1) await vi.waitFor(() => expect(socket.bufferedAmount).toBe(0));
    }
    expect((await closed)[0]).toBe(4429);
    const { socket: other } = await open(address);
    const otherClosed = once(other, 'close');
    for (let sent = 0; sent < 100; sent += 1) other.send(text);
    expect((await otherClosed)[0]).toBe(4429);
  });

  it('bad tokens count for the address', async () => {
    const address = newAddress();
    const code = async (): Promise<number> =>
      ((await once((await open(address, { authorization: 'Bearer x.y.z' })).socket, 'close')) as [number])[0];
    await spend(operations, 50, () => requestFrom(address));
    expect(new Set(await Promise.all(Array.from({ length: 50 }, code)))).toEqual(new Set([4403]));
    expect(await code()).toBe(1013);
  });
});

describe('what clients send that is right', () => {
  it('an empty operationName is none, over HTTP, by GET and over a socket', async () => {
    const body = JSON.stringify({ query: '{ __typename }', operationName: '' });
    const headers = { ...json, authorization: `Bearer ${await world.token()}` };
    const byGet = await fetch(`${world.gateway.url}/graphql?operationName=&query=%7B__typename%7D`, { headers });
    for (const answer of [await post(body)(newAddress()), byGet])
      expect([answer.status, await answer.json()]).toEqual([200, { data: { __typename: 'Query' } }]);
    const two = await post(JSON.stringify({ query: 'query A { __typename } query B { __typename }', operationName: '' }))(newAddress());
    expect(two.status).toBe(400);
  });

  it.each(['authorization', 'Authorization', 'AUTHORIZATION'])('a token as the parameter %s of a socket', async (name) => {
    const socket = new WebSocket(`${world.gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const told: { type: string; payload?: unknown }[] = [];
    socket.on('message', (data) => told.push(JSON.parse(String(data)) as Message));
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'connection_init', payload: { [name]: `Bearer ${await world.token()}` } }));
    await vi.waitFor(() => expect(told).toHaveLength(1));
    socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload: { query: '{ me { role } }', operationName: '' } }));
    await vi.waitFor(() => expect(told.length).toBeGreaterThan(1));
    expect(told[1]).toMatchObject({ type: 'next', payload: { data: { me: { role: 'MEMBER' } } } });
    socket.close();
  });

  it.each([2, 0, '1'])('a persisted query of version %s is told as the client’s mistake', async (version) => {
    const extensions = { persistedQuery: { version, sha256Hash: 'a'.repeat(64) } };
    const answer = await post(JSON.stringify({ query: '{ __typename }', extensions }))(newAddress());
    const { errors } = (await answer.json()) as { errors: { extensions: { code: string } }[] };
    expect([answer.status, errors[0]?.extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
  });

  it('so is one whose hash does not match', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } };
    const answer = await post(JSON.stringify({ query: '{ __typename }', extensions }))(newAddress());
    const { errors } = (await answer.json()) as { errors: { extensions: { code: string } }[] };
    expect([answer.status, errors[0]?.extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
  });
});
