/** Who is under way, and who comes, when a service begins to leave. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, test } from 'vitest';
import { createLeaving } from './leave.ts';

test('answers from then on close their connections, that of a request under way too', async () => {
  const leaving = createLeaving();
  const underWay = Promise.withResolvers<void>();
  const mayAnswer = Promise.withResolvers<void>();
  const app = express();
  app.use(leaving.handler);
  app.get('/quick', (_request, response) => void response.send('quick'));
  app.get('/slow', async (_request, response) => {
    underWay.resolve();
    await mayAnswer.promise;
    response.send('slow');
  });
  const server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const connectionOf = async (path: string): Promise<string | null> => (await fetch(url + path)).headers.get('connection');

  expect(await connectionOf('/quick')).toBe('keep-alive');
  const slow = connectionOf('/slow');
  await underWay.promise;
  leaving.leave();
  expect(await connectionOf('/quick')).toBe('close');
  mayAnswer.resolve();
  expect(await slow).toBe('close');
  await new Promise((resolve) => server.close(resolve));
});
