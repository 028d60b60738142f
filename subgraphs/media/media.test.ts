/** Media as clients meet it: uploaded, watched, listed, served, removed. */
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jobRecords } from '#lib/jobs/records.ts';
import { startSupergraph, type Person, type Supergraph } from '#test/harness/supergraph.ts';
import { newMedia } from './uploading/new-media.ts';

let agora: Supergraph;
let owner: Person;
let stranger: Person;

beforeAll(async () => {
  agora = await startSupergraph();
  owner = await agora.register();
  stranger = await agora.register();
});
afterAll(async () => await agora[Symbol.asyncDispose]());

const mediaQuery = /* GraphQL */ `
  query ($id: ID!) {
    media(id: $id) {
      kind status progress failure width height bytes mimeType placeholder altText owner { id }
      url thumb: url(size: THUMB, format: WEBP) original: url(size: ORIGINAL)
      renditions { name url width height bytes mimeType }
    }
  }
`;

async function photo(width: number, height: number): Promise<Buffer> {
  return await sharp({ create: { width, height, channels: 3, background: '#3070b0' } })
    .jpeg()
    .toBuffer();
}

/** Uploads a photo and waits until all that is made of it is there. */
async function uploadPhoto(width = 700, height = 300): Promise<string> {
  const { data } = await agora.upload({ bytes: await photo(width, height), altText: 'Blue' }, owner);
  await agora.drain();
  return data.uploadMedia.id;
}

describe('an upload', () => {
  test('is answered at once, then made into every size and format', async () => {
    const bytes = await photo(1600, 900);
    const { data, errors } = await agora.upload({ bytes, altText: ' Blue ' }, owner, 'id status progress url bytes mimeType');
    expect(errors).toEqual([]);
    expect(data.uploadMedia).toMatchObject({ status: 'PROCESSING', progress: 0, url: null, bytes: bytes.length, mimeType: 'image/jpeg' });
    await agora.drain();
    const { media } = (await agora.ask(mediaQuery, { id: data.uploadMedia.id }, owner)).data;
    expect(media).toMatchObject({ kind: 'IMAGE', status: 'READY', progress: 1, failure: null, width: 1600, height: 900, altText: 'Blue' });
    expect(media.owner.id).toBe(owner.id);
    expect(media.placeholder).toMatch(/^[\w+/]{20,}=*$/);
    const names = media.renditions.map(({ name }: { name: string }) => name).sort();
    const sized = ['large', 'medium', 'small', 'thumb'].flatMap((size) => [`${size}.avif`, `${size}.jpg`, `${size}.webp`]);
    expect(names).toEqual([...sized, 'original.jpg'].sort());
    for (const { url, width, height, bytes: size, mimeType } of media.renditions) {
      const response = await fetch(url);
      const body = Buffer.from(await response.arrayBuffer());
      expect([response.status, response.headers.get('content-type'), body.length]).toEqual([200, mimeType, size]);
      expect(await sharp(body).metadata()).toMatchObject({ width, height });
    }
  });

  test('may be one of several in a request, each where the operation uses it', async () => {
    const query =
      'mutation ($one: Upload!, $two: Upload!) { one: uploadMedia(file: $one) { id bytes } two: uploadMedia(file: $two) { id bytes } }';
    const [one, two] = [await photo(900, 900), await photo(30, 20)];
    const form = new FormData();
    form.append('operations', JSON.stringify({ query, variables: { one: null, two: null } }));
    form.append('map', JSON.stringify({ a: ['variables.one'], b: ['variables.two'] }));
    form.append('a', new Blob([one]), 'one.jpg');
    form.append('b', new Blob([two]), 'two.jpg');
    const headers = { 'apollo-require-preflight': 'true', authorization: `Bearer ${owner.accessToken}` };
    const { data } = (await (await fetch(agora.url, { method: 'POST', headers, body: form })).json()) as { data: unknown };
    expect(data).toMatchObject({ one: { bytes: one.length }, two: { bytes: two.length } });
    await agora.drain();
  });

  test('waits as bulk behind many of its owner’s, so that others’ do not', async () => {
    const hoarder = await agora.register();
    const { deps } = agora.media;
    const given = { ownerId: hoarder.id, altText: '', kind: 'IMAGE', mimeType: 'image/jpeg', bytes: 0, state: 'PROCESSING' } as const;
    await deps.models.media.insertMany(Array.from({ length: 30 }, () => newMedia(deps, given)));
    const queueOf = async (person: Person): Promise<string | undefined> => {
      const { data } = await agora.upload({ bytes: await photo(20, 20) }, person);
      return (await jobRecords(deps.connection).findById(`make-renditions/${data.uploadMedia.id}`).lean())?.name;
    };
    expect(await queueOf(hoarder)).toBe('media.make-bulk-renditions');
    expect(await queueOf(stranger)).toBe('media.make-renditions');
    await agora.drain();
    expect((await deps.models.media.findOne({ ownerId: hoarder.id }, { state: 1 }, { sort: { _id: -1 } }).lean())?.state).toBe('READY');
  });

  test('is never enlarged', async () => {
    const { media } = (await agora.ask(mediaQuery, { id: await uploadPhoto(500, 100) }, owner)).data;
    const sizes = Object.fromEntries(
      media.renditions.map(({ name, width, height }: { name: string; width: number; height: number }) => [name, `${width}x${height}`]),
    );
    expect(sizes).toMatchObject({ 'medium.jpg': '500x100', 'small.jpg': '320x64', 'thumb.jpg': '100x100', 'original.jpg': '500x100' });
    expect(sizes).not.toHaveProperty(['large.jpg']);
    expect(media.url).toMatch(/\/original\.jpg$/);
  });

  test('is told as it goes, to its owner, until it is READY', async () => {
    const { data } = await agora.upload({ bytes: await photo(1600, 900) }, owner);
    const ending = new AbortController();
    const seen: { status: string; progress: number }[] = [];
    const subscription = 'subscription ($id: ID!) { mediaProgress(id: $id) { status progress } }';
    for await (const { data: event } of agora.subscribe(subscription, data.uploadMedia, owner, ending.signal))
      seen.push(event.mediaProgress);
    expect(seen.at(-1)?.status).toBe('READY');
    const progress = seen.map((state) => state.progress);
    expect(progress).toEqual(progress.toSorted((one, other) => one - other));
    expect(progress.at(-1)).toBe(1);
    expect(seen.every((state) => (state.progress === 1) === (state.status === 'READY'))).toBe(true);
    const refused = agora.subscribe(subscription, data.uploadMedia, stranger, ending.signal);
    await expect(refused.next()).rejects.toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });
});

