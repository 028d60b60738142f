/** Receives the files of a request as resolvers open them. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { receiveUploads } from './receive-uploads.ts';
import type { Upload } from './upload.ts';

const operation = { query: 'mutation ($one: Upload!, $two: Upload!) { a }', variables: { one: null, two: null } };
const large = 'x'.repeat(3_000_000);

/** Sends two files. @returns The answer of `resolve`, and the operation's text. */
async function receive(resolve: (files: { one: Upload; two: Upload }) => Promise<unknown>): Promise<{ made: unknown; text: string }> {
  const done = Promise.withResolvers<{ made: unknown; text: string }>();
  const server = createServer((request, response) => {
    const answer = async (): Promise<{ made: unknown; text: string }> => {
      const { text, operation: received } = await receiveUploads(request, response);
      return { made: await resolve((received as { variables: { one: Upload; two: Upload } }).variables), text };
    };
    answer()
      .then(done.resolve, done.reject)
      .finally(() => response.end());
  }).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const form = new FormData();
  form.append('operations', JSON.stringify(operation));
  form.append('map', JSON.stringify({ a: ['variables.one'], b: ['variables.two'] }));
  form.append('a', new Blob([large]), 'one.jpg');
  form.append('b', new Blob(['second']), 'two.jpg');
  await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { method: 'POST', body: form });
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
  return await done.promise;
}

async function sizeOf(upload: Upload): Promise<number> {
  return (await buffer(await upload.open())).length;
}

test('files arrive complete and in order, and the text equals the sent one', async () => {
  const { made, text } = await receive(async ({ one, two }) => [await sizeOf(one), await sizeOf(two), two.filename]);
  expect(made).toEqual([large.length, 6, 'two.jpg']);
  expect(text).toBe(JSON.stringify(operation));
});

test('opening a file skips the earlier ones, which then cannot be opened', async () => {
  const { made } = await receive(async ({ one, two }) => [await sizeOf(two), await one.open().catch((error: Error) => error)]);
  expect(made).toEqual([6, expect.objectContaining({ code: 'BAD_USER_INPUT', details: { field: 'file' } })]);
});

test('a destroyed file does not block the rest of the request', async () => {
  const { made } = await receive(async ({ one, two }) => {
    (await one.open()).destroy();
    return await sizeOf(two);
  });
  expect(made).toBe(6);
});

test('a request with unopened files is answered', async () => {
  expect((await receive(async () => await Promise.resolve('refused'))).made).toBe('refused');
});
