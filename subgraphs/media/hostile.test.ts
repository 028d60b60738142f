/** Files that are too large, broken, or something else than they say: refused at once, with nothing left behind. */
import http from 'node:http';
import { readdir, readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { animation, emptyMp4, flatPng, heic, manyFramesGif, phonePhoto, quarters } from '#test/harness/files/media-files.ts';
import { jobRecords } from '#lib/jobs/records.ts';
import { startSupergraph, type Person, type Supergraph } from '#test/harness/supergraph.ts';
import { Crashed } from './render/renderer.ts';

let agora: Supergraph;
let person: Person;

beforeAll(async () => {
  agora = await startSupergraph();
});
beforeEach(async () => {
  person = await agora.register();
});
afterAll(async () => await agora[Symbol.asyncDispose]());

/** What there is of media in the database and on disk. */
async function leftovers(): Promise<string[]> {
  const records = await agora.media.deps.models.media.find({ ownerId: person.id }, { _id: 1 }).lean();
  const { staging } = agora.media.deps.parts.folders;
  return [...records.map(({ _id }) => _id), ...(await readdir(staging).catch(() => []))];
}

async function refusalOf(bytes: Uint8Array, name?: string, type?: string) {
  const { data, errors } = await agora.upload({ bytes, ...(name && { name }), ...(type && { type }) }, person);
  expect(data).toBeNull();
  expect(await leftovers()).toEqual([]);
  return { message: errors[0]?.message, ...errors[0]?.extensions };
}

describe('a file that is too large', () => {
  test('by a byte is refused, an image and a video alike', async () => {
    const photo = await quarters().jpeg().toBuffer();
    const padded = (length: number, bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc(length - bytes.length)]);
    expect(await refusalOf(padded(20_000_001, photo))).toMatchObject({ code: 'PAYLOAD_TOO_LARGE', field: 'file' });
    expect(await refusalOf(padded(200_000_001, emptyMp4()))).toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
  });

  test.each([
    ['a PNG of 256 megapixels in 249 kB', () => flatPng(16_000, 16_000)],
    ['a GIF of 10,000 frames', () => manyFramesGif(10_000)],
    ['a GIF of 501 frames', () => manyFramesGif(501)],
  ])('when it is decoded, %s, is refused within 100 ms and 100 MB', async (_name, make) => {
    const bytes = make();
    expect(bytes.length).toBeLessThan(300_000);
    const before = process.memoryUsage().rss;
    const tookMs: number[] = [];
    const cpuMs = (): number => (process.cpuUsage().user + process.cpuUsage().system) / 1000;
    for (let tries = 0; tries < 5; tries += 1) {
      const startedAt = cpuMs();
      expect(await refusalOf(bytes)).toMatchObject({ code: 'PAYLOAD_TOO_LARGE', field: 'file' });
      tookMs.push(cpuMs() - startedAt);
    }
    // Of the processor, all services and stores but Redis together: how long it waits for others says nothing. The quickest: collecting garbage is not counted.
    expect(Math.min(...tookMs)).toBeLessThan(100);
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });
});

describe('a file that is broken off', () => {
  const files: [string, () => Promise<Buffer>][] = [
    ['JPEG', phonePhoto],
    ['PNG', async () => await quarters().png().toBuffer()],
    ['WebP', async () => await quarters().webp().toBuffer()],
    ['AVIF', async () => await quarters().avif().toBuffer()],
    ['GIF', async () => await animation('gif')],
    ['animated WebP', async () => await animation('webp')],
    ['HEIC', async () => heic],
    ['MP4', async () => emptyMp4()],
  ];
  test.each(files)('%s, is refused wherever it ends', async (_name, make) => {
    const bytes = await make();
    for (const share of [0.3, 0.6, 0.9]) {
      expect(await refusalOf(bytes.subarray(0, Math.floor(bytes.length * share)))).toMatchObject({ code: 'BAD_USER_INPUT', field: 'file' });
    }
    expect(await refusalOf(bytes.subarray(0, -20))).toMatchObject({ code: 'BAD_USER_INPUT', field: 'file' });
  });

  test('by the client that goes away leaves nothing', async () => {
    const body = `--b\r\ncontent-disposition: form-data; name="operations"\r\n\r\n${JSON.stringify({
      query: 'mutation ($file: Upload!) { uploadMedia(file: $file) { id } }',
      variables: { file: null },
    })}\r\n--b\r\ncontent-disposition: form-data; name="map"\r\n\r\n{"0":["variables.file"]}\r\n--b\r\ncontent-disposition: form-data; name="0"; filename="a"\r\n\r\n`;
    const request = http.request(agora.url, {
      method: 'POST',
      headers: {
        'content-type': 'multipart/form-data; boundary=b',
        'apollo-require-preflight': 'true',
        authorization: `Bearer ${person.accessToken}`,
      },
    });
    request.on('error', () => undefined);
    request.write(body);
    request.write((await phonePhoto()).subarray(0, 600));
    await expect.poll(async () => (await leftovers()).length, { timeout: 5_000 }).toBeGreaterThan(0);
    request.destroy();
    await expect.poll(leftovers, { timeout: 5_000 }).toEqual([]);
  });
});

