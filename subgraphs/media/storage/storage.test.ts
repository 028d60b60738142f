/** What every storage does, local disk and Cloudinary (the real SDK against a stand-in) alike. */
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CloudinaryStandIn, startCloudinary } from '#test/harness/fakes/cloudinary.ts';
import { createCloudinary } from './cloudinary.ts';
import { createLocalDisk } from './local-disk.ts';
import type { Storage, StoredFolder } from './storage.ts';

let folder: string;
let cloudinary: CloudinaryStandIn;
const clock = (): Date => new Date();

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'agora-storage-'));
  cloudinary = await startCloudinary();
  // The SDK reads it while it is loaded.
  process.env['CLOUDINARY_URL'] = cloudinary.url;
});
afterAll(async () => {
  delete process.env['CLOUDINARY_URL'];
  await cloudinary[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const [one, other] = ['med_01JD000000000000000000AAAA', 'med_01JD000000000000000000BBBB'];
const key = 'k'.repeat(20);
const storages: Record<string, () => Storage> = {
  'local disk': () => createLocalDisk({ root: path.join(folder, 'files'), publicUrl: 'http://localhost:4000', sign: () => 'signature' }),
  Cloudinary: () => createCloudinary({ url: cloudinary.url, scratch: path.join(folder, 'scratch'), clock }),
};

async function listAll(storage: Storage): Promise<StoredFolder[]> {
  const found: StoredFolder[] = [];
  for await (const stored of storage.list()) found.push(stored);
  return found;
}

describe.each(Object.entries(storages))('%s', (_name, create) => {
  test('keeps files until they are removed, one by one or all of a media', async () => {
    const storage = create();
    const put = async (mediaId: string, file: string, text: string): Promise<void> => {
      const local = path.join(folder, 'new');
      await writeFile(local, text);
      await storage.put({ mediaId, key, file }, local, 'image/webp');
      expect(existsSync(local)).toBe(false);
    };
    const read = async (mediaId: string, file: string): Promise<string> =>
      await storage.withFile({ mediaId, key, file }, async (local) => await readFile(local, 'utf8'));
    await put(one, 'large.webp', 'first');
    await put(one, 'large.webp', 'second');
    await put(one, 'large.jpg', 'jpeg');
    await put(one, 'source', 'private');
    await put(other, 'large.webp', 'of another');
    const places = ['large.jpg', 'large.avif'].map((file) => ({ mediaId: one, key, file }));
    expect(await Promise.all(places.map(async (place) => await storage.has(place)))).toEqual([true, false]);
    expect(await Promise.all(['large.webp', 'large.jpg', 'source'].map(async (file) => await read(one, file)))).toEqual([
      'second',
      'jpeg',
      'private',
    ]);
    const listed = await listAll(storage);
    expect(new Set(listed.map(({ mediaId }) => mediaId))).toEqual(new Set([one, other]));
    expect(Math.abs((listed[0]?.changedAt.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
    await storage.remove({ mediaId: one, key, file: 'source' });
    await storage.remove({ mediaId: one, key, file: 'source' });
    await expect(read(one, 'source')).rejects.toMatchObject({ code: 'ENOENT' });
    await storage.removeAll(one);
    await storage.removeAll(one);
    await expect(read(one, 'large.webp')).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await read(other, 'large.webp')).toBe('of another');
    await storage.removeAll(other);
    expect(await listAll(storage)).toEqual([]);
  });

  test('gives addresses that hold the id and the key', () => {
    const url = create().url({ mediaId: one, key, file: 'large.webp' });
    expect(url).toMatch(new RegExp(`^https?://.*/${one}/${key}/large.*\\.webp$`));
  });

  test('says when nothing has come to an upload’s address', async () => {
    expect(await create().collectUpload({ mediaId: one, key, file: 'source' }, path.join(folder, 'nothing'))).toBe(false);
  });
});

describe('Cloudinary', () => {
  test('takes direct uploads as signed, and nothing else', async () => {
    const storage = storages['Cloudinary']?.() as Storage;
    const place = { mediaId: one, key, file: 'source' };
    const { url, method, fields } = await storage.directUpload(place, { bytes: 5, mimeType: 'image/png', expiresAt: new Date() });
    const send = async (changes: Record<string, string> = {}): Promise<number> => {
      const form = new FormData();
      for (const { name, value } of fields) form.append(name, changes[name] ?? value);
      form.append('file', new Blob(['bytes']));
      return (await fetch(url, { method, body: form })).status;
    };
    expect(await send({ public_id: 'agora/elsewhere' })).toBe(401);
    expect(await send({ signature: '0'.repeat(40) })).toBe(401);
    expect(await send()).toBe(200);
    const local = path.join(folder, 'collected');
    expect(await storage.collectUpload(place, local)).toBe(true);
    expect(await readFile(local, 'utf8')).toBe('bytes');
  });

  test('tells its refusals as errors', async () => {
    const wrong = createCloudinary({
      url: cloudinary.url.replace('stand-in-secret', 'wrong'),
      scratch: path.join(folder, 'scratch'),
      clock,
    });
    await expect(wrong.removeAll(one)).rejects.toThrow(/^Cloudinary: Invalid credentials \(401\)$/);
    await expect(wrong.withFile({ mediaId: one, key, file: 'source' }, async () => undefined)).rejects.toThrow('Cloudinary answers 401.');
  });
});
