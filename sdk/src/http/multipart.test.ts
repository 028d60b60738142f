/** Uploads by `fetch`, read by a server that follows the specification. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClient, createMemoryStorage, type TypedDocument } from '../index.ts';

interface Upload {
  operations: { query: string; variables: Record<string, unknown> };
  map: Record<string, string[]>;
  files: { name: string; type: string; bytes: Uint8Array }[];
  preflight: string | undefined;
}

let server: Server;
let uploads: Upload[] = [];
let aborted = 0;
beforeAll(async () => {
  server = createServer((request, response) => {
    request.on('error', () => (aborted += 1));
    void (async () => {
      const body = new Response(request as never, { headers: { 'content-type': request.headers['content-type'] ?? '' } });
      const form = await body.formData();
      const files = [...form.values()].filter((value) => value instanceof File);
      uploads.push({
        operations: JSON.parse(String(form.get('operations'))),
        map: JSON.parse(String(form.get('map'))),
        files: await Promise.all(files.map(async (file) => ({ name: file.name, type: file.type, bytes: await file.bytes() }))),
        preflight: request.headers['apollo-require-preflight'] as string | undefined,
      });
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ data: { uploadMedia: { id: 'med_1' } } }));
    })().catch(() => response.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => void server.close());

const uploadDocument: TypedDocument<{ uploadMedia: { id: string } }, { file: Blob; more?: { also: (Blob | null)[] } }> = {
  kind: 'mutation',
  text: 'mutation upload($file: Upload!) { uploadMedia(file: $file) { id } }',
};
const open = () =>
  createClient({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`, storage: createMemoryStorage() });

test('files arrive unchanged, with their names, and progress ends at 1', async () => {
  uploads = [];
  const bytes = crypto.getRandomValues(new Uint8Array(60_000));
  const file = new File([bytes, bytes, bytes], 'a "quoted"\r\nname.png', { type: 'image/png' });
  const shares: number[] = [];
  const { uploadMedia } = await open().mutate(uploadDocument, { file }, { onProgress: (share) => shares.push(share) });
  expect(uploadMedia.id).toBe('med_1');
  const [upload] = uploads;
  expect(upload?.operations.variables).toEqual({ file: null });
  expect(upload?.map).toEqual({ '0': ['variables.file'] });
  expect(upload?.preflight).toBe('true');
  expect(upload?.files[0]?.type).toBe('image/png');
  expect(upload?.files[0]?.bytes).toEqual(new Uint8Array([...bytes, ...bytes, ...bytes]));
  expect(shares.at(-1)).toBe(1);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
});

test('files are found at any depth of the variables, also empty ones', async () => {
  uploads = [];
  await open().mutate(uploadDocument, { file: new Blob([]), more: { also: [null, new Blob(['x'], { type: 'text/plain' })] } });
  const [upload] = uploads;
  expect(upload?.map).toEqual({ '0': ['variables.file'], '1': ['variables.more.also.1'] });
  expect(upload?.operations.variables).toEqual({ file: null, more: { also: [null, null] } });
  expect(upload?.files.map(({ bytes, type }) => [bytes.length, type])).toEqual([
    [0, 'application/octet-stream'],
    [1, 'text/plain'],
  ]);
});

test('an aborted upload stops at once and stops reading the file', async () => {
  const ending = new AbortController();
  let read = 0;
  const endless = new Blob([]);
  Object.defineProperty(endless, 'size', { value: 1e9 });
  endless.stream = () =>
    new ReadableStream({
      pull: (controller) => {
        read += 1;
        controller.enqueue(new Uint8Array(65_536));
      },
    });
  const uploading = open().mutate(
    uploadDocument,
    { file: endless },
    { signal: ending.signal, onProgress: (share) => share > 0.005 && ending.abort(new Error('changed my mind')) },
  );
  await expect(uploading).rejects.toThrow('changed my mind');
  const readThen = read;
  await expect.poll(() => aborted, { timeout: 5_000 }).toBeGreaterThan(0);
  expect(read).toBeLessThanOrEqual(readThen + 1);
});
