/** Answers in pieces, answers that are none, and connections that end at the wrong moment. */
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { createLogger } from '#lib/observe/log.ts';
import { createAnswerReader, type WireAnswer } from './answer-reader.ts';
import { createWirePool, type WirePool, type WireRequest } from './pool.ts';

const maxBytes = 1_000;

/** Reads a text in pieces of so many bytes, and then the end of the connection where it is not whole. */
function read(text: string, pieceBytes: number): WireAnswer | null {
  const reader = createAnswerReader(maxBytes);
  const bytes = Buffer.from(text, 'latin1');
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    const answer = reader.take(bytes.subarray(at, at + pieceBytes));
    if (answer && at + pieceBytes < bytes.length) throw new Error('it was whole too early');
    if (answer) return answer;
  }
  return reader.end();
}

const pieces = [1, 2, 3, 7, 64, 100_000];
const umlaut = Buffer.from('{"a":"ü"}').toString('latin1');

it.each([
  ['a length', 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n' + umlaut, { status: 200, text: '{"a":"ü"}', keptSeconds: null }],
  ['no reason', 'HTTP/1.1 503\r\ncontent-length:0\r\nKeep-Alive: timeout=5\r\n\r\n', { status: 503, text: '', keptSeconds: 5 }],
  [
    'a closed connection',
    'HTTP/1.1 200 OK\r\nconnection: Close\r\ncontent-length: 2\r\n\r\n{}',
    { status: 200, text: '{}', keptSeconds: 0 },
  ],
  ['an older version', 'HTTP/1.0 200 OK\r\ncontent-length: 2\r\n\r\n{}', { status: 200, text: '{}', keptSeconds: 0 }],
  ['no length', 'HTTP/1.1 200 OK\r\n\r\n{"a":1}', { status: 200, text: '{"a":1}', keptSeconds: 0 }],
  [
    'an interim answer',
    'HTTP/1.1 103 Hints\r\nlink: x\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}',
    { status: 200, text: '{}', keptSeconds: null },
  ],
  [
    'chunks',
    'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2;x=y\r\n{}\r\nA\r\n          \r\n0\r\n\r\n',
    { status: 200, text: '{}          ', keptSeconds: null },
  ],
  [
    'chunks and a trailer',
    'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nx: y\r\n\r\n',
    { status: 200, text: '{}', keptSeconds: null },
  ],
  ['nothing', 'HTTP/1.1 204 No Content\r\n\r\n', { status: 204, text: '', keptSeconds: null }],
])('reads an answer with %s, in pieces of any size', (_what, text, expected) => {
  for (const bytes of pieces) expect(read(text, bytes)).toEqual(expected);
});

it.each([
  ['more than its length', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n{}'],
  ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 1\r\n\r\n{'],
  ['a length and chunks', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n1\r\n{\r\n0\r\n\r\n'],
  ['a length that is none', 'HTTP/1.1 200 OK\r\ncontent-length: +1\r\n\r\n{'],
  ['another encoding', 'HTTP/1.1 200 OK\r\ntransfer-encoding: gzip, chunked\r\n\r\n0\r\n\r\n'],
  ['a compression', 'HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 1\r\n\r\nx'],
  ['another protocol', 'HTTP/1.1 101 Switching\r\nupgrade: x\r\n\r\n'],
  ['another version', 'HTTP/2 200 OK\r\ncontent-length: 0\r\n\r\n'],
  ['a line that is no header', 'HTTP/1.1 200 OK\r\ncontent-length\r\n\r\n'],
  ['a chunk without a size', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n-1\r\n{}\r\n0\r\n\r\n'],
  ['a chunk that is longer than it says', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n'],
  ['more after the last chunk', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nHTTP/1.1 200 OK'],
  ['too much', `HTTP/1.1 200 OK\r\ncontent-length: 1001\r\n\r\n${'x'.repeat(1_001)}`],
  ['too much in chunks', `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3e9\r\n${'x'.repeat(1_001)}\r\n0\r\n\r\n`],
])('refuses an answer with %s', (_what, text) => {
  for (const bytes of pieces) expect(() => read(text, bytes)).toThrow(/./);
});

it.each([
  '',
  'HTTP/1.1 200 OK\r\n',
  'HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\n{}',
  'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n',
])('takes %j for no answer when the connection ends', (text) => {
  for (const bytes of pieces) expect(read(text, bytes)).toBeNull();
});

const opened: { server: Server; pool: WirePool; sockets: Set<Socket> }[] = [];
afterEach(() => {
  for (const { server, pool, sockets } of opened.splice(0)) {
    pool[Symbol.dispose]();
    for (const socket of sockets) socket.destroy();
    server.close();
  }
});

const answerOf = (text: string, headers = ''): string =>
  `HTTP/1.1 200 OK\r\n${headers}content-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;

/** @param answer - Called with each request as text, the number of the connection, and the socket. */
async function openPool(answer: (text: string, connection: number, socket: Socket) => void, maxConnections = 10) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    const number = sockets.size;
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => answer(bytes.toString('latin1'), number, socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const pool = createWirePool({ origin, maxConnections, maxAnswerBytes: 1_000, log: createLogger('test', 'silent') });
  opened.push({ server, pool, sockets });
  const post = async (changes: Partial<WireRequest> = {}): Promise<string> =>
    (await pool.post({ path: '/graphql', headers: {}, body: '{}', timeoutMs: 5_000, isRepeatable: true, ...changes })).text;
  return { post, sockets };
}

it('sends one request after the other over a kept connection, with its headers as they came', async () => {
  const seen: string[] = [];
  const { post, sockets } = await openPool((text, _number, socket) => {
    seen.push(text);
    socket.write(answerOf('{}'));
  });
  await post({ headers: { 'user-agent': 'caf\xe9' }, body: '"ü"' });
  await post();
  expect(sockets.size).toBe(1);
  expect(seen[0]).toMatch(
    /^POST \/graphql HTTP\/1.1\r\nhost: 127.0.0.1:\d+\r\nconnection: keep-alive\r\ncontent-length: 4\r\nuser-agent: caf\xe9\r\n\r\n"\xc3\xbc"$/,
  );
  await expect(post({ headers: { 'user-agent': 'a\r\nb: c' } })).rejects.toThrow('user-agent');
});

it('waits for a connection where the most are open', async () => {
  const waiting: Socket[] = [];
  const { post, sockets } = await openPool((_text, _number, socket) => void waiting.push(socket), 2);
  const all = [post(), post(), post({ timeoutMs: 60_000 }), post()];
  await vi.waitFor(() => expect(waiting).toHaveLength(2));
  waiting.splice(0).forEach((socket) => socket.write(answerOf('1')));
  await vi.waitFor(() => expect(waiting).toHaveLength(2));
  waiting.splice(0).forEach((socket) => socket.write(answerOf('2')));
  expect(await Promise.all(all)).toEqual(['1', '1', '2', '2']);
  expect(sockets.size).toBe(2);
});

it('sends a request again that a kept connection did not answer, once, and only what may be repeated', async () => {
  let isDead = false;
  const { post } = await openPool((_text, number, socket) =>
    isDead && number === 1 ? socket.destroy() : socket.write(answerOf(String(number))),
  );
  expect(await post()).toBe('1');
  isDead = true;
  expect(await post()).toBe('2');
  isDead = false;
});

it('sends a mutation once, and nothing again whose answer has begun', async () => {
  let count = 0;
  const { post } = await openPool((_text, _number, socket) => {
    count += 1;
    if (count === 1 || count === 3) socket.write(answerOf('{}'));
    else if (count === 2) socket.destroy();
    else socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{');
  });
  await post();
  await expect(post({ isRepeatable: false })).rejects.toThrow(/./);
  expect(count).toBe(2);
  await post();
  await expect(post()).rejects.toThrow('closed before');
  expect(count).toBe(4);
});

it('uses no connection again that its server closes, is about to close, or says something on unasked', async () => {
  const { post, sockets } = await openPool((_text, number, socket) => {
    if (number === 1) socket.write(answerOf('1', 'connection: close\r\n'));
    if (number === 2) socket.write(answerOf('2', 'keep-alive: timeout=1\r\n'));
    if (number === 3) socket.write(answerOf('3'));
    if (number === 4) socket.write(answerOf('4'));
  });
  expect(await post()).toBe('1');
  expect(await post()).toBe('2');
  expect(await post()).toBe('3');
  const [third] = [...sockets].slice(2);
  third?.write('HTTP/1.1 408 Request Timeout\r\nconnection: close\r\n\r\n');
  if (third && !third.destroyed) await once(third, 'close');
  expect(await post()).toBe('4');
});

it('gives up after its time and when its caller leaves, and closes that connection', async () => {
  const { post, sockets } = await openPool(() => undefined, 1);
  const leaving = new AbortController();
  const asked = post({ signal: leaving.signal });
  const queued = post({ timeoutMs: 20 });
  await expect(queued).rejects.toThrow('no answer within 20 ms');
  await vi.waitFor(() => expect(sockets.size).toBe(1));
  const [first] = sockets;
  const closed = first && once(first, 'close');
  leaving.abort();
  await expect(asked).rejects.toThrow('left');
  await closed;
  await expect(post({ signal: leaving.signal })).rejects.toThrow('left');
  await expect(post({ timeoutMs: 20 })).rejects.toThrow('no answer within 20 ms');
});
