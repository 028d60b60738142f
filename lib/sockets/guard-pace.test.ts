import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { afterEach, expect, it, vi } from 'vitest';
import { createLogger } from '../observe/log.ts';
import { guardPace, type PaceGuard, type PaceOptions } from './guard-pace.ts';

const stack: (() => void)[] = [];
afterEach(() => {
  for (const close of stack.splice(0)) close();
});

/** An endless file. It makes only the bytes that are read. */
const endless: RequestListener = (_request, response) => {
  const pieces = Readable.from(
    (function* () {
      for (;;) yield Buffer.alloc(64_000);
    })(),
  );
  response.once('close', () => pieces.destroy());
  pieces.pipe(response);
};
const sink: RequestListener = (request, response) => {
  request.on('error', () => undefined).resume();
  request.once('end', () => response.end('done'));
};

async function serve(
  listener: RequestListener,
  options: Partial<PaceOptions> = {},
  tell: (guarding: PaceGuard) => void = () => undefined,
): Promise<number> {
  const pace = guardPace({ log: createLogger('test', 'silent'), windowMs: 400, leastBytesPerSecond: 1_000, ...options });
  tell(pace);
  const server = createServer(pace.wrap(listener));
  pace.watch(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stack.push(() => {
    pace[Symbol.dispose]();
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

function open(port: number, head: string): { socket: Socket; isClosed: () => boolean; text: () => string } {
  const socket = connect(port, '127.0.0.1');
  let [isClosed, text] = [false, ''];
  socket.on('error', () => undefined).once('close', () => (isClosed = true));
  socket.on('data', (chunk: Buffer) => (text = `${text}${chunk.toString('latin1')}`.slice(0, 1_000)));
  socket.write(`${head}\r\nHost: localhost\r\n`);
  stack.push(() => socket.destroy());
  return { socket, isClosed: () => isClosed, text: () => text };
}
/** Repeats until the end of the test. */
function every(ms: number, work: () => void): void {
  const timer = setInterval(work, ms);
  stack.push(() => clearInterval(timer));
}
const within = { timeout: 10_000, interval: 20 };

it.each([
  ['a byte now and then', 'content-length: 1000000\r\n\r\n', 'x'],
  ['chunks of a byte', 'transfer-encoding: chunked\r\n\r\n', '1\r\nx\r\n'],
  ['nothing at all', 'content-length: 10\r\n\r\n', ''],
])('cuts off who sends %s', async (_name, headers, piece) => {
  const { socket, isClosed } = open(await serve(sink), `PUT / HTTP/1.1`);
  socket.write(headers);
  if (piece !== '') every(50, () => socket.write(piece));
  await vi.waitFor(() => expect(isClosed()).toBe(true), within);
});

it.each([
  ['reads nothing', 0],
  ['reads a byte now and then', 1],
])('cuts off who %s', async (_name, bytes) => {
  const { socket } = open(await serve(endless), 'GET / HTTP/1.1');
  let isCut = false;
  socket.write('\r\n');
  socket.removeAllListeners('data').pause();
  socket.once('close', () => (isCut = true));
  if (bytes > 0) every(50, () => socket.read(bytes));
  // Without a read, only a write shows that the other side is gone.
  every(50, () => socket.write('x'));
  await vi.waitFor(() => expect(isCut).toBe(true), within);
});

it('leaves clients alone that send or read at a fair pace, or wait for the answer', async () => {
  const port = await serve(sink);
  const steady = open(port, 'PUT / HTTP/1.1');
  steady.socket.write('content-length: 12000\r\n\r\n');
  let sent = 0;
  every(50, () => {
    if (sent < 12_000) steady.socket.write('x'.repeat(300));
    sent += 300;
  });
  const slow = await serve((_request, response) => void setTimeout(() => response.end('late'), 1_200));
  const patient = open(slow, 'GET / HTTP/1.1');
  patient.socket.write('\r\n');
  await vi.waitFor(() => expect([steady.text(), patient.text()].map((text) => text.slice(9, 12))).toEqual(['200', '200']), within);
});

it('cuts the slowest client of an address for a new request, and refuses the request where none is slow', async () => {
  const keyOf = (): string => 'one';
  const port = await serve(sink, { keyOf, maxAtOnce: 3, windowMs: 60_000 });
  const stalled = Array.from({ length: 3 }, () => {
    const opened = open(port, 'PUT / HTTP/1.1');
    opened.socket.write('content-length: 10\r\n\r\n');
    return opened;
  });
  // The guard looks once a second.
  await vi.waitFor(async () => {
    const honest = open(port, 'PUT / HTTP/1.1');
    honest.socket.write('content-length: 2\r\nconnection: close\r\n\r\nhi');
    await vi.waitFor(() => expect(honest.isClosed()).toBe(true), within);
    expect(honest.text()).toContain('200 OK');
  }, within);
  expect(stalled.filter(({ isClosed }) => isClosed()).length).toBeGreaterThanOrEqual(1);

  const busy = await serve(() => undefined, { keyOf, maxAtOnce: 3 });
  const held = Array.from({ length: 3 }, () => open(busy, 'GET / HTTP/1.1'));
  for (const { socket } of held) socket.write('\r\n');
  await vi.waitFor(async () => {
    const refused = open(busy, 'GET / HTTP/1.1');
    refused.socket.write('\r\n');
    await vi.waitFor(() => expect(refused.isClosed()).toBe(true), { timeout: 500 });
    expect(refused.text()).toContain('429');
  }, within);
});

it('neither counts nor cuts what it has let go', async () => {
  const keyOf = (): string => 'one';
  let letGo: PaceGuard['letGo'] = () => undefined;
  const lasting: RequestListener = (request, response) => {
    letGo(request);
    response.write('x');
  };
  const port = await serve(lasting, { keyOf, maxAtOnce: 3 }, (guarding) => (letGo = guarding.letGo));
  const open5 = Array.from({ length: 5 }, () => open(port, 'GET / HTTP/1.1'));
  for (const { socket } of open5) socket.write('\r\n');
  await vi.waitFor(() => expect(open5.map(({ text }) => text().slice(9, 12))).toEqual(open5.map(() => '200')), within);
  expect(open5.filter(({ isClosed }) => isClosed())).toEqual([]);
});
