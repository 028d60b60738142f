/** What hostile clients send to the gateway's edge; `gateway/uploads/attacks.test.ts` has the bodies of uploads. */
import http, { type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSmallSupergraph, type SmallSupergraph } from '#test/harness/small-supergraph.ts';

/** A service behind the gateway that tells what reached it. */
interface Upstream extends AsyncDisposable {
  url: string;
  reached: string[];
}

async function startUpstream(): Promise<Upstream> {
  const reached: string[] = [];
  const server = http.createServer((request, response) => {
    reached.push(`${request.method} ${request.url}`);
    request.resume();
    response.end('inner');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    reached,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

let world: SmallSupergraph;
let media: Upstream;
let notifications: Upstream;
let outside: Upstream;
beforeAll(async () => {
  media = await startUpstream();
  notifications = await startUpstream();
  outside = await startUpstream();
  world = await startSmallSupergraph({ AGORA_RATE_LIMITS: 'off' }, { media: media.url, notifications: notifications.url });
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await media[Symbol.asyncDispose]();
  await notifications[Symbol.asyncDispose]();
  await outside[Symbol.asyncDispose]();
});

/** Sends bytes as they are; gives what comes back until the gateway ends the connection, or makes it a socket. */
async function sendRaw(text: string, { port } = world.gateway): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.setEncoding('latin1');
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
    if (answer.startsWith('HTTP/1.1 101')) socket.destroy();
  });
  socket.on('error', () => undefined);
  socket.write(text, 'latin1');
  await new Promise((resolve) => socket.once('close', resolve));
  return answer;
}
const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
const isAlive = async (): Promise<boolean> => (await world.query('{ __typename }')).status === 200;

const mediaId = 'med_01JD0000000000000000000001';
const key = 'k'.repeat(20);
const file = `/media/${mediaId}/${key}/large.webp`;

