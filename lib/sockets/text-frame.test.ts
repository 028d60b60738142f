import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { expect, it, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { textFrame } from './text-frame.ts';

it('a frame of any length is read as its text, in order with messages of ws', async () => {
  const server = createServer();
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  const texts = [0, 1, 125, 126, 127, 65_535, 65_536, 200_000].map((length) => 'x'.repeat(length)).concat('é', '𝄞'.repeat(40));
  server.on('upgrade', (request, connection: Duplex, head) =>
    sockets.handleUpgrade(request, connection, head, (socket) => {
      for (const [index, text] of texts.entries()) {
        socket.send(`before ${index}`);
        connection.write(textFrame(text));
      }
    }),
  );
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const heard: string[] = [];
  client.on('message', (data: Buffer) => heard.push(data.toString()));
  await vi.waitFor(() => expect(heard).toHaveLength(2 * texts.length), { timeout: 10_000 });
  expect(heard).toEqual(texts.flatMap((text, index) => [`before ${index}`, text]));
  client.terminate();
  server.closeAllConnections();
  server.close();
});
