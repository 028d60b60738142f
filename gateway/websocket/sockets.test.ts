import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startSmallSupergraph, type SmallSupergraph } from '#test/harness/small-supergraph.ts';

let world: SmallSupergraph;
let url: string;
beforeAll(async () => {
  world = await startSmallSupergraph({ AGORA_ALLOWED_ORIGINS: 'https://app.example' });
  url = `${world.gateway.url.replace('http', 'ws')}/graphql`;
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

async function open(headers: Record<string, string> = {}, address = url): Promise<WebSocket> {
  const socket = new WebSocket(address, 'graphql-transport-ws', { headers });
  await once(socket, 'open');
  return socket;
}

async function initialised(): Promise<WebSocket> {
  const socket = await open();
  socket.send('{"type":"connection_init"}');
  await once(socket, 'message');
  return socket;
}

async function closeCode(socket: WebSocket): Promise<number> {
  const [code] = (await once(socket, 'close')) as [number];
  return code;
}

const subscribe = (id: string): string => JSON.stringify({ id, type: 'subscribe', payload: { query: 'subscription { ticks }' } });

describe('who may open a socket', () => {
  it.each([{}, { origin: 'https://app.example' }, { origin: 'http://localhost:5173' }])('allows %o', async (headers) => {
    const socket = await open(headers);
    expect(socket.protocol).toBe('graphql-transport-ws');
    socket.close();
  });

  it('refuses pages of other sites, and other paths', async () => {
    await expect(open({ origin: 'https://evil.example' })).rejects.toThrow('403');
    await expect(open({ origin: 'null' })).rejects.toThrow('403');
    await expect(open({}, url.replace('/graphql', '/elsewhere'))).rejects.toThrow('404');
  });
});

describe('what a socket may send', () => {
  it('closes with the codes of the protocol', async () => {
    const noInit = await open();
    noInit.send(subscribe('1'));
    expect(await closeCode(noInit)).toBe(4401);

    const notJson = await open();
    notJson.send('{');
    expect(await closeCode(notJson)).toBe(4400);

    const twoInits = await initialised();
    twoInits.send('{"type":"connection_init"}');
    expect(await closeCode(twoInits)).toBe(4429);

    const sameId = await initialised();
    sameId.send(subscribe('1'));
    sameId.send(subscribe('1'));
    expect(await closeCode(sameId)).toBe(4409);

    const silent = await open();
    expect(await closeCode(silent)).toBe(4408);
  });

  it('takes 100 operations at once and messages of 256 kB', async () => {
    const greedy = await initialised();
    for (let id = 0; id < 101; id += 1) greedy.send(subscribe(String(id)));
    expect(await closeCode(greedy)).toBe(4429);

    const huge = await initialised();
    huge.send('x'.repeat(300_000));
    expect(await closeCode(huge)).toBe(1009);
  });
});

describe('the end', () => {
  it('closes sockets with a code that clients reconnect after', async () => {
    const other = await startSmallSupergraph();
    const socket = await open({}, `${other.gateway.url.replace('http', 'ws')}/graphql`);
    const code = closeCode(socket);
    await other.gateway.close();
    expect(await code).toBe(1001);
    await other[Symbol.asyncDispose]();
  });
});
