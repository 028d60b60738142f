import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { openEventStream } from './event-stream.ts';

it('waits for its client again and again, and leaves no listener behind', async () => {
  const responses: ServerResponse[] = [];
  const server = createServer((_request, response) => void responses.push(response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const asked = fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await once(server, 'request');
  const [response] = responses as [ServerResponse];
  const stream = openEventStream(response);
  stream.open();
  const read = asked.then(async (answer) => (await answer.text()).length);
  const before = [response.listenerCount('close'), response.listenerCount('drain')];
  const event = `data: ${'x'.repeat(200_000)}\n\n`;
  let waits = 0;
  for (let sent = 0; sent < 30; sent += 1) {
    stream.send(event);
    waits += Number(response.writableNeedDrain);
    await stream.drained();
  }
  expect(waits).toBeGreaterThan(10);
  expect([response.listenerCount('close'), response.listenerCount('drain')]).toEqual(before);
  stream.complete();
  expect(await read).toBeGreaterThan(30 * event.length);
  server.close();
});
