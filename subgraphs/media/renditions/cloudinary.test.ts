/** The whole life of a media whose files lie on Cloudinary: the real SDK against a stand-in that checks signatures. */
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CloudinaryStandIn, startCloudinary } from '#test/harness/fakes/cloudinary.ts';
import { byId } from '#lib/db/ids.ts';
import { quarters } from '#test/harness/files/media-files.ts';
import { makePeople } from '#test/harness/clients/people.ts';
import { startSupergraph, type Person, type Supergraph } from '#test/harness/supergraph.ts';
import { removeMedia } from '../library/remove-media.ts';

let cloudinary: CloudinaryStandIn;
let agora: Supergraph;
let owner: Person;

beforeAll(async () => {
  cloudinary = await startCloudinary();
  // The SDK reads it while it is loaded, and takes plain HTTP from there alone.
  process.env['CLOUDINARY_URL'] = cloudinary.url;
  agora = await startSupergraph({ env: { CLOUDINARY_URL: cloudinary.url } });
  owner = await agora.register();
});
afterAll(async () => {
  delete process.env['CLOUDINARY_URL'];
  await agora[Symbol.asyncDispose]();
  await cloudinary[Symbol.asyncDispose]();
});

interface Shown {
  status: string;
  renditions: { name: string; url: string; width: number; height: number; bytes: number }[];
}

async function show(id: string): Promise<Shown> {
  const query = 'query ($id: ID!) { media(id: $id) { status renditions { name url width height bytes } } }';
  return (await agora.ask(query, { id }, owner)).data.media;
}

/** What lies there under the media's id. */
function storedOf(id: string): string[] {
  return [...cloudinary.files.keys()].filter((place) => place.includes(id));
}

/** Every rendition is there, as what it says it is. */
async function expectWhole(id: string): Promise<void> {
  const { status, renditions } = await show(id);
  expect(status).toBe('READY');
  expect(storedOf(id)).toHaveLength(renditions.length);
  for (const { url, width, height, bytes } of renditions) {
    const [, publicId] = /^https:\/\/res\.cloudinary\.com\/demo\/image\/upload\/v1\/(.*)\.\w+$/.exec(url) ?? [];
    const file = cloudinary.files.get(`image/upload/${publicId}`);
    expect(file?.length).toBe(bytes);
    expect(await sharp(file).metadata()).toMatchObject({ width, height });
  }
}

test('an upload lies there in every size, and nothing of it after it was deleted', async () => {
  const { data } = await agora.upload({ bytes: await quarters(1600, 900).jpeg().toBuffer() }, owner);
  await agora.drain();
  const { id } = data.uploadMedia;
  await expectWhole(id);
  expect((await agora.ask('mutation ($id: ID!) { deleteMedia(id: $id) }', { id }, owner)).errors).toEqual([]);
  await agora.drain();
  expect(storedOf(id)).toEqual([]);
  expect(cloudinary.refused).toBe(0);
});

test("a suspended account's files have no address there, come back with it, and go with it", async () => {
  const [person, moderator] = (await makePeople(agora.users.deps, 2)) as [Person, Person];
  await agora.users.deps.models.users.updateOne(byId(moderator.id), { $set: { role: 'MODERATOR' } });
  const ids: string[] = [];
  for (const width of [300, 500]) {
    const { data } = await agora.upload({ bytes: await quarters(width, 200).png().toBuffer() }, person);
    ids.push(data.uploadMedia.id);
  }
  await agora.drain();
  const stored = ids.flatMap(storedOf).sort();
  expect(stored.length).toBeGreaterThan(0);
  const act = async (mutation: string): Promise<void> => {
    expect((await agora.ask(`mutation ($id: ID!) { ${mutation} { id } }`, { id: person.id }, moderator)).errors).toEqual([]);
    await agora.drain();
  };
  const hidden = stored.map((place) => place.replace('/upload/', '/authenticated/'));
  await act('suspendUser(userId: $id, reason: "spam")');
  expect(ids.flatMap(storedOf).sort()).toEqual(hidden);
  await act('suspendUser(userId: $id, reason: "more spam")');
  expect(ids.flatMap(storedOf).sort()).toEqual(hidden);
  await act('unsuspendUser(userId: $id)');
  expect(ids.flatMap(storedOf).sort()).toEqual(stored);
  await act('suspendUser(userId: $id, reason: "spam again")');
  await agora.media.deps.transaction(async () => void (await removeMedia(agora.media.deps, ids[0] as string)));
  await agora.drain();
  expect(ids.flatMap(storedOf).sort()).toEqual(hidden.filter((place) => !place.includes(ids[0] as string)));
});

test('a client sends an upload there itself; a signature that was changed is refused', async () => {
  const bytes = await quarters(64, 48).png().toBuffer();
  const begun = await agora.ask(
    'mutation ($input: CreateUploadInput!) { createUpload(input: $input) { id url method fields { name value } } }',
    { input: { filename: 'quarters.png', mimeType: 'image/png', bytes: bytes.length } },
    owner,
  );
  const { id, url, method, fields } = begun.data.createUpload as {
    id: string;
    url: string;
    method: string;
    fields: { name: string; value: string }[];
  };
  const send = async (change: Record<string, string> = {}): Promise<number> => {
    const form = new FormData();
    for (const { name, value } of fields) form.append(name, change[name] ?? value);
    form.append('file', new Blob([new Uint8Array(bytes)]), 'quarters.png');
    return (await fetch(url, { method, body: form })).status;
  };
  expect(await send({ public_id: 'another/place' })).toBe(401);
  expect(await send()).toBe(200);
  const { errors } = await agora.ask('mutation ($id: ID!) { completeUpload(id: $id) { id } }', { id }, owner);
  expect(errors).toEqual([]);
  await agora.drain();
  await expectWhole(id);
});
