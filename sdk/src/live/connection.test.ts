/** Where no socket can be opened subscriptions go over HTTP, and a server's own end is no reason for that. */
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { createConnection, type Connection } from './connection.ts';

const stack: (() => void)[] = [];
afterEach(() => {
  for (const end of stack.splice(0).reverse()) end();
});

interface World {
  connection: Connection;
  /** How it was asked, in order. */
  asked: string[];
  passMs: (ms: number) => void;
}

/** A server that answers over HTTP, and takes sockets where it may. */
async function open({ takesSockets }: { takesSockets: () => boolean }): Promise<World> {
  const asked: string[] = [];
  const server: Server = createServer((_request, response) => {
    asked.push('http');
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    response.end(':\n\nevent: next\ndata: {"data":{"over":"h\u00e9tp"}}\n\nevent: complete\ndata:\n\n');
  });
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'graphql-transport-ws' });
  server.on('upgrade', (request, raw, head) => {
    asked.push('socket');
    if (takesSockets())
      sockets.handleUpgrade(request, raw, head, (socket) => {
        socket.on('message', (data) => {
          const { type, id } = JSON.parse(String(data)) as { type: string; id?: string };
          if (type === 'connection_init') socket.send(JSON.stringify({ type: 'connection_ack' }));
          if (type !== 'subscribe') return;
          socket.send(JSON.stringify({ id, type: 'next', payload: { data: { over: 'socket' } } }));
          socket.send(JSON.stringify({ id, type: 'complete' }));
        });
      });
    else raw.destroy();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  let nowMs = 0;
  const connection = createConnection({ url, fetch, fresh: async () => null, now: () => nowMs });
  stack.push(() => {
    connection.dispose();
    server.closeAllConnections();
    server.close();
  });
  return { connection, asked, passMs: (ms) => (nowMs += ms) };
}

/** The first answer; null where there is no connection. */
async function first({ connection }: World): Promise<unknown> {
  try {
    for await (const { data } of connection.iterate({ query: 'subscription { over }' })) return data?.['over'];
    return 'nothing';
  } catch {
    return null;
  }
}

test('two sockets that cannot be opened, then HTTP for five minutes, then a socket again', async () => {
  let takesSockets = false;
  const world = await open({ takesSockets: () => takesSockets });
  expect([await first(world), await first(world)]).toEqual([null, null]);
  expect([await first(world), await first(world), await first(world)]).toEqual(['hétp', 'hétp', 'hétp']);
  expect(world.asked).toEqual(['socket', 'socket', 'http', 'http', 'http']);
  takesSockets = true;
  world.passMs(300_001);
  expect(await first(world)).toBe('socket');
});

test('a server that comes back at once is asked over a socket', async () => {
  let tries = 0;
  const world = await open({ takesSockets: () => (tries += 1) > 1 });
  expect([await first(world), await first(world)]).toEqual([null, 'socket']);
  expect(world.asked).toEqual(['socket', 'socket']);
});
