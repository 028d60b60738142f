/** Sends broken request lines, headers, frames and uploads to a gateway of its own. Each case follows from its seed. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../../tools/launch/ports.ts';
import { repeatableChance } from './repeatable-chance.ts';
import { startSmallSupergraph } from '../small-supergraph.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const atOnce = 40;
const lookEvery = 1_000;
const answerWithinMs = 2_000;
const readyWithinMs = 60_000;

type Chance = ReturnType<typeof repeatableChance>;

const handshake =
  'Host: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n';
const upgradeOf = (target: string): string => `GET ${target} HTTP/1.1\r\n${handshake}`;
const manySubscribes = (text: string): string =>
  Array.from({ length: 110 }, (_, id) => JSON.stringify({ id: String(id), type: 'subscribe', payload: { query: text } })).join('\n');
const query = '{"query":"{ posts { nodes { id } } }","variables":{},"operationName":""}';
const upload = [
  '--x\r\ncontent-disposition: form-data; name="operations"\r\n\r\n{"query":"mutation ($file: String!) { createPost(text: $file) { id } }","variables":{"file":null}}\r\n',
  '--x\r\ncontent-disposition: form-data; name="map"\r\n\r\n{"0":["variables.file"]}\r\n',
  '--x\r\ncontent-disposition: form-data; name="0"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\nbytes\r\n--x--\r\n',
].join('');
const file = '/media/med_01JD0000000000000000000001/kkkkkkkkkkkkkkkkkkkk/large.webp';
const post = (type: string, body: string): string =>
  `POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${type}\r\nApollo-Require-Preflight: 1\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

/** Valid messages by kind; a case breaks one of them. */
const whole: Record<'requests' | 'upgrades' | 'frames' | 'uploads', string[]> = {
  requests: [
    'GET / HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nRange: bytes=0-1\r\n\r\n',
    'GET /graphql?query=%7B__typename%7D&variables=%7B%7D&extensions=%7B%7D HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer x.y.z\r\n\r\n',
    `GET ${file}?x=1 HTTP/1.1\r\nHost: localhost\r\nRange: bytes=0-9\r\nX-Forwarded-For: ::1\r\n\r\n`,
    'PUT /media/uploads/med_01JD0000000000000000000001?expires=1&signature=abc HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n',
    'POST /mail/unsubscribe?token=abc HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\nx=y',
    'GET /health/ready HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: 12345678\r\n\r\nGET /dev/mail HTTP/1.1\r\nHost: localhost\r\n\r\n',
    'OPTIONS /graphql HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\nAccess-Control-Request-Method: POST\r\n\r\n',
    'CONNECT localhost:1 HTTP/1.1\r\nHost: localhost\r\n\r\n',
    post('application/json', query),
    post('application/json; charset=utf-16', query),
  ],
  upgrades: [
    upgradeOf('/graphql'),
    `GET /graphql?x=1 HTTP/1.1\r\nOrigin: http://localhost:4000\r\n${handshake}`,
    // Two upgrades on one connection, the second valid.
    upgradeOf('//') + upgradeOf('/graphql'),
    `GET / HTTP/1.1\r\nHost: localhost\r\n\r\n${upgradeOf('/graphql')}${upgradeOf('http://[')}`,
  ],
  frames: [
    '{"type":"connection_init","payload":{"authorization":"Bearer x.y.z"}}',
    '{"type":"connection_init"}\n{"id":"1","type":"subscribe","payload":{"query":"{ __typename }","variables":{},"operationName":"","extensions":{}}}',
    '{"type":"connection_init"}\n{"id":"1","type":"subscribe","payload":{"query":"subscription { ticks }"}}\n{"id":"1","type":"complete"}\n{"type":"ping"}\n{"type":"pong"}',
    '{"type":"connection_init"}\n{"id":"1","type":"subscribe","payload":{"query":"subscription { newPost(after: \\"0\\") { cursor post { text } } }"}}',
    // More at once than a socket may have.
    `{"type":"connection_init"}\n${manySubscribes('subscription { ticks }')}`,
    `{"type":"connection_init"}\n${manySubscribes('{ posts { nodes { author { name } } } }')}`,
    // An id again while what it was is ending; ends before beginnings.
    `{"type":"connection_init"}\n${'{"id":"1","type":"subscribe","payload":{"query":"subscription { ticks }"}}\n{"id":"1","type":"complete"}\n'.repeat(20)}{"id":"2","type":"complete"}\n{"id":"2","type":"subscribe","payload":{"query":"{ __typename }"}}`,
    // Messages that only servers send.
    '{"type":"connection_init"}\n{"type":"connection_ack","payload":{}}',
    '{"type":"connection_init"}\n{"id":"1","type":"subscribe","payload":{"query":"subscription { ticks }"}}\n{"id":"1","type":"next","payload":{"data":{"ticks":1}}}',
    '{"type":"connection_init"}\n{"id":"1","type":"error","payload":[{"message":"x"}]}',
  ],
  uploads: [post('multipart/form-data; boundary=x', upload), post('multipart/form-data; boundary="x"; charset=utf-8', upload)],
};
export type Kind = keyof typeof whole;
const kinds = Object.keys(whole) as Kind[];

