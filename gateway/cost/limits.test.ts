import { once } from 'node:events';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchTimeoutMs } from '../execution/subgraph-source.ts';
import { startSmallSupergraph, type SmallSupergraph } from '#test/harness/small-supergraph.ts';

let world: SmallSupergraph;
beforeAll(async () => {
  world = await startSmallSupergraph({ NODE_ENV: 'production', AGORA_IDENTITY_SECRET: 'agora-development-secret-not-for-producti0n' });
  // The first request of a process compiles what it meets; the refusals' own work is measured.
  await world.query('{ posts { nodes { id } } }');
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

const repeat = (count: number, part: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => part(index)).join(' ');
const nested = (depth: number, field: string): string =>
  `{ user(id: 1) ${repeat(depth, () => `{ ${field} { nodes`)} { id } ${'} }'.repeat(depth)} }`;

describe('operations that are too complex', () => {
  it.each([
    ['deep', nested(12, 'friends(first: 1)')],
    [
      'deep by fragments',
      `{ user(id: 1) { ...F0 } } ${repeat(30, (i) => `fragment F${i} on User { friends(first: 1) { nodes { ...F${i + 1} } } }`)} fragment F30 on User { id }`,
    ],
    ['many aliases', `{ ${repeat(30, (i) => `a${i}: me { id }`)} }`],
    ['many aliases of __typename', `{ ${repeat(30, (i) => `a${i}: __typename`)} }`],
    ['many directives', `{ me ${'@include(if: true) '.repeat(1)} { ${repeat(8, () => 'id @include(if: true)')} } }`],
    ['many tokens', `{ me { ${'id '.repeat(3_000)} } }`],
    [
      'fans of fragments',
      `{ user(id: 1) { ...F0 } } ${repeat(25, (i) => `fragment F${i} on User { ...F${i + 1} friends { nodes { ...F${i + 1} } } }`)} fragment F25 on User { id }`,
    ],
    ['100 items at four levels', nested(4, 'friends(first: 100)')],
    ['100 items at four levels by variables', nested(4, 'friends(first: $n)').replace('{', 'query Q($n: Int!) {')],
  ])('%s', async (_name, query) => {
    const spentMs: number[] = [];
    // The worker's thread also does what is left of other tests: the best of three tries is the refusal's own cost.
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      const before = process.threadCpuUsage();
      const { status, body } = await world.query(`# ${attempt}\n${query}`, { variables: { n: 100 } });
      const { user, system } = process.threadCpuUsage(before);
      spentMs.push((user + system) / 1000);
      expect(status).toBe(400);
      expect(body.errors?.map(({ extensions }) => extensions.code)).toContain('OPERATION_TOO_COMPLEX');
      expect(body.data).toBeUndefined();
    }
    expect(Math.min(...spentMs)).toBeLessThan(100);
  });

  it('leave what people ask alone', async () => {
    const { body } = await world.query('{ posts(first: 100) { nodes { text author { id name friends(first: 20) { nodes { name } } } } } }');
    expect(body.errors).toBeUndefined();
  });

  it('count a page the same where a fragment asks for its items', async () => {
    const { body } = await world.query(
      '{ posts(first: 100) { ...Page } } fragment Page on PostConnection { nodes { author { friends(first: 20) { ...Friends } } } } fragment Friends on UserConnection { nodes { name } }',
    );
    expect(body.errors).toBeUndefined();
  });
});

describe('fragment cycles', () => {
  it('are refused', async () => {
    const { status } = await world.query('{ me { ...A } } fragment A on User { ...B } fragment B on User { ...A }');
    expect(status).toBe(400);
  });
});

describe('in production', () => {
  it('the schema is not told', async () => {
    const { body } = await world.query('{ __schema { types { name } } }');
    expect(body.errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    const typo = await world.query('{ mee { id } }');
    expect(typo.body.errors?.[0]?.message).not.toContain('Did you mean');
    const value = await world.query('{ user(id: 1) { nam } }');
    expect(value.body.errors?.[0]?.message).not.toContain('Did you mean');
  });
});

describe('budgets', () => {
  it('end with RATE_LIMITED and the seconds to wait', async () => {
    const create = 'mutation { greet(input: {email: "a@b.example", times: 1}) }';
    let refused = await world.query(create);
    for (let tries = 0; tries < 130 && refused.status !== 429; tries += 1) refused = await world.query(create);
    expect(refused.status).toBe(429);
    const { extensions } = refused.body.errors?.[0] ?? {};
    expect(extensions?.code).toBe('RATE_LIMITED');
    expect(extensions?.retryAfter).toBeGreaterThan(0);
    expect(refused.headers.get('retry-after')).toBe(String(extensions?.retryAfter));
    // Queries have a budget of their own, and so has a viewer.
    expect((await world.query('{ posts { nodes { id } } }')).status).toBe(200);
    expect((await world.query(create, { headers: { authorization: `Bearer ${await world.token()}` } })).status).toBe(200);
    // An address cannot be made up.
    expect((await world.query(create, { headers: { 'x-forwarded-for': '9.9.9.9' } })).status).toBe(429);
  });
});

describe('a client that leaves', () => {
  const leaveDuring = async (query: string): Promise<number> => {
    const asked = Promise.withResolvers<Socket>();
    world.posts.misbehave = (socket) => asked.resolve(socket);
    const leaving = new AbortController();
    const answer = fetch(`${world.gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await world.token()}` },
      body: JSON.stringify({ query }),
      signal: leaving.signal,
    }).catch(() => null);
    const socket = await asked.promise;
    const beganMs = performance.now();
    leaving.abort();
    await Promise.all([once(socket, 'close'), answer]);
    world.posts.misbehave = null;
    return performance.now() - beganMs;
  };

  it('ends the fetches that were for it, but not what writes', async () => {
    expect(await leaveDuring('{ posts { nodes { id } } }')).toBeLessThan(fetchTimeoutMs / 2);
    expect(await leaveDuring('mutation { createPost(text: "kept") { id } }')).toBeGreaterThan(fetchTimeoutMs / 2);
  });
});