describe('a file of another type', () => {
  const svg = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  test.each([
    ['SVG', svg],
    ['SVG', `<!-- x --><svg onload="alert(1)"/>`],
    ['HTML', '<!doctype html><script>alert(1)</script>'],
    ['PDF', '%PDF-1.7 …'],
    ['QuickTime', '\0\0\0\x14ftypqt  \0\0\0\0qt  '],
    ['This type of file', 'MZ\x90\0'],
  ])('%s, is refused by name, whatever it is called', async (type, text) => {
    const refusal = await refusalOf(Buffer.from(text, 'latin1'), 'photo.jpg', 'image/jpeg');
    expect(refusal).toMatchObject({ code: 'UNSUPPORTED_MEDIA_TYPE', field: 'file' });
    expect(refusal.message).toMatch(new RegExp(`^${type} is not taken`));
  });

  test('that is empty is refused', async () => {
    expect(await refusalOf(Buffer.alloc(0))).toMatchObject({ code: 'BAD_USER_INPUT', field: 'file' });
  });
});

test('nothing of what else a file holds comes out again', async () => {
  const script = '<script>alert(1)</script>';
  const photo = await sharp(await phonePhoto())
    .keepExif()
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/">${script}</x:xmpmeta>`)
    .jpeg()
    .toBuffer();
  const polyglots = [
    Buffer.concat([photo, Buffer.from(script)]),
    Buffer.concat([await animation('gif'), Buffer.from(`/*${script}*/PK\x03\x04`)]),
    Buffer.concat([await quarters().png().toBuffer(), Buffer.from(script)]),
  ];
  for (const bytes of polyglots) {
    const { data } = await agora.upload({ bytes, name: 'page.html', type: 'text/html' }, person);
    await agora.drain();
    const shown = await agora.ask('query ($id: ID!) { media(id: $id) { status renditions { url } } }', data.uploadMedia, person);
    expect(shown.data.media.status).toBe('READY');
    for (const { url } of shown.data.media.renditions) {
      const response = await fetch(url);
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(response.headers.get('content-type')).toMatch(/^image\//);
      expect(Buffer.from(await response.arrayBuffer()).toString('latin1')).not.toMatch(/alert|GPS|Exif|Somebody/);
    }
  }
});

test('a file that ends whatever decodes it fails for good, and takes no other along', async () => {
  const { renderer } = agora.media.deps.parts;
  const { render } = renderer;
  const poison = 'x'.repeat(40);
  let crashes = 0;
  renderer.render = async (task, options) => {
    if (!(await readFile(task.source, 'latin1')).includes(poison)) return await render(task, options);
    crashes += 1;
    throw new Crashed('The process ended (SIGSEGV).');
  };
  try {
    const photo = await quarters().png().toBuffer();
    const [poisoned, fine] = await Promise.all(
      [Buffer.concat([photo, Buffer.from(poison)]), photo].map(
        async (bytes) => (await agora.upload({ bytes }, person)).data.uploadMedia.id,
      ),
    );
    await agora.drain();
    const states = await agora.ask(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Media { status failure } } }',
      { ids: [poisoned, fine] },
      person,
    );
    expect(states.data.nodes).toEqual([
      { status: 'FAILED', failure: 'The file could not be processed.' },
      { status: 'READY', failure: null },
    ]);
    expect(crashes).toBe(3);
  } finally {
    renderer.render = render;
  }
});

test('a file that takes too long goes on as bulk with all of its owner’s, and nobody else waits', async () => {
  const { deps } = agora.media;
  const { renderer } = deps.parts;
  const { render } = renderer;
  const slow = 'y'.repeat(40);
  const release = Promise.withResolvers<void>();
  const slowAs: boolean[] = [];
  renderer.render = async (task, options) => {
    if (!(await readFile(task.source, 'latin1')).includes(slow)) return await render(task, options);
    slowAs.push(options.isBulk);
    if (options.isBulk) await release.promise;
    throw new Crashed('It took too long.');
  };
  const upload = async (bytes: Buffer, as: Person): Promise<string> => (await agora.upload({ bytes }, as)).data.uploadMedia.id;
  const statusOf = async (id: string): Promise<string | undefined> => (await deps.models.media.findById(id).lean())?.state;
  const goesAsBulk = async (id: string): Promise<boolean> =>
    (await jobRecords(deps.connection).findById(`make-bulk-renditions/${id}`).lean()) !== null;
  try {
    const photo = await quarters().png().toBuffer();
    const slowOne = await upload(Buffer.concat([photo, Buffer.from(slow)]), person);
    await expect.poll(() => slowAs, { timeout: 10_000 }).toEqual([false, true]);
    const own = await upload(photo, person);
    const others = await upload(photo, await agora.register());
    await expect.poll(async () => await statusOf(others), { timeout: 10_000 }).toBe('READY');
    await expect.poll(async () => await goesAsBulk(own), { timeout: 10_000 }).toBe(true);
    expect([await statusOf(slowOne), await goesAsBulk(others)]).toEqual(['PROCESSING', false]);
    release.resolve();
    await agora.drain();
    expect([await statusOf(slowOne), await statusOf(own)]).toEqual(['FAILED', 'READY']);
    expect(slowAs).toEqual([false, true, true]);
  } finally {
    release.resolve();
    renderer.render = render;
  }
});
