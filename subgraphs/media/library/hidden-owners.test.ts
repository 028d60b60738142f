/** The files of suspended and deleted accounts: at their address they are served to nobody. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { byId } from '#lib/db/ids.ts';
import { quarters } from '#test/harness/files/media-files.ts';
import { makePeople } from '#test/harness/clients/people.ts';
import { startSupergraph, type Person, type Supergraph } from '#test/harness/supergraph.ts';
import { removeMedia } from './remove-media.ts';

let agora: Supergraph;
let moderator: Person;
beforeAll(async () => {
  agora = await startSupergraph();
  [moderator] = (await makePeople(agora.users.deps, 1)) as [Person];
  await agora.users.deps.models.users.updateOne(byId(moderator.id), { $set: { role: 'MODERATOR' } });
});
afterAll(async () => await agora[Symbol.asyncDispose]());

/** It takes well under a second; a busy machine is given more. */
const withinMs = 15_000;

/** Somebody with an avatar, a picture in a post, and one that belongs to nothing: the addresses of all files. */
async function somebody(): Promise<{ person: Person; ids: string[]; urls: string[] }> {
  const [person] = (await makePeople(agora.users.deps, 1)) as [Person];
  const ids: string[] = [];
  for (const width of [64, 72, 80]) {
    const { data } = await agora.upload({ bytes: await quarters(width, 48).png().toBuffer() }, person);
    ids.push(data.uploadMedia.id);
  }
  await agora.drain();
  const [avatarId, mediaId] = ids;
  const made = await agora.ask(
    'mutation ($a: ID, $m: [ID!]) { updateProfile(input: { avatarId: $a }) { id } createPost(input: { text: "Look", mediaIds: $m }) { id } }',
    { a: avatarId, m: [mediaId] },
    person,
  );
  expect(made.errors).toEqual([]);
  await agora.drain();
  const { data } = await agora.ask('{ myMedia { nodes { renditions { url } } } }', {}, person);
  const urls = data.myMedia.nodes.flatMap(({ renditions }: { renditions: { url: string }[] }) => renditions.map(({ url }) => url));
  expect(urls.length).toBeGreaterThan(6);
  return { person, ids, urls };
}

async function statuses(urls: string[]): Promise<number[]> {
  return await Promise.all(
    urls.map(async (url) => {
      const response = await fetch(url);
      await response.arrayBuffer();
      return response.status;
    }),
  );
}

async function becomes(urls: string[], status: number): Promise<void> {
  await vi.waitFor(async () => expect(new Set(await statuses(urls))).toEqual(new Set([status])), { timeout: withinMs, interval: 20 });
}

async function act(mutation: string, id: string): Promise<void> {
  expect((await agora.ask(`mutation ($id: ID!) { ${mutation} { id } }`, { id }, moderator)).errors).toEqual([]);
}

test('of a suspended account at once, and back after it', async () => {
  const [{ person, urls }, other] = [await somebody(), await somebody()];
  await becomes(urls, 200);
  for (const round of [1, 2]) {
    await act(`suspendUser(userId: $id, reason: "spam ${round}")`, person.id);
    await becomes(urls, 404);
    await act(`suspendUser(userId: $id, reason: "still ${round}")`, person.id);
    await agora.drain();
    await becomes(urls, 404);
    expect(new Set(await statuses(other.urls))).toEqual(new Set([200]));
    await act('unsuspendUser(userId: $id)', person.id);
    await becomes(urls, 200);
  }
});

test('of a deleted account at once, before its files have gone', async () => {
  const { person, urls, ids } = await somebody();
  // What erases it does not come by for now.
  const { storage } = agora.media.deps.parts;
  const removeAll = vi.spyOn(storage, 'removeAll').mockRejectedValue(new Error('no answer'));
  const { errors } = await agora.ask('mutation ($p: String!) { deleteAccount(password: $p) }', { p: person.password }, person);
  expect(errors).toEqual([]);
  await becomes(urls, 404);
  const media = await agora.media.deps.models.media.findOne(byId(ids[0] as string)).lean();
  if (media?.renditions[0]) expect(await storage.has({ mediaId: media._id, key: media.key, file: media.renditions[0].file })).toBe(true);
  removeAll.mockRestore();
});

test('of a deleted media at once, and none under another key', async () => {
  const { ids, urls } = await somebody();
  const [url = ''] = urls;
  expect(await statuses([url.replace(/[\w-]{20}(?=\/[^/]+$)/, 'x'.repeat(20))])).toEqual([404]);
  await agora.media.deps.transaction(async () => {
    for (const id of ids) await removeMedia(agora.media.deps, id);
  });
  expect(new Set(await statuses(urls))).toEqual(new Set([404]));
});

test('nobody but who looks at a file keeps it, and not for long', async () => {
  const { urls } = await somebody();
  const response = await fetch(urls[0] ?? '');
  const etag = response.headers.get('etag') ?? '';
  await response.arrayBuffer();
  expect(response.headers.get('cache-control')).toBe('private, max-age=60');
  const again = await fetch(urls[0] ?? '', { headers: { 'if-none-match': etag } });
  expect([again.status, again.headers.get('cache-control')]).toEqual([304, 'private, max-age=60']);
});

test('a suspended account sends no bytes to the address it has', async () => {
  const [person] = (await makePeople(agora.users.deps, 1)) as [Person];
  const bytes = await quarters(64, 48).png().toBuffer();
  const input = { filename: 'a.png', mimeType: 'image/png', bytes: bytes.length };
  const { data } = await agora.ask('mutation ($input: CreateUploadInput!) { createUpload(input: $input) { url } }', { input }, person);
  await act('suspendUser(userId: $id, reason: "spam")', person.id);
  await agora.drain();
  const response = await fetch(data.createUpload.url, { method: 'PUT', body: new Uint8Array(bytes) });
  expect(response.status).toBe(403);
});
