/** The quota of an account: what counts, what is refused, and that the sum is exact whatever happens. */
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { byId } from '#lib/db/ids.ts';
import { quarters } from '#test/harness/files/media-files.ts';
import { makePeople } from '#test/harness/clients/people.ts';
import { startSupergraph, type Answer, type Person, type Supergraph } from '#test/harness/supergraph.ts';
import { collectOrphans } from '../cleaning/collect-orphans.ts';
import { countStorage } from './count-storage.ts';
import { Refused } from '../render/refused.ts';

const quotaBytes = 40_000;
const fileQuota = 12;

let agora: Supergraph;
beforeAll(async () => {
  agora = await startSupergraph({
    env: { AGORA_STORAGE_QUOTA_BYTES: String(quotaBytes), AGORA_STORAGE_QUOTA_FILES: String(fileQuota) },
  });
});
afterAll(async () => await agora[Symbol.asyncDispose]());

async function somebody(): Promise<Person> {
  return ((await makePeople(agora.users.deps, 1)) as [Person])[0];
}

/** A picture of exactly so many bytes: a chunk that nobody reads fills it up. */
async function picture(bytes: number): Promise<Buffer> {
  const png = await quarters(64, 48).png().toBuffer();
  const [head, end] = [png.subarray(0, -12), png.subarray(-12)];
  const filler = Buffer.alloc(bytes - png.length - 12);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(filler.length);
  const chunk = Buffer.concat([Buffer.from('prVt'), filler]);
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crc32(chunk));
  return Buffer.concat([head, length, chunk, crc, end]);
}

async function use(person: Person) {
  return (await agora.ask('{ me { storage { usedBytes quotaBytes fileCount fileQuota } } }', {}, person)).data.me.storage;
}

/** What media's records add up to. */
async function sumOf({ id: ownerId }: Person): Promise<{ usedBytes: number; fileCount: number }> {
  const counted = await agora.media.deps.models.media.find({ ownerId, state: { $in: ['RECEIVING', 'PROCESSING', 'READY'] } }).lean();
  return { usedBytes: counted.reduce((sum, { countedBytes = 0 }) => sum + countedBytes, 0), fileCount: counted.length };
}

const full = { code: 'PAYLOAD_TOO_LARGE', field: 'file' };
const refusal = ({ errors }: Answer) => errors[0] && { code: errors[0].extensions.code, field: errors[0].extensions['field'] };

test('what is uploaded counts, is refused beyond the quota, and what is deleted is free again', async () => {
  const person = await somebody();
  expect(await use(person)).toEqual({ usedBytes: 0, quotaBytes, fileCount: 0, fileQuota });
  const first = await agora.upload({ bytes: await picture(15_000) }, person);
  expect(refusal(await agora.upload({ bytes: await picture(25_000) }, person))).toBeUndefined();
  expect(await use(person)).toMatchObject({ usedBytes: quotaBytes, fileCount: 2 });
  expect(refusal(await agora.upload({ bytes: await picture(1_000) }, person))).toEqual(full);
  await agora.drain();
  expect(await use(person)).toMatchObject({ usedBytes: quotaBytes, fileCount: 2 });
  const { id } = first.data.uploadMedia;
  await agora.ask('mutation ($id: ID!) { deleteMedia(id: $id) }', { id }, person);
  expect(await use(person)).toMatchObject({ usedBytes: 25_000, fileCount: 1 });
  expect(refusal(await agora.upload({ bytes: await picture(15_001) }, person))).toEqual(full);
  expect(refusal(await agora.upload({ bytes: await picture(15_000) }, person))).toBeUndefined();
  expect(await use(person)).toMatchObject({ usedBytes: quotaBytes, fileCount: 2 });
});

test('what is refused leaves nothing: no record, no file, no room', async () => {
  const person = await somebody();
  expect(refusal(await agora.upload({ bytes: await picture(quotaBytes + 1) }, person))).toEqual(full);
  expect(refusal(await agora.upload({ bytes: Buffer.from('no picture at all') }, person))?.code).toBe('UNSUPPORTED_MEDIA_TYPE');
  expect(refusal(await agora.upload({ bytes: (await quarters().png().toBuffer()).subarray(0, 100) }, person))?.code).toBe('BAD_USER_INPUT');
  expect(await use(person)).toMatchObject({ usedBytes: 0, fileCount: 0 });
  expect(await agora.media.deps.models.media.countDocuments({ ownerId: person.id })).toBe(0);
});

test.each([10, 50])(
  '%i uploads at once take no more room together than there is, by each way, and what never came gives it back',
  async (count) => {
    const person = await somebody();
    const bytes = await picture(6_000);
    const input = { filename: 'a.png', mimeType: 'image/png', bytes: bytes.length };
    const create = async (): Promise<Answer> =>
      await agora.ask('mutation ($input: CreateUploadInput!) { createUpload(input: $input) { id url } }', { input }, person);
    const complete = 'mutation ($id: ID!) { completeUpload(id: $id) { id } }';
    /** Creates an upload, sends its bytes twice at once, and completes it. */
    const send = async (): Promise<Answer> => {
      const created = await create();
      if (created.errors.length > 0) return created;
      const { id, url } = created.data.createUpload;
      await Promise.all([1, 2].map(async () => await fetch(url, { method: 'PUT', body: new Uint8Array(bytes) })));
      return await agora.ask(complete, { id }, person);
    };
    const answers = await Promise.all(
      Array.from({ length: count }, async (_, i) => await [async () => await agora.upload({ bytes }, person), create, send][i % 3]?.()),
    );
    const isTaken = (answer: Answer | undefined): boolean => answer?.errors.length === 0;
    const taken = answers.filter(isTaken).length;
    expect(taken).toBe(Math.floor(quotaBytes / bytes.length));
    for (const answer of answers) expect([undefined, 'PAYLOAD_TOO_LARGE']).toContain(answer && refusal(answer)?.code);
    expect(await use(person)).toMatchObject({ usedBytes: taken * bytes.length, fileCount: taken });
    expect(await sumOf(person)).toEqual({ usedBytes: taken * bytes.length, fileCount: taken });
    await passTimeOfUploads(person);
    const come = answers.filter((answer, i) => i % 3 !== 1 && isTaken(answer)).length;
    expect(await use(person)).toMatchObject({ usedBytes: come * bytes.length, fileCount: come });
  },
);

