/** The gateway's side of the live protocol, against a subgraph that notes what it is sent. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { WebSocketServer, type WebSocket } from 'ws';
import { developmentSecret } from '#lib/config/config.ts';
import type { Identity } from '#lib/auth/identity.ts';
import { type GatewayMessage, hubPath, hubProtocol } from '#lib/hub/messages.ts';
import { createLogger } from '#lib/observe/log.ts';
import { createHubClient, type GroupHandlers, type HubClient, type HubGroup } from './hub-client.ts';

const stack: AsyncDisposable[] = [];
afterEach(async () => {
  for (const opened of stack.splice(0).reverse()) await opened[Symbol.asyncDispose]();
});

interface World {
  hub: HubClient;
  group: HubGroup;
  heard: GatewayMessage[];
  joined: number[];
  /** Cuts the connection. */
  cut: () => void;
}

async function open(): Promise<World> {
  const heard: GatewayMessage[] = [];
  const joined: number[] = [];
  const open: WebSocket[] = [];
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', path: hubPath, handleProtocols: () => hubProtocol });
  await once(server, 'listening');
  server.on('connection', (socket) => {
    open.push(socket);
    socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as GatewayMessage;
      heard.push(message);
      if (message.type === 'hello') socket.send(JSON.stringify({ type: 'ready' }));
      if (message.type !== 'join') return;
      const group = message.listeners[0]?.group;
      const listeners = message.listeners.map(({ listener }) => listener);
      socket.send(JSON.stringify({ type: 'joined', group, listeners, place: { epoch: 'one', seq: 7 } }));
    });
  });
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`);
  const log = createLogger('test', 'silent');
  const hub = createHubClient({ name: 'posts', url, secret: developmentSecret, clock: () => new Date(), log });
  stack.push(
    {
      [Symbol.asyncDispose]: async () => {
        server.close();
      },
    },
    hub,
  );
  const handlers: GroupHandlers = {
    event: async () => undefined,
    joined: async (listeners) => void joined.push(...listeners.map(({ number }) => number)),
    complete: async () => undefined,
    refused: async () => undefined,
  };
  expect(await hub.isThere()).toBe(true);
  const group = hub.openGroup({ query: 'subscription { newPost { cursor } }', variables: {}, afterVariable: 'after' }, handlers);
  return { hub, group, heard, joined, cut: () => open.at(-1)?.terminate() };
}

const identity = async (): Promise<Identity> => ({
  ...{ service: null, viewerId: null, role: 'MEMBER', sessionId: null, requestId: 'r', inAnyBlock: false },
});

it('a listener whose viewer cannot be told joins later, and holds up no other', async () => {
  const { group, joined } = await open();
  let isTold = false;
  const doubtful = group.join({ identity: async () => (isTold ? await identity() : await Promise.reject(new Error('away'))), after: null });
  const others = [1, 2, 3].map(() => group.join({ identity, after: null }));
  await vi.waitFor(() => expect(joined).toEqual(others.map(({ number }) => number)));
  isTold = true;
  await vi.waitFor(() => expect(joined).toContain(doubtful.number), 5_000);
});

it('a group that is left and entered in one moment is not ended by the message that it was left', async () => {
  const { group, heard, joined } = await open();
  const first = group.join({ identity, after: null });
  await vi.waitFor(() => expect(joined).toEqual([first.number]));
  first.leave();
  const second = group.join({ identity, after: null });
  await vi.waitFor(() => expect(joined).toEqual([first.number, second.number]));
  expect(heard.flatMap((message) => (message.type === 'leave' ? message.groups : []))).toEqual([]);
  expect(heard.flatMap((message) => (message.type === 'leave' ? message.listeners : []))).toEqual([first.number]);
});

it('after a cut all join again from where they are', async () => {
  const { group, heard, joined, cut } = await open();
  const listeners = [1, 2, 3].map(() => group.join({ identity, after: null }));
  await vi.waitFor(() => expect(joined).toHaveLength(3));
  heard.length = 0;
  cut();
  await vi.waitFor(() => expect(joined).toHaveLength(6), 5_000);
  const again = heard.flatMap((message) => (message.type === 'join' ? message.listeners : []));
  expect(again.map(({ listener, from }) => [listener, from])).toEqual(listeners.map(({ number }) => [number, { epoch: 'one', seq: 7 }]));
});
