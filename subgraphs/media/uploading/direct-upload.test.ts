/** Uploads that clients send to a signed address themselves. */
import { readdir } from 'node:fs/promises';
import http from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shardOf } from '#lib/db/ids.ts';
import { meetOtherUpsert } from '#test/harness/fakes/other-upsert.ts';
import { quarters } from '#test/harness/files/media-files.ts';
import { startSupergraph, type Person, type Supergraph } from '#test/harness/supergraph.ts';
import { collectOrphans } from '../cleaning/collect-orphans.ts';

let agora: Supergraph;
let owner: Person;
let bytes: Buffer;

beforeAll(async () => {
  agora = await startSupergraph();
  owner = await agora.register();
  bytes = await quarters().png().toBuffer();
});
afterAll(async () => await agora[Symbol.asyncDispose]());

const create = /* GraphQL */ `
  mutation ($input: CreateUploadInput!) { createUpload(input: $input) { id url method fields { name value } expiresAt } }
`;

async function begin(input: object = {}, as = owner) {
  const wanted = { filename: 'quarters.png', mimeType: 'image/png', bytes: bytes.length, ...input };
  const { data, errors } = await agora.ask(create, { input: wanted }, as);
  return { upload: data?.createUpload, error: errors[0]?.extensions };
}

async function put(url: string, body: Uint8Array): Promise<{ status: number; code?: string }> {
  const response = await fetch(url, { method: 'PUT', body: body as Uint8Array<ArrayBuffer> });
  const answer = response.status === 204 ? null : ((await response.json()) as { errors: { extensions: { code: string } }[] });
  return { status: response.status, ...(answer && { code: answer.errors[0]?.extensions.code ?? '' }) };
}

async function complete(id: string, as = owner) {
  const { data, errors } = await agora.ask('mutation ($id: ID!) { completeUpload(id: $id) { id status altText } }', { id }, as);
  return { media: data?.completeUpload, error: errors[0] && { message: errors[0].message, ...errors[0].extensions } };
}

test('bytes go to the address, and what came becomes a media, once', async () => {
  const { upload } = await begin({ altText: 'Quarters' });
  expect(upload).toMatchObject({ method: 'PUT', fields: [] });
  expect(await agora.ask('query ($id: ID!) { media(id: $id) { id } }', upload, owner)).toMatchObject({ data: { media: null } });
  const preflight = await fetch(upload.url, {
    method: 'OPTIONS',
    headers: { origin: 'https://app.example', 'access-control-request-method': 'PUT' },
  });
  expect([preflight.status, preflight.headers.get('access-control-allow-methods')]).toEqual([204, 'PUT']);
  expect(await put(upload.url, bytes)).toEqual({ status: 204 });
  expect(await put(upload.url, bytes)).toEqual({ status: 204 });
  const completed = await Promise.all([complete(upload.id), complete(upload.id), complete(upload.id)]);
  for (const { media } of completed) expect(media).toMatchObject({ id: upload.id, altText: 'Quarters' });
  await agora.drain();
  expect((await complete(upload.id)).media.status).toBe('READY');
  expect(await put(upload.url, bytes)).toEqual({ status: 403, code: 'FORBIDDEN' });
  expect(await readdir(agora.media.deps.parts.folders.staging)).toEqual([]);
});

test('the first upload of an account that meets another one, counted a moment before, is begun', async () => {
  const newcomer = await agora.register();
  const { storageUse } = agora.media.deps.models;
  using other = meetOtherUpsert(storageUse);
  const { upload, error } = await begin({}, newcomer);
  expect([error, other.hasMet()]).toEqual([undefined, true]);
  expect(upload).toMatchObject({ method: 'PUT' });
  const use = { usedBytes: bytes.length, fileCount: 1 };
  expect(await storageUse.findOne({ _id: newcomer.id, shard: shardOf(newcomer.id) }).lean()).toMatchObject(use);
});