describe('request targets', () => {
  const inner = (): string => outside.url.replace('http://', '');
  const targets: [string, () => string][] = [
    ['another server', () => `${outside.url}/media/x/../../latest/meta-data`],
    ['another server with a path of ours', () => `${outside.url}${file}`],
    ['another server for unsubscribing', () => `${outside.url}/mail/unsubscribe?token=abc`],
    ['another server by user@host', () => `http://127.0.0.1@${inner()}${file}`],
    ['this gateway by its address', () => `${world.gateway.url}${file}`],
    ['two slashes', () => `//${inner()}${file}`],
    ['a slash and a backslash', () => `/\\${inner()}${file}`],
    ['two backslashes', () => `\\\\${inner()}${file}`],
    ['a backslash within', () => `/media/${mediaId}\\..\\..\\health/ready`],
    ['dots', () => '/media/x/../../health/ready'],
    ['dots after an id', () => `/media/${mediaId}/${key}/../../../health/ready`],
    ['encoded dots', () => '/media/x/%2e%2e/%2e%2e/health/ready'],
    ['half-encoded dots', () => `/media/${mediaId}/.%2e/.%2E/health/ready`],
    ['encoded slashes', () => `/media/${mediaId}/${key}%2f..%2f..%2flarge.webp`],
    ['dots encoded twice', () => `/media/${mediaId}/%252e%252e/large.webp`],
    ['a file that is none of ours', () => `/media/${mediaId}/${key}/source`],
    ['a file of another ending', () => `/media/${mediaId}/${key}/large.webp.map`],
    ['a null byte', () => `/media/${mediaId}/${key}/large.webp%00`],
    ['one part too many', () => `${file}/x`],
    ['dots in unsubscribing', () => '/mail/unsubscribe/../../graphql'],
    ['encoded dots in unsubscribing', () => '/mail/%2e%2e/graphql'],
    ['a slash after unsubscribing', () => '/mail/unsubscribe/'],
    ['dots in development', () => '/dev/mail/../../graphql'],
    ['a fragment', () => `${file}#x`],
    ['a foreign scheme', () => `gopher://${inner()}/media/x/y/z`],
    ['a scheme without a host', () => 'http:media/x/y/z'],
    ['an address that is none', () => 'http://['],
    ['an asterisk', () => '*'],
    ['a lone percent sign', () => '/media/%/%/%'],
  ];

  it.each(targets)('%s reach nobody', async (_name, target) => {
    for (const method of ['GET', 'POST', 'PUT', 'OPTIONS', 'DELETE']) {
      const body = method === 'GET' ? '' : 'x=y';
      const answer = await sendRaw(
        `${method} ${target()} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      );
      expect([400, 404, 405], `${method} ${target()}: ${answer}`).toContain(statusOf(answer));
    }
    expect([...media.reached, ...notifications.reached, ...outside.reached]).toEqual([]);
    expect(await isAlive()).toBe(true);
  });

  it('of what is served reach their service and nothing else, as they are', async () => {
    const ask = async (method: string, target: string): Promise<number> =>
      statusOf(await sendRaw(`${method} ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`));
    const upload = `/media/uploads/${mediaId}?expires=1&signature=abc`;
    for (const [method, target] of [
      ['GET', file],
      ['GET', `${file}?cache=1`],
      ['PUT', upload],
      ['OPTIONS', upload],
      ['PUT', `${upload}&more=1`],
      ['GET', '/mail/unsubscribe?token=abc-_'],
      ['POST', '/mail/unsubscribe?token=abc&x=http://evil.example'],
      ['GET', '/dev/mail'],
    ] as const)
      expect([target, await ask(method, target)]).toEqual([target, 200]);
    expect(media.reached).toEqual([`GET ${file}`, `GET ${file}`, `PUT ${upload}`, `OPTIONS ${upload}`, `PUT /media/uploads/${mediaId}`]);
    expect(notifications.reached).toEqual(['GET /mail/unsubscribe?token=abc-_', 'POST /mail/unsubscribe', 'GET /dev/mail']);
    expect([await ask('POST', file), await ask('PUT', file), await ask('DELETE', '/mail/unsubscribe')]).toEqual([404, 404, 404]);
    media.reached.length = 0;
    notifications.reached.length = 0;
  });
});

describe('upgrades', () => {
  const handshake =
    'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n';
  const upgrade = async (target: string, headers = handshake, gateway = world.gateway): Promise<number> =>
    statusOf(await sendRaw(`GET ${target} HTTP/1.1\r\nHost: localhost\r\n${headers}\r\n`, gateway));

  it.each([
    '//',
    '/\\',
    '*',
    '/%',
    'http://[',
    '///graphql',
    '/graphql\\',
    '\\',
    '?',
    'http://',
    '//[',
    '/graphql/%',
    'x:y',
    '/\u00e9',
    '/graphql#',
  ])('for %s are refused, and the process stays', async (target) => {
    expect([400, 404]).toContain(await upgrade(target));
    expect(await isAlive()).toBe(true);
  });

  it.each([
    ['no key', handshake.replace(/Sec-WebSocket-Key.*\r\n/, '')],
    ['a broken key', handshake.replace('dGhl', '*')],
    ['an unknown version', handshake.replace('13', '99')],
    ['a broken protocol', `${handshake}Sec-WebSocket-Protocol: ,,\r\n`],
    ['an origin that is none', `${handshake}Origin: http://[\r\n`],
    ['the origin null', `${handshake}Origin: null\r\n`],
  ])('with %s are refused', async (_name, headers) => {
    expect([400, 403, 426]).toContain(await upgrade('/graphql', headers));
    expect(await isAlive()).toBe(true);
  });

  it('with a foreign name for origin and host alike are refused, and with an address of ours are not', async () => {
    const from = async (host: string): Promise<number> =>
      statusOf(await sendRaw(`GET /graphql HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://${host}\r\n${handshake}\r\n`));
    expect(await from('evil.example')).toBe(403);
    expect(await from('127.0.0.1.evil.example:4000')).toBe(403);
    expect(await from('192.168.7.7:4000')).toBe(101);
  });

  it('that fail a thousand times lock nobody out', async () => {
    await using limited = await startSmallSupergraph();
    const malformed = handshake.replace(/Sec-WebSocket-Key.*\r\n/, '');
    for (let round = 0; round < 25; round += 1)
      await Promise.all(Array.from({ length: 44 }, () => upgrade('/graphql', malformed, limited.gateway)));
    expect(await upgrade('/graphql', handshake, limited.gateway)).toBe(101);
  });

  it('to anything else are left alone: the request is answered', async () => {
    const body = '{"query":"{ __typename }"}';
    const answer = await sendRaw(
      `POST /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    expect(statusOf(answer)).toBe(200);
  });
});

describe('foreign names', () => {
  it.each(['evil.example', 'evil.example:4000', 'localhost.evil.example', '127.0.0.1.nip.io'])('%s do not see /dev', async (host) => {
    for (const path of ['/dev/mail', '/dev/push', '/dev/mail?x=1'])
      expect(statusOf(await sendRaw(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`))).toBe(403);
    expect(notifications.reached).toEqual([]);
  });
});

/** What a request with one header line is answered. */
async function get(path: string, headers: http.OutgoingHttpHeaders = {}): Promise<IncomingMessage & { text: string }> {
  return await new Promise((resolve, reject) => {
    http
      .get(`${world.gateway.url}${path}`, { headers, agent: false }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.once('end', () => resolve(Object.assign(response, { text })));
      })
      .once('error', reject);
  });
}

describe('GET', () => {
  const query = '/graphql?query=%7B__typename%7D';

  it('is answered with an access token, and with none only where a page must ask first', async () => {
    const authorization = `Bearer ${await world.token()}`;
    const answered = await get(query, { authorization });
    expect([answered.statusCode, JSON.parse(answered.text)]).toEqual([200, { data: { __typename: 'Query' } }]);
    expect(answered.headers['cache-control']).toBe('no-store');
    expect((await get(query)).statusCode).toBe(400);
    expect((await get(query, { 'content-type': 'text/plain' })).statusCode).toBe(400);
    expect((await get(query, { authorization: '' })).statusCode).toBe(400);
    expect((await get(query, { authorization: 'Basic YTpi' })).statusCode).toBe(401);
    expect((await get(query, { 'apollo-require-preflight': '1' })).statusCode).toBe(200);
  });

  it('changes nothing', async () => {
    const authorization = `Bearer ${await world.token()}`;
    const mutation = `/graphql?query=${encodeURIComponent('mutation { greet(input: {email: "a@b.example", times: 1}) }')}`;
    expect((await get(mutation, { authorization })).statusCode).toBe(405);
  });
});
