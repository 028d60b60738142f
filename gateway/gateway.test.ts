import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sessionId, startSmallSupergraph, viewerId, type SmallSupergraph } from '#test/harness/small-supergraph.ts';

let world: SmallSupergraph;
beforeAll(async () => {
  world = await startSmallSupergraph();
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

it('lets pages of allowed origins call, and no others', async () => {
  const preflight = async (origin: string): Promise<Response> =>
    await fetch(`${world.gateway.url}/graphql`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,content-type' },
    });
  const allowed = await preflight('http://localhost:5173');
  expect(allowed.headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
  expect(allowed.headers.get('access-control-allow-headers')).toBe('authorization,content-type');
  expect((await preflight('https://elsewhere.example')).headers.get('access-control-allow-origin')).toBeNull();
});

describe('operations', () => {
  it('answers a query from two subgraphs and leaves out nothing', async () => {
    world.publish('first');
    const { status, body } = await world.query('{ posts(first: 1) { nodes { text author { id name } } } }');
    expect(status).toBe(200);
    expect(body).toEqual({ data: { posts: { nodes: [{ text: 'first', author: { id: 'u0', name: 'name of u0' } }] } } });
  });

  it('runs mutations', async () => {
    const { body } = await world.query('mutation Create($text: String!) { createPost(text: $text) { text author { name } } }', {
      variables: { text: 'second' },
    });
    expect(body.data).toEqual({ createPost: { text: 'second', author: { name: 'name of u1' } } });
  });

  it('tells subgraphs who asks, from where and with what', async () => {
    const { body, headers } = await world.query('{ whoAsks }', {
      headers: {
        authorization: `Bearer ${await world.token()}`,
        'user-agent': 'test/1',
        'x-forwarded-for': '9.9.9.9',
        'x-request-id': 'chosen-outside',
      },
    });
    const told: unknown = JSON.parse(String(body.data?.['whoAsks']));
    expect(told).toMatchObject({ viewerId, sessionId, role: 'MEMBER', service: null, ip: '127.0.0.1', userAgent: 'test/1' });
    expect(told).toHaveProperty('requestId', headers.get('x-request-id'));
    expect(headers.get('x-request-id')).not.toBe('chosen-outside');
  });

  it('answers /health, and serves the app at the root', async () => {
    const ready = await fetch(`${world.gateway.url}/health/ready`);
    expect(await ready.json()).toEqual({ status: 'ok', checks: { users: 'ok', posts: 'ok', redis: 'ok' } });
    const root = await fetch(world.gateway.url, { headers: { accept: 'text/html' } });
    expect(root.headers.get('content-type')).toContain('html');
  });
});
