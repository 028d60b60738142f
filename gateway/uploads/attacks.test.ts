/** Hostile and broken multipart requests: refused soon, and the connection goes on. */
import http from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSupergraph, type Person, type Supergraph } from '#test/harness/supergraph.ts';

let agora: Supergraph;
let person: Person;
let agent: http.Agent;

beforeAll(async () => {
  agora = await startSupergraph();
  person = await agora.register();
  agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
});
afterAll(async () => {
  agent.destroy();
  await agora[Symbol.asyncDispose]();
});

const boundary = 'x-boundary-x';
const query = 'mutation ($file: Upload!) { uploadMedia(file: $file) { id } }';
const operations = JSON.stringify({ query, variables: { file: null } });
const map = JSON.stringify({ 0: ['variables.file'] });

function field(name: string, value: string): string {
  return `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
}
/** The beginning of a JPEG: what its reader goes on with. */
const photo = '\xff\xd8\xff\xe0\x00\x10JFIF\x00'.padEnd(2_000, 'x');
function file(name: string, value = 'x'): string {
  return `--${boundary}\r\ncontent-disposition: form-data; name="${name}"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\n${value}\r\n`;
}
const end = `--${boundary}--\r\n`;

interface Answered {
  status: number;
  errors: { message: string; extensions: { code: string; field?: string } }[];
  ms: number;
  port: number | undefined;
}

/** Sends a body over the one connection. */
async function send(body: string, headers: http.OutgoingHttpHeaders = {}): Promise<Answered> {
  const startedAt = performance.now();
  return await new Promise((resolve, reject) => {
    const given = {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'apollo-require-preflight': 'true',
      authorization: `Bearer ${person.accessToken}`,
      ...headers,
    };
    const sent = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    const request = http.request(agora.url, { agent, method: 'POST', headers: sent });
    request.once('error', reject);
    request.once('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('end', () => {
        const { errors = [] } = JSON.parse(Buffer.concat(chunks).toString()) as Partial<Answered>;
        resolve({ status: response.statusCode ?? 0, errors, ms: performance.now() - startedAt, port: request.socket?.localPort });
      });
    });
    request.end(body, 'latin1');
  });
}

async function sendQuery(): Promise<Answered> {
  return await send(JSON.stringify({ query: '{ me { user { id } } }' }), { 'content-type': 'application/json' });
}

const two = 'mutation ($one: Upload!, $two: Upload!) { one: uploadMedia(file: $one) { id } two: uploadMedia(file: $two) { id } }';
const twoOperations = field('operations', JSON.stringify({ query: two, variables: { one: null, two: null } }));
const twoMap = '{"0":["variables.one"],"1":["variables.two"]}';

const bodies: Record<string, string> = {
  'nothing in it': end,
  'no operations': field('map', map) + file('0') + end,
  'no map': field('operations', operations) + file('0') + end,
  'the map before the operations': field('map', map) + field('operations', operations) + file('0') + end,
  'the file before the map': field('operations', operations) + file('0') + field('map', map) + end,
  'operations that are no JSON': field('operations', '{') + field('map', map) + file('0') + end,
  'operations in a batch': field('operations', `[${operations}]`) + field('map', map) + file('0') + end,
  'a map that is none': field('operations', operations) + field('map', '[]') + file('0') + end,
  'a map to a place that is not null': field('operations', operations) + field('map', '{"0":["query"]}') + file('0') + end,
  'a map into the prototype': field('operations', operations) + field('map', '{"0":["variables.__proto__.x"]}') + file('0') + end,
  'a thousand files': `${field('operations', operations)}${field('map', JSON.stringify(Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [index, [`variables.files.${index}`]]))))}${file('0').repeat(1000)}${end}`,
  'the same file a thousand times': `${field('operations', operations)}${field('map', JSON.stringify({ 0: Array.from({ length: 1000 }, () => 'variables.file') }))}${file('0')}${end}`,
  'a thousand fields': field('operations', operations).repeat(1000) + end,
  'a missing file': field('operations', operations) + field('map', map) + end,
  'a file of another name': field('operations', operations) + field('map', map) + file('1') + end,
  'no end': field('operations', operations) + field('map', map) + file('0').slice(0, -4),
  'no end after a photo': field('operations', operations) + field('map', map) + file('0', photo),
  'an end within a photo': field('operations', operations) + field('map', map) + file('0', photo).slice(0, -900),
  'an end within the second of two photos': twoOperations + field('map', twoMap) + file('0', photo) + file('1', photo).slice(0, -900),
  'operations of 2 MB': field('operations', `"${'x'.repeat(2_000_000)}"`) + field('map', map) + file('0') + end,
};

describe('a multipart request', () => {
  test.each(Object.entries(bodies))(
    'with %s is refused within a second, and the next on the connection is answered',
    async (_name, body) => {
      const refused = await send(body);
      expect(refused.status).toBeGreaterThanOrEqual(400);
      expect(refused.status).toBeLessThan(500);
      expect(refused.errors[0]?.extensions.code).toMatch(/^(BAD_USER_INPUT|PAYLOAD_TOO_LARGE)$/);
      expect(refused.ms).toBeLessThan(1_000);
      const next = await sendQuery();
      expect(next).toMatchObject({ status: 200, errors: [], port: refused.port });
    },
  );

  test('is refused without the header that makes browsers ask first, and with a file in another place', async () => {
    const whole = field('operations', operations) + field('map', map) + file('0') + end;
    expect(await send(whole, { 'apollo-require-preflight': undefined })).toMatchObject({ status: 415 });
    expect(await send(whole, { 'content-type': 'multipart/form-data' })).toMatchObject({ status: 400 });
    const asText = JSON.stringify({ query: 'mutation { uploadMedia(file: "x") { id } }' });
    expect((await send(asText, { 'content-type': 'application/json' })).errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    const asJson = JSON.stringify({ query, variables: { file: {} } });
    expect((await send(asJson, { 'content-type': 'application/json' })).errors[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'file',
    });
  });

  test('with a file that has no name is told so', async () => {
    const answer = await send(field('operations', operations) + field('map', map) + field('0', 'x'.repeat(2_000_000)) + end);
    expect(answer.errors).toMatchObject([
      { message: expect.stringMatching(/^The part 0 has no file name/), extensions: { code: 'BAD_USER_INPUT', field: 'file' } },
    ]);
    expect(await sendQuery()).toMatchObject({ status: 200, port: answer.port });
  });

  test('with files in another order than they are used is refused, not waited for', async () => {
    const answer = await send(`${twoOperations}${field('map', twoMap)}${file('1')}${file('0')}${end}`);
    expect(answer.ms).toBeLessThan(1_000);
    expect(answer.errors.map(({ extensions }) => extensions.code)).not.toEqual([]);
    expect(await sendQuery()).toMatchObject({ status: 200, port: answer.port });
  });
});