describe('what is uploaded', () => {
  test('is its owner’s alone, and can be found by its id', async () => {
    const id = await uploadPhoto();
    const query = '{ node(id: "ID") { __typename id } media(id: "ID") { id } }'.replaceAll('ID', id);
    expect((await agora.ask(query, {}, owner)).data).toEqual({ node: { __typename: 'Media', id }, media: { id } });
    for (const viewer of [stranger, undefined]) {
      expect((await agora.ask(query, {}, viewer)).data).toEqual({ node: null, media: null });
    }
    const change = 'mutation ($id: ID!, $altText: String!) { updateMedia(id: $id, altText: $altText) { altText } }';
    expect((await agora.ask(change, { id, altText: 'A field' }, owner)).data.updateMedia.altText).toBe('A field');
    expect((await agora.ask(change, { id, altText: 'Mine' }, stranger)).errors[0]?.extensions.code).toBe('NOT_FOUND');
    const tooLong = await agora.ask(change, { id, altText: 'x'.repeat(1_501) }, owner);
    expect(tooLong.errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'altText' });
  });

  test('goes with all its files when it is deleted', async () => {
    const id = await uploadPhoto();
    const { url } = (await agora.ask(mediaQuery, { id }, owner)).data.media;
    expect((await fetch(url)).status).toBe(200);
    expect((await agora.ask('mutation ($id: ID!) { deleteMedia(id: $id) }', { id }, owner)).data.deleteMedia).toBe(true);
    expect((await agora.ask(mediaQuery, { id }, owner)).data.media).toBeNull();
    await agora.drain();
    expect((await fetch(url)).status).toBe(404);
  });

  test('is listed, newest first, in pages', async () => {
    const lister = await agora.register();
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1)
      ids.unshift((await agora.upload({ bytes: await photo(20, 20) }, lister)).data.uploadMedia.id);
    const page = 'query ($after: String) { myMedia(first: 2, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }';
    const { myMedia: first } = (await agora.ask(page, {}, lister)).data;
    const { myMedia: second } = (await agora.ask(page, { after: first.pageInfo.endCursor }, lister)).data;
    expect([...first.nodes, ...second.nodes].map(({ id }: { id: string }) => id)).toEqual(ids);
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
  });
});

describe('a file', () => {
  test('is served whole or in part, never changing, as nothing but what it is', async () => {
    const { url, bytes } = (await agora.ask(mediaQuery, { id: await uploadPhoto() }, owner)).data.media.renditions[0];
    const whole = await fetch(url);
    const body = Buffer.from(await whole.arrayBuffer());
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      'cache-control': 'private, max-age=60',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'cross-origin',
      'accept-ranges': 'bytes',
    });
    const part = await fetch(url, { headers: { range: 'bytes=10-19' } });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 10-19/${bytes}`]);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(body.subarray(10, 20));
    const again = await fetch(url, { headers: { 'if-none-match': whole.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
    expect((await fetch(url, { headers: { range: `bytes=${bytes}-` } })).status).toBe(416);
  });

  test('is found by its whole address alone', async () => {
    const { url } = (await agora.ask(mediaQuery, { id: await uploadPhoto() }, owner)).data.media;
    for (const other of [
      url.replace(/[^/]+$/, 'source'),
      url.replace(/[^/]+$/, ''),
      url.replace(/[^/]+$/, '..%2f..%2f..%2fstaging'),
      url.replace(/\/[^/]{20}\//, '/AAAAAAAAAAAAAAAAAAAA/'),
      url.replace(/med_[^/]+/, '..'),
    ]) {
      expect((await fetch(other)).status, other).toBe(404);
    }
  });
});