/** Pieces of bytes that tend to break parsers. */
const pieces = [
  ...[
    '//',
    '/\\',
    '*',
    '/%',
    'http://[',
    '..',
    '%2e%2e',
    '%00',
    '\0',
    '\r\n',
    '\n',
    ' ',
    '\t',
    '#',
    '?',
    '@',
    '[',
    ']',
    '\u00ff',
    '%',
    '://',
    ':',
  ],
  ...[
    'http://127.0.0.1:1',
    'Upgrade: websocket\r\n',
    'Transfer-Encoding: chunked\r\n',
    'Content-Length: -1\r\n',
    'Host: [\r\n',
    'Expect: x\r\n',
  ],
  ...[
    '"',
    '{',
    '}',
    '[]',
    'null',
    '1e999',
    '__proto__',
    '\\u0000',
    '\\ud800',
    '--x',
    '--x--',
    'filename=',
    'name=',
    ';',
    '=',
    'x'.repeat(9_000),
  ],
];

function breakText(text: string, chance: Chance): string {
  let broken = text;
  for (let times = 1 + Math.floor(chance() * 4); times > 0; times -= 1) {
    const at = Math.floor(chance() * (broken.length + 1));
    const to = at + Math.floor(chance() * chance() * 40);
    const piece = pieces[Math.floor(chance() * pieces.length)] ?? '';
    const [head, middle, tail] = [broken.slice(0, at), broken.slice(at, to), broken.slice(to)];
    const how = Math.floor(chance() * 6);
    if (how === 0) broken = head + tail;
    else if (how === 1) broken = head + middle + middle + tail;
    else if (how === 2) broken = head + String.fromCharCode(Math.floor(chance() * 256)) + middle + tail;
    else if (how === 3) broken = head;
    else broken = head + piece + (how === 4 ? middle : '') + tail;
  }
  return broken;
}

/** A masked frame with a text, as clients send it, whose head may be broken. */
function frame(text: string, chance: Chance): Buffer {
  const body = Buffer.from(text, 'latin1').subarray(0, 60_000);
  const opcode = chance() < 0.9 ? 1 : Math.floor(chance() * 16);
  const flags = chance() < 0.9 ? 0x80 : Math.floor(chance() * 16) << 4;
  const length = chance() < 0.95 ? body.length : Math.floor(chance() * 65_535);
  const head = length < 126 ? Buffer.from([flags | opcode, 0x80 | length]) : Buffer.from([flags | opcode, 0xfe, length >> 8, length & 255]);
  if (chance() < 0.05) head[1] = Math.floor(chance() * 256);
  return Buffer.concat([head, Buffer.alloc(4), body]);
}

/** The bytes of a case, in the order in which they are sent; those after the first wait for an answer. */
export function caseOf(seed: number): { kind: Kind; parts: Buffer[] } {
  // Spread, since neighbours begin alike.
  const chance = repeatableChance(Math.imul(seed ^ (seed >>> 15), 0x9e3779b1));
  const kind = kinds[seed % kinds.length] ?? 'requests';
  const text = whole[kind][Math.floor(chance() * whole[kind].length)] ?? '';
  if (kind !== 'frames') return { kind, parts: [Buffer.from(breakText(text, chance), 'latin1')] };
  const broken = chance() < 0.8 ? breakText(text, chance) : text;
  const frames = Buffer.concat(broken.split('\n').map((line) => frame(line, chance)));
  return { kind, parts: [Buffer.from(upgradeOf('/graphql')), frames] };
}

