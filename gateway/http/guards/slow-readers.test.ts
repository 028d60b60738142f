/** Many who do not read what they asked for hold up nobody else. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startSmallSupergraph, type SmallSupergraph } from '#test/harness/small-supergraph.ts';

const image = Buffer.alloc(5_000_000, 1);
const path = `/media/med_01JD0000000000000000000001/${'k'.repeat(20)}/large.webp`;
const readers = 262;
/** Who begin together. */
const beginners = 25;

let world: SmallSupergraph;
let media: Server;
const slow: Socket[] = [];
beforeAll(async () => {
  media = createServer((_request, response) => void response.writeHead(200, { 'content-length': image.length }).end(image));
  await new Promise<void>((resolve) => media.listen(0, '127.0.0.1', resolve));
  world = await startSmallSupergraph(
    { AGORA_TRUSTED_PROXIES: '127.0.0.1' },
    { media: `http://127.0.0.1:${(media.address() as AddressInfo).port}` },
  );
});
afterAll(async () => {
  for (const socket of slow) socket.destroy();
  media.closeAllConnections();
  media.close();
  await world[Symbol.asyncDispose]();
});

it('262 slow readers of an image at one address: another address has it, and so has theirs', async () => {
  const open = async (): Promise<void> => {
    const socket = connect(world.gateway.port, '127.0.0.1');
    slow.push(socket);
    socket.on('error', () => undefined);
    socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 198.51.100.1\r\n\r\n`);
    // It has begun to come; nothing more of it is read.
    await once(socket, 'readable');
  };
  while (slow.length < readers) await Promise.all(Array.from({ length: Math.min(beginners, readers - slow.length) }, open));
  const read = async (address: string): Promise<number> => {
    const answer = await fetch(`${world.gateway.url}${path}`, { headers: { 'x-forwarded-for': address } });
    return (await answer.arrayBuffer()).byteLength;
  };
  expect(await read('198.51.100.2')).toBe(image.length);
  expect(await read('198.51.100.1')).toBe(image.length);
  // Those beyond what one address may have under way were cut off, who have waited longest first.
  const cut = new Set<Socket>();
  for (const socket of slow.slice(0, 4 * beginners)) {
    socket.once('close', () => cut.add(socket));
    socket.resume();
  }
  await vi.waitFor(() => expect(cut.size).toBeGreaterThan(readers - 250), { timeout: 30_000 });
  const query = await world.query('{ posts { nodes { id } } }', { headers: { 'x-forwarded-for': '198.51.100.2' } });
  expect(query.status).toBe(200);
});
