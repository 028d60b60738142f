/** Other servers of the same protocol, in a process of their own: bare graphql-ws, and bare ws that sends ready bytes. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { buildSchema, parse, type ExecutionResult } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer, type WebSocket } from 'ws';

export interface Peer extends AsyncDisposable {
  url: string;
  pid: number;
  /** Sends a post of this text to all sockets. */
  send: (text: string) => void;
}

type Kind = 'graphql-ws' | 'ws';

export async function startPeer(kind: Kind): Promise<Peer> {
  const child = fork(fileURLToPath(import.meta.url), ['live-peer', kind]);
  process.once('exit', () => child.kill('SIGKILL'));
  const [port] = (await once(child, 'message')) as [number];
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    send: (text) => void child.send(text),
    [Symbol.asyncDispose]: async () => {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
  };
}

function eventOf(text: string, number: number): ExecutionResult {
  const id = 'pst_01JD00000000000000000000AA';
  const author = { id: 'usr_01JD00000000000000000000AA', username: 'author', displayName: 'author', avatar: null };
  const post = { id, text, createdAt: '2026-01-01T00:00:00.000Z', likeCount: 0, author, media: [] };
  return { data: { newPost: { cursor: `${'c'.repeat(80)}${number}`, post } } };
}

async function serve(kind: Kind): Promise<void> {
  const server = createServer();
  const sockets = new WebSocketServer({
    server,
    path: '/graphql',
    perMessageDeflate: false,
    handleProtocols: () => 'graphql-transport-ws',
  });
  let number = 0;
  if (kind === 'ws') {
    sockets.on('connection', (socket: WebSocket) => {
      socket.on('message', (data: Buffer) => {
        if (data.includes('connection_init')) socket.send('{"type":"connection_ack"}');
      });
    });
    process.on('message', (text: string) => {
      const frame = Buffer.from(JSON.stringify({ id: '1', type: 'next', payload: eventOf(text, (number += 1)) }));
      for (const socket of sockets.clients) socket.send(frame, { binary: false });
    });
  } else {
    const waiting = new Set<(result: ExecutionResult) => void>();
    const schema = buildSchema('type Query { nothing: Int } type Subscription { newPost: Int }');
    const document = parse('subscription { newPost }');
    const events = async function* (): AsyncGenerator<ExecutionResult, void, void> {
      for (;;) yield await new Promise<ExecutionResult>((resolve) => waiting.add(resolve));
    };
    useServer(
      {
        schema,
        onSubscribe: () => ({ schema, document }),
        subscribe: () => events(),
        execute: () => ({}),
      },
      sockets,
    );
    process.on('message', (text: string) => {
      const event = eventOf(text, (number += 1));
      const told = [...waiting];
      waiting.clear();
      for (const resolve of told) resolve(event);
    });
  }
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
}

if (process.argv[2] === 'live-peer') await serve(process.argv[3] as Kind);
