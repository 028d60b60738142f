import { createHmac, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { createAccessTokenVerifier } from '#lib/auth/access-token.ts';
import { completeKey, endedKey } from '#lib/auth/ended-sessions.ts';
import { sessionId, startSmallSupergraph, viewerId, type Answer, type SmallSupergraph } from '#test/harness/small-supergraph.ts';
import { startGateway } from './start-gateway.ts';

let world: SmallSupergraph;
let redis: Redis;
beforeAll(async () => {
  world = await startSmallSupergraph();
  redis = new Redis(world.redis.url);
});
afterAll(async () => {
  redis.disconnect();
  await world[Symbol.asyncDispose]();
});

async function ask(token: string): Promise<{ status: number; body: Answer }> {
  return await world.query('{ me { id } }', { headers: { authorization: token } });
}
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = Math.floor(Date.now() / 1000);
const claims = { iss: 'agora', aud: 'agora', sub: viewerId, sid: sessionId, role: 'ADMIN', iat: now, exp: now + 900 };

describe('a valid token', () => {
  it('signs in', async () => {
    expect((await ask(`Bearer ${await world.token()}`)).body.data).toEqual({ me: { id: viewerId } });
  });
});

describe('nothing else does', () => {
  const foreign = generateKeyPairSync('ed25519').privateKey;
  const attacks: [string, () => string | Promise<string>][] = [
    ['no algorithm', () => `${encode({ alg: 'none', kid: 'key-1' })}.${encode(claims)}.`],
    ['an empty signature', () => `${encode({ alg: 'EdDSA', kid: 'key-1' })}.${encode(claims)}.`],
    [
      'HMAC with the public key',
      async () => {
        const { keys } = (await (await fetch(`${world.users.url}/.well-known/jwks.json`)).json()) as { keys: { x: string }[] };
        const signed = `${encode({ alg: 'HS256', kid: 'key-1' })}.${encode(claims)}`;
        return `${signed}.${createHmac('sha256', keys[0]?.x ?? '')
          .update(signed)
          .digest('base64url')}`;
      },
    ],
    ['another key under our id', () => world.token({}, { key: foreign })],
    ['another key id', () => world.token({}, { key: foreign, kid: 'key-2' })],
    [
      'a key in its header',
      async () => {
        const [, payload = '', signature = ''] = (await world.token({}, { key: foreign })).split('.');
        const jwk = foreign.export({ format: 'jwk' });
        return `${encode({ alg: 'EdDSA', jwk, jku: 'http://127.0.0.1:1/jwks' })}.${payload}.${signature}`;
      },
    ],
    ['expired', () => world.token({ iat: now - 1_000, exp: now - 60 })],
    ['not valid yet', () => world.token({ nbf: now + 600 })],
    ['for another audience', () => world.token({ aud: 'elsewhere' })],
    ['from another issuer', () => world.token({ iss: 'elsewhere' })],
    [
      'changed',
      async () => {
        const [head, , signature] = (await world.token()).split('.');
        return `${head}.${encode(claims)}.${signature}`;
      },
    ],
    ['oversize', () => world.token({ pad: 'x'.repeat(8_000) })],
    ['without a session', () => world.token({ sid: '' })],
    ['of an unknown role', () => world.token({ role: 'ROOT' })],
    ['of an operator for a viewer', () => world.token({ sub: { $gt: '' } as never })],
  ];

  it.each(attacks)('%s', async (_name, make) => {
    const { status, body } = await ask(`Bearer ${await make()}`);
    expect([status, body.errors?.[0]?.extensions.code, body.data]).toEqual([401, 'UNAUTHENTICATED', undefined]);
  });

  it.each(['Bearer', 'Bearer  ', 'Basic YTpi', 'nonsense', 'Bearer a b'])('the header "%s"', async (header) => {
    expect((await ask(header)).status).toBe(401);
  });
});

describe('a session that has ended', () => {
  it('is refused, whether Redis or users says so', async () => {
    const token = `Bearer ${await world.token()}`;
    await redis.set(completeKey, '1');
    await redis.set(endedKey(sessionId), '1');
    expect((await ask(token)).status).toBe(401);
    await redis.flushall();
    expect((await ask(token)).status).toBe(200);
    const other = `${sessionId.slice(0, -1)}9`;
    world.endedSessions.add(other);
    expect((await ask(`Bearer ${await world.token({ sid: other })}`)).status).toBe(401);
  });

  it('tells subgraphs that blocks are unknown while Redis is incomplete', async () => {
    const headers = { authorization: `Bearer ${await world.token()}` };
    const blocked = async (): Promise<unknown> =>
      JSON.parse(String((await world.query('{ whoAsks }', { headers })).body.data?.['whoAsks']));
    expect(await blocked()).toMatchObject({ inAnyBlock: true });
    await redis.set(completeKey, '1');
    expect(await blocked()).toMatchObject({ inAnyBlock: false });
  });
});

describe('while users is away', () => {
  it('known keys go on being known, and nobody needs it to be nobody', async () => {
    const token = `Bearer ${await world.token()}`;
    await world.users.stop();
    const posts = '{ posts { nodes { id } } }';
    expect((await world.query(posts)).status).toBe(200);
    expect((await world.query(posts, { headers: { authorization: token } })).body.errors).toBeUndefined();
    await redis.flushall();
    expect((await world.query(posts, { headers: { authorization: token } })).body.errors).toBeUndefined();
    await world.users.start();
  });

  it('a socket whose token cannot be checked is to come again, and is not told that its session has ended', async () => {
    const authorization = `Bearer ${await world.token({}, { key: generateKeyPairSync('ed25519').privateKey, kid: 'key-of-tomorrow' })}`;
    await world.users.stop();
    // Once the last look at the keys is old enough for another.
    await vi.waitFor(async () => expect((await ask(authorization)).body.errors?.[0]?.extensions.code).toBe('SUBGRAPH_UNAVAILABLE'), 10_000);
    expect(await closeCode({ authorization })).toBe(1013);
    await world.users.start();
    await vi.waitFor(async () => expect(await closeCode({ authorization })).toBe(4403), 10_000);
  });
});

describe('a gateway that cannot read the keys yet', () => {
  it('is live and not ready; what is asked with a token meanwhile is answered once they are there', async () => {
    await using users = await startFront(world.users.url);
    const addresses = Object.entries({ users: users.url, posts: world.posts.url }).map(([name, url]) => `${name}=${url}`);
    const env = { PORT: '0', LOG_LEVEL: 'silent', REDIS_URL: world.redis.url, AGORA_SUBGRAPHS: addresses.join(',') };
    const gateway = await startGateway({ env, supergraphSdl: world.supergraphSdl });
    const authorization = `Bearer ${await world.token()}`;
    const askWith = async (token: string): Promise<Answer> => {
      const headers = { 'content-type': 'application/json', authorization: token };
      const response = await fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body: '{"query":"{ me { id } }"}' });
      return (await response.json()) as Answer;
    };
    try {
      const statusOf = async (what: string): Promise<number> => (await fetch(`${gateway.url}/health/${what}`)).status;
      expect([await statusOf('live'), await statusOf('ready')]).toEqual([200, 503]);
      // What needs no key to be told waits for none.
      expect((await askWith('Bearer x.y.z')).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
      const asked = askWith(authorization);
      const triesBefore = users.triesAtKeys();
      await vi.waitFor(() => expect(users.triesAtKeys()).toBeGreaterThan(triesBefore + 1), 10_000);
      users.showKeys();
      expect(await asked).toMatchObject({ data: { me: { id: viewerId } } });
      await vi.waitFor(async () => expect(await statusOf('ready')).toBe(200));
    } finally {
      await gateway.close();
    }
  });

  it('refuses after five seconds, and not as if the token were bad', async () => {
    await using users = await startFront(world.users.url);
    using verifier = createAccessTokenVerifier({ jwksUrl: new URL('/.well-known/jwks.json', users.url), clock: () => new Date() });
    const [beganMs, token] = [performance.now(), await world.token()];
    await expect(verifier.verify(token)).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
    expect(performance.now() - beganMs).toBeGreaterThan(4_900);
  });
});

/** Stands before users, and drops whoever asks for the keys until told otherwise. */
async function startFront(behind: string): Promise<AsyncDisposable & { url: string; triesAtKeys: () => number; showKeys: () => void }> {
  let [tries, hasKeys] = [0, false];
  const server = createServer(({ method = '', url = '', headers: { host: _, ...headers }, socket }, response) => {
    if (url.endsWith('jwks.json')) tries += 1;
    if (url.endsWith('jwks.json') && !hasKeys) return void socket.destroy();
    const onward = request(behind + url, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    response.req.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    triesAtKeys: () => tries,
    showKeys: () => (hasKeys = true),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The code with which a socket is closed that opens so. */
async function closeCode(payload: object): Promise<number> {
  const socket = new WebSocket(`${world.gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload }));
  const [code] = (await once(socket, 'close')) as [number];
  return code;
}