/** Lets the time end in which somebody's bytes may come. */
async function passTimeOfUploads({ id: ownerId }: Person): Promise<void> {
  const { models, clock } = agora.media.deps;
  await models.media.updateMany({ ownerId, state: 'RECEIVING' }, { $set: { expiresAt: new Date(clock().getTime() - 1) } });
  await collectOrphans.run(agora.media.deps as never, { round: 1 }, { id: 'test', attempt: 1, complete: async () => undefined });
}

test('files are counted too', async () => {
  const person = await somebody();
  const input = { filename: 'a.png', mimeType: 'image/png', bytes: 10 };
  const create = 'mutation ($input: CreateUploadInput!) { createUpload(input: $input) { id } }';
  for (let i = 0; i < fileQuota; i++) expect((await agora.ask(create, { input }, person)).errors).toEqual([]);
  expect(refusal(await agora.ask(create, { input }, person))).toEqual({ code: 'PAYLOAD_TOO_LARGE', field: 'input.bytes' });
  // What never came is free again once its time is over.
  await passTimeOfUploads(person);
  expect(await use(person)).toMatchObject({ usedBytes: 0, fileCount: 0 });
});

test('a key that is used again takes no room again; what is dithered counts as what came of it', async () => {
  const person = await somebody();
  const input = { filename: 'a.png', mimeType: 'image/png', bytes: 5_000, idempotencyKey: 'once' };
  const create = 'mutation ($input: CreateUploadInput!) { createUpload(input: $input) { id } }';
  for (let i = 0; i < 3; i++) expect((await agora.ask(create, { input }, person)).errors).toEqual([]);
  expect(await use(person)).toMatchObject({ usedBytes: 5_000, fileCount: 1 });
  const { data } = await agora.upload({ bytes: await picture(2_000) }, person);
  await agora.drain();
  const dither = 'mutation ($id: ID!) { ditherMedia(id: $id, levels: 2) { id } }';
  const { data: dithered, errors } = await agora.ask(dither, { id: data.uploadMedia.id }, person);
  expect(errors).toEqual([]);
  await agora.drain();
  const made = await agora.media.deps.models.media.findOne(byId(dithered.ditherMedia.id)).lean();
  expect(made?.state).toBe('READY');
  expect(await use(person)).toMatchObject({ usedBytes: 7_000 + (made?.bytes ?? 0), fileCount: 3 });
});

test('a file that cannot be shown takes no room', async () => {
  const person = await somebody();
  const { renderer } = agora.media.deps.parts;
  const render = vi.spyOn(renderer, 'render').mockRejectedValue(new Refused('It cannot be shown.'));
  const { errors } = await agora.upload({ bytes: await picture(3_000) }, person);
  expect(errors).toEqual([]);
  await agora.drain();
  render.mockRestore();
  expect(await agora.media.deps.models.media.countDocuments({ ownerId: person.id, state: 'FAILED' })).toBe(1);
  expect(await use(person)).toMatchObject({ usedBytes: 0, fileCount: 0 });
});

test('what breaks between record and sum leaves neither changed; what was there before quotas is counted once', async () => {
  const person = await somebody();
  const { deps } = agora.media;
  const broken = vi.spyOn(deps.models.storageUse, 'updateOne').mockRejectedValue(new Error('the database is gone'));
  expect((await agora.upload({ bytes: await picture(3_000) }, person)).errors).toHaveLength(1);
  broken.mockRestore();
  expect(await sumOf(person)).toEqual({
    usedBytes: 0,
    fileCount: await agora.media.deps.models.media.countDocuments({ ownerId: person.id, state: 'RECEIVING' }),
  });
  expect(await use(person)).toMatchObject({ usedBytes: 0, fileCount: 0 });
  const { data } = await agora.upload({ bytes: await picture(4_000) }, person);
  await agora.drain();
  await deps.models.media.updateOne(byId(data.uploadMedia.id), { $unset: { countedBytes: 1 } });
  await deps.models.storageUse.deleteOne(byId(person.id));
  for (let i = 0; i < 2; i++) await countStorage.run(deps as never, {}, { id: 'test', attempt: 1, complete: async () => undefined });
  expect(await use(person)).toMatchObject({ usedBytes: 4_000, fileCount: 1 });
});

test('nothing of it stays when the account is deleted', async () => {
  const person = await somebody();
  await agora.upload({ bytes: await picture(3_000) }, person);
  await agora.drain();
  await agora.ask('mutation ($p: String!) { deleteAccount(password: $p) }', { p: person.password }, person);
  await agora.drain();
  const { models } = agora.media.deps;
  expect(await models.storageUse.findOne(byId(person.id)).lean()).toMatchObject({ usedBytes: 0, fileCount: 0 });
});