test('what came is verified, and can be sent again', async () => {
  const { upload } = await begin();
  expect((await complete(upload.id)).error).toMatchObject({ code: 'BAD_USER_INPUT', message: 'Nothing has come yet.' });
  expect(await put(upload.url, Buffer.concat([bytes, bytes]))).toEqual({ status: 413, code: 'PAYLOAD_TOO_LARGE' });
  expect(await put(upload.url, Buffer.from('<svg/>'))).toEqual({ status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' });
  expect(await put(upload.url, bytes.subarray(0, -20))).toEqual({ status: 400, code: 'BAD_USER_INPUT' });
  const jpeg = await quarters(16, 16).jpeg().toBuffer();
  const { upload: larger } = await begin({ bytes: jpeg.length });
  expect(await put(larger.url, jpeg)).toEqual({ status: 204 });
  expect((await complete(larger.id)).error).toMatchObject({ code: 'BAD_USER_INPUT', message: 'What came is image/jpeg, not image/png.' });
  expect(await put(larger.url, bytes)).toEqual({ status: 204 });
  const fewer = `What came has ${bytes.length} bytes, not ${jpeg.length}.`;
  expect((await complete(larger.id)).error).toMatchObject({ code: 'BAD_USER_INPUT', message: fewer });
  expect(await put(upload.url, bytes)).toEqual({ status: 204 });
  expect((await complete(upload.id)).media.status).toBe('PROCESSING');
  await agora.drain();
});

test('sent many times at once, an upload is on disk once', async () => {
  const { upload } = await begin({ mimeType: 'image/jpeg', bytes: 3_000_000 });
  const { staging } = agora.media.deps.parts.folders;
  const onDisk = async (): Promise<number> => (await readdir(staging)).filter((name) => name.startsWith(upload.id)).length;
  const started = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(100_000)]);
  const senders = Array.from({ length: 10 }, () => http.request(upload.url, { method: 'PUT', headers: { 'content-length': 3_000_000 } }));
  const open = new Set(senders);
  for (const sender of senders) {
    sender.on('error', () => open.delete(sender));
    sender.on('response', () => open.delete(sender));
    sender.write(started);
  }
  await expect.poll(() => open.size, { timeout: 10_000 }).toBe(1);
  await expect.poll(onDisk, { timeout: 10_000 }).toBe(1);
  for (const sender of senders) sender.destroy();
  await expect.poll(onDisk, { timeout: 10_000 }).toBe(0);
});

test.each([
  'image/jpg',
  'image/pjpeg',
  'IMAGE/JPEG; charset=binary',
  ' image/jpeg ',
  'image/heif',
  'image/heic-sequence;x=1',
  'image/x-png',
  'image/apng',
  'image/avif-sequence',
  'video/3gpp',
  'video/mp4; codecs="avc1.42E01E, mp4a.40.2"',
  'video/webm;codecs=vp9',
])('a file called %s is expected', async (mimeType) => {
  expect((await begin({ mimeType })).error).toBeUndefined();
});

test.each(['image/jpgx', 'jpg', 'constructor', '; image/jpeg', 'image/tiff', ''])('a file called %j is not', async (mimeType) => {
  expect((await begin({ mimeType })).error).toMatchObject({ code: 'UNSUPPORTED_MEDIA_TYPE', field: 'input.mimeType' });
});

test('what was called by another name of its type is taken', async () => {
  const { upload } = await begin({ mimeType: 'image/x-png; charset=binary' });
  expect(await put(upload.url, bytes)).toEqual({ status: 204 });
  expect((await complete(upload.id)).media).toMatchObject({ id: upload.id });
});

test('an address is its upload’s alone, and nobody else completes it', async () => {
  const [{ upload: one }, { upload: other }] = [await begin(), await begin()];
  const stranger = await agora.register();
  expect(await put(one.url.replace(one.id, other.id), bytes)).toEqual({ status: 403, code: 'FORBIDDEN' });
  expect(await put(one.url.replace(/expires=\d/, 'expires=9'), bytes)).toEqual({ status: 403, code: 'FORBIDDEN' });
  expect(await put(one.url.replace(/&.*/, ''), bytes)).toEqual({ status: 403, code: 'FORBIDDEN' });
  await put(one.url, bytes);
  expect((await complete(one.id, stranger)).error?.code).toBe('NOT_FOUND');
});

test('what cannot be taken is refused before it is sent', async () => {
  expect((await begin({ mimeType: 'image/svg+xml' })).error).toMatchObject({ code: 'UNSUPPORTED_MEDIA_TYPE', field: 'input.mimeType' });
  expect((await begin({ bytes: 20_000_001 })).error).toMatchObject({ code: 'PAYLOAD_TOO_LARGE', field: 'input.bytes' });
  expect((await begin({ bytes: 0 })).error).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.bytes' });
  expect((await begin({ altText: 'x'.repeat(1_501) })).error).toMatchObject({ field: 'input.altText' });
});

test('the same key gives the same upload, with other input it is a conflict', async () => {
  const [{ upload: one }, { upload: same }] = [await begin({ idempotencyKey: 'k' }), await begin({ idempotencyKey: 'k' })];
  expect(same).toEqual(one);
  expect((await begin({ idempotencyKey: 'k', bytes: 5 })).error).toMatchObject({ code: 'CONFLICT', field: 'input.idempotencyKey' });
  expect((await begin({ idempotencyKey: 'k' }, await agora.register())).upload.id).not.toBe(one.id);
});

test('what was not completed in time goes with what has come', async () => {
  const { upload } = await begin();
  await put(upload.url, bytes);
  const { deps } = agora.media;
  await deps.models.media.updateOne({ _id: upload.id }, { $set: { expiresAt: new Date(1) } });
  await deps.transaction(async () => await deps.enqueue(collectOrphans, { round: 0 }, { id: 'collect-expired' }));
  await agora.drain();
  expect((await complete(upload.id)).error?.code).toBe('NOT_FOUND');
  expect((await readdir(deps.parts.folders.staging)).filter((name) => name.startsWith(upload.id))).toEqual([]);
});
