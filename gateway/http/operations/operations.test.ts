/** What is answered without express, or without Apollo Server, is answered as with them. */
import { request as send } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSmallSupergraph, type SmallSupergraph } from '#test/harness/small-supergraph.ts';

let world: SmallSupergraph;
beforeAll(async () => {
  world = await startSmallSupergraph();
  for (let count = 0; count < 20; count += 1) world.publish(`a post with the number ${count} and some words more than that`);
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

interface Told {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  bytes: Buffer;
}

async function ask(body: string | object, { path = '/graphql', method = 'POST', headers = {} }: Partial<Asked> = {}): Promise<Told> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return await new Promise((resolve, reject) => {
    const asked = send(
      `${world.gateway.url}${path}`,
      { method, headers: { 'content-type': 'application/json', ...headers } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => void chunks.push(chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes: Buffer.concat(chunks) }));
      },
    );
    asked.on('error', reject);
    asked.end(text);
  });
}

interface Asked {
  path: string;
  method: string;
  headers: Record<string, string>;
}

/** An answer without what differs each time. */
function comparable({ status, headers, bytes }: Told): object {
  const { 'x-request-id': id, date: _, connection: __, 'keep-alive': ___, ...others } = headers;
  return { status, headers: others, text: bytes.toString().replaceAll(String(id), 'ID') };
}

const page = 'query Page($first: Int) { posts(first: $first) { nodes { text author { name } } } }';

it.each<[string, string | object, Record<string, string>]>([
  ['a query', { query: page, variables: { first: 3 } }, {}],
  ['nulls in place of what is not said', { query: page, variables: null, operationName: null, extensions: null }, {}],
  ['a page that is too long', { query: page, variables: { first: 101 } }, {}],
  ['variables of a wrong type', { query: page, variables: { first: 'x' } }, {}],
  ['variables that are text', { query: page, variables: '{}' }, {}],
  ['an unknown operation name', { query: page, operationName: 'Other' }, {}],
  ['errors of a subgraph', { query: '{ fail(how: "CONFLICT") }' }, {}],
  ['errors that are masked', { query: '{ fail(how: "unexpected") }' }, {}],
  ['a refusal of a subgraph', { query: '{ fail(how: "UNAUTHENTICATED") }' }, {}],
  ['a mutation', { query: 'mutation { greet(input: {email: "a@b.example", times: 1}) }' }, {}],
  ['a subscription', { query: 'subscription { ticks }' }, {}],
  ['no GraphQL', { query: '{' }, {}],
  ['no operation', { query: 'fragment A on Post { id }' }, {}],
  ['a list', [{ query: '{ __typename }' }], {}],
  ['no JSON', '{"query":', {}],
  ['a text', '"x"', {}],
  ['nothing', '', {}],
  ['a token that is none', { query: '{ __typename }' }, { authorization: 'Bearer x.y.z' }],
  ['the type of GraphQL', { query: page }, { accept: 'application/graphql-response+json, application/json;q=0.9' }],
  ['a type that there is not', { query: page }, { accept: 'text/csv' }],
  ['a page of an allowed origin', { query: page }, { origin: 'http://localhost:3000' }],
  ['a page of another', { query: page }, { origin: 'https://elsewhere.example' }],
])('%s is answered alike at first, again, and under an address that only the app takes', async (_what, body, headers) => {
  const [first, again, byApp] = [
    await ask(body, { headers }),
    await ask(body, { headers }),
    await ask(body, { headers, path: '/graphql?x=y' }),
  ];
  expect(comparable(again)).toEqual(comparable(first));
  expect(comparable(byApp)).toEqual(comparable(first));
  expect(first.headers['x-content-type-options']).toBe('nosniff');
});

it.each(['PUT', 'GET', 'DELETE'])('%s is refused, also with an operation that is known', async (method) => {
  await ask({ query: page });
  const told = await ask({ query: page }, { method });
  expect([400, 404, 405]).toContain(told.status);
});

it('answers of over 1 kB are compressed as their clients take it, and smaller ones are not', async () => {
  const plain = await ask({ query: page });
  expect(plain.bytes.length).toBeGreaterThan(1_000);
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(plain.headers['vary']).toContain('accept-encoding');
  const encodings = async (accepted: string, query = page): Promise<Told> =>
    await ask({ query }, { headers: { 'accept-encoding': accepted } });
  const zipped = await encodings('gzip, deflate, br');
  expect(zipped.headers['content-encoding']).toBe('gzip');
  expect(zipped.bytes.length).toBeLessThan(plain.bytes.length / 3);
  expect(gunzipSync(zipped.bytes)).toEqual(plain.bytes);
  const brotli = await encodings('gzip;q=0, br');
  expect(brotli.headers['content-encoding']).toBe('br');
  expect(brotliDecompressSync(brotli.bytes)).toEqual(plain.bytes);
  for (const accepted of ['', 'identity', 'gzip;q=0', 'deflate', '*;q=0']) expect((await encodings(accepted)).bytes).toEqual(plain.bytes);
  expect((await encodings('gzip', '{ __typename }')).headers['content-encoding']).toBeUndefined();
});