async function send(port: number, seed: number): Promise<void> {
  const { parts } = caseOf(seed);
  const socket = connect(port, '127.0.0.1');
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const giveUp = setTimeout(() => socket.destroy(), answerWithinMs);
  socket.on('error', () => undefined);
  let sent = 0;
  const next = (): void => {
    const part = parts[sent++];
    // An answered part has been read, and the rest are answered only where the connection stays open.
    if (part === undefined) return void socket.destroy();
    if (sent === parts.length && seed % 3 > 0) socket.end(part);
    else socket.write(part);
  };
  socket.on('data', next);
  next();
  await closed;
  clearTimeout(giveUp);
}

/** Whether a good upgrade is answered as one. */
async function opensSocket(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const answer = new Promise<string>((resolve) => {
    socket.once('data', (bytes) => resolve(String(bytes)));
    socket.once('close', () => resolve(''));
    socket.on('error', () => undefined);
  });
  socket.write(upgradeOf('/graphql'));
  const isOpen = (await answer).startsWith('HTTP/1.1 101 ');
  socket.destroy();
  return isOpen;
}

export interface FuzzOptions {
  cases: number;
  /** The first case's seed; each further one's is the next number. */
  seed: number;
  onProgress?: (done: number) => void;
}

export interface Fuzzed {
  byKind: Record<string, number>;
  /** The faults, with the seeds that were in flight; empty when all was well. */
  faults: string[];
  tookMs: number;
}

/**
 * Sends cases to a gateway process over two small subgraphs, and checks that it stays up, answers and logs no error.
 */
export async function fuzzGateway({ cases, seed, onProgress }: FuzzOptions): Promise<Fuzzed> {
  await using world = await startSmallSupergraph({ AGORA_RATE_LIMITS: 'off' });
  const inner = createServer((request, response) => void request.resume().once('end', () => response.end('inner')));
  await new Promise<void>((resolve) => inner.listen(0, '127.0.0.1', resolve));
  const innerUrl = `http://127.0.0.1:${(inner.address() as AddressInfo).port}`;
  const folder = await mkdtemp(join(tmpdir(), 'agora-fuzz-'));
  const schema = join(folder, 'supergraph.graphql');
  await writeFile(schema, world.supergraphSdl);
  const port = await freePort();
  const subgraphs = { users: world.users.url, posts: world.posts.url, media: innerUrl, notifications: innerUrl };
  const gateway = spawn(process.execPath, ['gateway/index.ts'], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'development',
      PORT: String(port),
      LOG_LEVEL: 'error',
      REDIS_URL: world.redis.url,
      AGORA_RATE_LIMITS: 'off',
      AGORA_SUPERGRAPH: schema,
      AGORA_IDENTITY_SECRET: randomBytes(32).toString('hex'),
      AGORA_SUBGRAPHS: Object.entries(subgraphs)
        .map(([name, url]) => `${name}=${url}`)
        .join(','),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [gateway.stdout, gateway.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const isThere = async (): Promise<boolean> => {
    if (gateway.exitCode !== null || gateway.signalCode !== null) return false;
    const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ __typename }"}',
      signal: AbortSignal.timeout(10_000),
    }).catch(() => null);
    return answer?.status === 200 && (await opensSocket(port));
  };
  try {
    for (const until = performance.now() + readyWithinMs; !(await isThere()); await delay(50))
      if (performance.now() > until || gateway.exitCode !== null) throw new Error(`The gateway does not start:\n${said}`);
    const startedAt = performance.now();
    const faults: string[] = [];
    const byKind: Record<string, number> = {};
    for (let from = 0; from < cases && faults.length < 5; from += lookEvery) {
      const seeds = Array.from({ length: Math.min(lookEvery, cases - from) }, (_, index) => seed + from + index);
      for (const one of seeds) byKind[caseOf(one).kind] = (byKind[caseOf(one).kind] ?? 0) + 1;
      const waiting = [...seeds];
      const work = async (): Promise<void> => {
        for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await send(port, one);
      };
      await Promise.all(Array.from({ length: atOnce }, work));
      const among = `among the seeds ${seeds[0]} to ${seeds.at(-1)}`;
      if (!(await isThere())) faults.push(`The gateway is gone or does not answer, ${among}:\n${said.slice(-4_000)}`);
      else if (said !== '') faults.push(`The gateway says, ${among}:\n${said.slice(-4_000)}`);
      said = '';
      if (gateway.exitCode !== null || gateway.signalCode !== null) break;
      onProgress?.(from + seeds.length);
    }
    return { byKind, faults, tookMs: performance.now() - startedAt };
  } finally {
    gateway.kill('SIGKILL');
    inner.closeAllConnections();
    inner.close();
    await rm(folder, { recursive: true, force: true });
  }
}
