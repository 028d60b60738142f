import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startSmallSupergraph, type Answer, type SmallSupergraph } from '#test/harness/small-supergraph.ts';

let world: SmallSupergraph;
beforeAll(async () => {
  world = await startSmallSupergraph();
  world.publish('a post');
});
afterEach(async () => {
  world.users.misbehave = null;
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

const codes = ({ errors = [] }: Answer): string[] => errors.map(({ extensions }) => extensions.code);
const isBare = (body: Answer): boolean =>
  !/stack|serviceName|127\.0\.0\.1|mongodb|queryPlan/.test(JSON.stringify(body)) && body.extensions === undefined;

describe('what a subgraph answers', () => {
  it('carries codes and details through, with the request id, and nothing else', async () => {
    const { body, headers } = await world.query('{ fail(how: "CONFLICT") }');
    expect(body).toEqual({
      data: { fail: null },
      errors: [
        {
          message: 'Taken.',
          path: ['fail'],
          extensions: { code: 'CONFLICT', field: 'input.username', retryAfter: 3, requestId: headers.get('x-request-id') },
        },
      ],
    });
  });

  it('masks what is unexpected', async () => {
    const { body } = await world.query('{ a: fail(how: "unexpected") b: fail(how: "SOMETHING_NEW") }');
    expect(codes(body)).toEqual(['INTERNAL_SERVER_ERROR', 'INTERNAL_SERVER_ERROR']);
    expect(body.errors?.map(({ message }) => message)).toEqual(Array(2).fill('Something went wrong on our side.'));
    expect(isBare(body)).toBe(true);
  });
});

describe('a subgraph that', () => {
  const mixed = '{ posts(first: 1) { nodes { text author { name } } } again: posts(first: 1) { nodes { author { name } } } me { id } }';
  const withoutUsers = { posts: { nodes: [{ text: 'a post', author: null }] }, again: { nodes: [{ author: null }] }, me: null };

  it('answers garbage costs its own fields and one error', async () => {
    world.users.misbehave = (socket) => void socket.end('HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n<htm>');
    const { status, body } = await world.query(mixed);
    expect(status).toBe(200);
    expect(body.data).toEqual(withoutUsers);
    expect(codes(body)).toEqual(['SUBGRAPH_UNAVAILABLE']);
    expect(isBare(body)).toBe(true);
  });

  it.each(['{"data":7}', '{"errors":"x"}', 'null', '{}', '[1]'])('answers %s does too', async (text) => {
    world.users.misbehave = (socket) => void socket.end(`HTTP/1.1 200 OK\r\ncontent-length: ${text.length}\r\n\r\n${text}`);
    expect(codes((await world.query(mixed)).body)).toEqual(['SUBGRAPH_UNAVAILABLE']);
  });

  it('hangs is waited for no longer than five seconds, by nobody else', async () => {
    world.users.misbehave = () => undefined;
    const beganMs = performance.now();
    const hanging = world.query(mixed);
    await delay(50);
    const others = performance.now();
    expect((await world.query('{ posts { nodes { text } } }')).body.errors).toBeUndefined();
    expect(performance.now() - others).toBeLessThan(500);
    const { body } = await hanging;
    expect(performance.now() - beganMs).toBeLessThan(5_000);
    expect(body.data).toEqual(withoutUsers);
    expect(codes(body)).toEqual(['SUBGRAPH_UNAVAILABLE']);
  });

  it('refuses connections costs its own fields, and is back when it is back', async () => {
    await world.users.stop();
    const { body } = await world.query(mixed);
    expect(body.data).toEqual(withoutUsers);
    expect(codes(body)).toEqual(['SUBGRAPH_UNAVAILABLE']);
    const ready = await fetch(`${world.gateway.url}/health/ready`);
    expect(ready.status).toBe(503);
    await world.users.start();
    expect((await world.query(mixed)).body.errors).toBeUndefined();
  });
});

describe('a request that is wrong', () => {
  const greet = 'mutation Greet($with: GreetInput!) { greet(input: $with) }';

  it.each([
    ['a value in a variable', greet, { with: { email: 7, times: 1 } }, 'input.email'],
    ['a variable deep inside', greet, { with: { email: 'a@b.example', times: 'x' } }, 'input.times'],
    ['a missing field', greet, { with: { email: 'a@b.example' } }, 'input.times'],
    ['a missing variable', greet, {}, 'input'],
    ['a variable within an object', 'mutation G($n: Int!) { greet(input: {email: "a@b.example", times: $n}) }', { n: 'x' }, 'input.times'],
    ['a literal', 'mutation { greet(input: {email: "a@b.example", times: "x"}) }', {}, 'input.times'],
    ['a literal of a scalar', 'mutation { greet(input: {email: 7, times: 1}) }', {}, 'input.email'],
    ['a field that is none', greet, { with: { email: 'a@b.example', times: 1, isAdmin: true } }, 'input.isAdmin'],
    ['a missing field of a literal', 'mutation { greet(input: {email: "a@b.example"}) }', {}, 'input.times'],
    ['a page too large', '{ posts(first: 101) { nodes { id } } }', {}, 'first'],
    ['a page of a variable', 'query P($n: Int) { posts(first: $n) { nodes { id } } }', { n: 0 }, 'first'],
    ['a page of a default', 'query P($n: Int = -1) { posts(first: $n) { nodes { id } } }', {}, 'first'],
    ['a page deep inside', '{ ...F } fragment F on Query { user(id: 1) { friends(last: 1000000) { nodes { id } } } }', {}, 'last'],
  ])('names the argument: %s', async (_name, query, variables, field) => {
    const { status, body } = await world.query(query, { variables });
    expect(status).toBe(400);
    expect(body.data).toBeUndefined();
    expect(body.errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', field, requestId: expect.any(String) });
  });

  it('never repeats a value, which may be a password', async () => {
    const secret = 'correct; horse: "battery"';
    const answers = await Promise.all([
      world.query(greet, { variables: { with: { email: 'a@b.example', times: secret } } }),
      world.query(greet, { variables: { with: { password: secret } } }),
      world.query(greet, { variables: { with: [secret] } }),
      world.query('mutation { greet(input: {email: "a@b.example", times: "horse"}) }'),
      world.query('mutation { greet(input: "horse") }'),
    ]);
    for (const { body } of answers) {
      expect(codes(body)[0]).toBe('BAD_USER_INPUT');
      expect(JSON.stringify(body)).not.toContain('horse');
    }
  });

  it('has the codes of the promise', async () => {
    expect(codes((await world.query('{ me { ')).body)).toEqual(['GRAPHQL_PARSE_FAILED']);
    expect(codes((await world.query('{ nothing }')).body)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect(codes((await world.query('subscription { ticks }')).body)).toEqual(['BAD_USER_INPUT']);
    expect(codes((await world.query('query A { me { id } } query B { me { id } }')).body)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });

  const send = async (init: RequestInit, path = '/graphql'): Promise<{ status: number; body: Answer }> => {
    const response = await fetch(`${world.gateway.url}${path}`, init);
    expect(response.headers.get('x-request-id')).toMatch(/^[\w-]{16}$/);
    return { status: response.status, body: (await response.json()) as Answer };
  };
  const json = { 'content-type': 'application/json' };

  it('is answered in JSON, whatever is wrong with it', async () => {
    const answers = {
      large: await send({ method: 'POST', headers: json, body: JSON.stringify({ query: `{ me { id } } # ${'x'.repeat(1_100_000)}` }) }),
      broken: await send({ method: 'POST', headers: json, body: '{"query"' }),
      form: await send({ method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'query={me{id}}' }),
      text: await send({ method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{"query":"{me{id}}"}' }),
      batch: await send({ method: 'POST', headers: json, body: '[{"query":"{me{id}}"}]' }),
      crossSite: await send({ headers: { accept: 'application/json' } }, '/graphql?query={me{id}}'),
      mutation: await send({ headers: { ...json, accept: 'application/json' } }, '/graphql?query=mutation{createPost(text:"x"){id}}'),
      nowhere: await send({}, '/nowhere'),
    };
    expect(Object.fromEntries(Object.entries(answers).map(([name, { status, body }]) => [name, [status, ...codes(body)]]))).toEqual({
      large: [413, 'PAYLOAD_TOO_LARGE'],
      broken: [400, 'BAD_USER_INPUT'],
      form: [415, 'UNSUPPORTED_MEDIA_TYPE'],
      text: [415, 'UNSUPPORTED_MEDIA_TYPE'],
      batch: [400, 'BAD_USER_INPUT'],
      crossSite: [400, 'BAD_USER_INPUT'],
      mutation: [405, 'BAD_USER_INPUT'],
      nowhere: [404, 'NOT_FOUND'],
    });
    for (const { body } of Object.values(answers)) {
      expect(isBare(body)).toBe(true);
      expect(body.errors?.[0]?.extensions.requestId).toMatch(/^[\w-]{16}$/);
    }
  });
});
