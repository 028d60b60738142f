/** Media that belongs to posts and users: claimed with them, seen by who sees them, gone with them. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createId } from '#lib/db/ids.ts';
import { claimMedia } from '#lib/media/claim-media.ts';
import { startSupergraph, testPassword, type Person, type Supergraph } from '#test/harness/supergraph.ts';
import { checkClaim } from './check-claim.ts';
import { collectOrphans } from '../cleaning/collect-orphans.ts';

let agora: Supergraph;
let author: Person;
let stranger: Person;
let bytes: Buffer;
let rounds = 0;

beforeAll(async () => {
  agora = await startSupergraph();
  author = await agora.register();
  stranger = await agora.register();
  bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#a04020' } })
    .png()
    .toBuffer();
});
afterAll(async () => await agora[Symbol.asyncDispose]());

const create = 'mutation ($input: CreatePostInput!) { createPost(input: $input) { id text media { id status altText } } }';
const hourMs = 60 * 60 * 1000;

async function upload(as = author): Promise<string> {
  return (await agora.upload({ bytes, altText: 'Rust' }, as)).data.uploadMedia.id;
}

async function createPost(input: object, as = author) {
  const { data, errors } = await agora.ask(create, { input: { text: '', ...input } }, as);
  return { post: data?.createPost, error: errors[0]?.extensions };
}

async function mayFind(id: string, as?: Person): Promise<boolean> {
  return (await agora.ask('query ($id: ID!) { media(id: $id) { id } }', { id }, as)).data.media !== null;
}

/** Runs a job of media now. */
async function run(enqueue: (id: string) => Promise<void>): Promise<void> {
  await agora.media.deps.transaction(async () => await enqueue(`test-${(rounds += 1)}`));
  await agora.drain();
}
const collect = async (): Promise<void> => await run(async (id) => await agora.media.deps.enqueue(collectOrphans, { round: 0 }, { id }));

async function ageBy(mediaId: string, field: 'claimedAt' | 'idleSince', ms: number): Promise<void> {
  await agora.media.deps.models.media.updateOne({ _id: mediaId }, { $set: { [field]: new Date(Date.now() - ms) } });
}

describe('a post’s media', () => {
  test('is in the answer already, in order, and the text may be empty', async () => {
    const mediaIds = [await upload(), await upload(), await upload()].toReversed();
    const { post } = await createPost({ mediaIds });
    expect(post.media.map(({ id }: { id: string }) => id)).toEqual(mediaIds);
    expect(post.media[0].altText).toBe('Rust');
    const shown = await agora.ask('query ($id: ID!) { post(id: $id) { media { id url } } }', { id: post.id }, stranger);
    expect(shown.data.post.media.map(({ id }: { id: string }) => id)).toEqual(mediaIds);
    expect((await createPost({ text: 'No media' })).post.media).toEqual([]);
    expect((await createPost({})).error).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.text' });
    const emptied = await agora.ask('mutation ($id: ID!) { editPost(id: $id, text: "") { text } }', { id: post.id }, author);
    expect(emptied.errors).toEqual([]);
  });

  test('is the author’s own, whole, and of one post alone', async () => {
    const [own, other, taken, failed] = [await upload(), await upload(stranger), await upload(), await upload()];
    await createPost({ mediaIds: [taken] });
    await agora.media.deps.models.media.updateOne({ _id: failed }, { $set: { state: 'FAILED' } });
    const refused = {
      [other]: 'NOT_FOUND',
      [taken]: 'CONFLICT',
      [failed]: 'BAD_USER_INPUT',
      [createId('med', new Date(), agora.media.deps.random)]: 'NOT_FOUND',
      no_id: 'BAD_USER_INPUT',
    };
    for (const [mediaId, code] of Object.entries(refused)) {
      expect((await createPost({ mediaIds: [own, mediaId] })).error).toMatchObject({ code, field: 'input.mediaIds.1' });
    }
    expect((await createPost({ mediaIds: [own, own] })).error).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.mediaIds' });
    expect((await createPost({ mediaIds: Array.from({ length: 11 }, () => own) })).error).toMatchObject({ field: 'input.mediaIds' });
    // None of the refusals has claimed it.
    expect((await createPost({ mediaIds: [own] })).post.media).toHaveLength(1);
  });

  test('is claimed once by a request that is repeated, at once or later', async () => {
    const input = { mediaIds: [await upload()], idempotencyKey: 'once' };
    const answers = await Promise.all([createPost(input), createPost(input), createPost(input)]);
    expect(new Set(answers.map(({ post }) => post?.id)).size).toBe(1);
    expect((await createPost(input)).post.id).toBe(answers[0]?.post.id);
    expect((await createPost({ ...input, mediaIds: [await upload()] })).error?.code).toBe('CONFLICT');
  });

  test('is the post’s when a request claimed it, failed then, and is repeated at once', async () => {
    const [first, second] = [await upload(), await upload()];
    await agora.drain();
    const input = { mediaIds: [first, second], idempotencyKey: 'failed' };
    const failing = vi.spyOn(agora.posts.deps, 'transaction').mockRejectedValueOnce(new Error('The database has gone.'));
    expect((await createPost(input)).error?.code).toBe('INTERNAL_SERVER_ERROR');
    failing.mockRestore();
    expect((await createPost({ ...input, mediaIds: [second], idempotencyKey: 'another' })).error?.code).toBe('CONFLICT');
    const { post } = await createPost(input);
    expect(post.media.map(({ id }: { id: string }) => id)).toEqual([first, second]);
    expect((await createPost(input)).post.id).toBe(post.id);
  });

  test('is found by itself by whoever may see the post', async () => {
    const [open, closed] = [await upload(), await upload()];
    await createPost({ mediaIds: [open] });
    await createPost({ mediaIds: [closed], visibility: 'FOLLOWERS' });
    const follower = await agora.register();
    await agora.ask('mutation ($id: ID!) { follow(userId: $id) { id } }', { id: author.id }, follower);
    await agora.drain();
    expect(await Promise.all([mayFind(open), mayFind(open, stranger), mayFind(open, follower)])).toEqual([true, true, true]);
    expect(await Promise.all([mayFind(closed), mayFind(closed, stranger), mayFind(closed, follower)])).toEqual([false, false, true]);
    await agora.ask('mutation ($id: ID!) { block(userId: $id) { id } }', { id: follower.id }, author);
    await agora.drain();
    expect(await Promise.all([mayFind(open, follower), mayFind(closed, follower)])).toEqual([false, false]);
  });

  test('goes with the post, and with the draft', async () => {
    const [ofPost, ofDraft] = [await upload(), await upload()];
    const { post } = await createPost({ mediaIds: [ofPost] });
    const { post: draft } = await createPost({ mediaIds: [ofDraft], draft: true });
    expect(draft.media).toHaveLength(1);
    for (const { id } of [post, draft]) await agora.ask('mutation ($id: ID!) { deletePost(id: $id) }', { id }, author);
    await agora.drain();
    expect(await Promise.all([mayFind(ofPost, author), mayFind(ofDraft, author)])).toEqual([false, false]);
    await expect(storedMedia()).resolves.not.toEqual(expect.arrayContaining([ofPost]));
  });
});

describe('a claim', () => {
  test('lapses when its post never came, and can be taken over before', async () => {
    const [lapsed, retried] = [await upload(), await upload()];
    const claim = async (mediaId: string) => {
      const attachedTo = agora.posts.deps.newId('pst', author.id);
      await claimMedia(agora.posts.deps, { ownerId: author.id, mediaIds: [mediaId], attachedTo, fieldOf: () => 'x' });
      return attachedTo;
    };
    const attachedTo = await claim(lapsed);
    await claim(retried);
    expect((await createPost({ mediaIds: [retried] })).error?.code).toBe('CONFLICT');
    await ageBy(retried, 'claimedAt', 20_000);
    expect((await createPost({ mediaIds: [retried] })).post.media).toHaveLength(1);
    await ageBy(lapsed, 'claimedAt', 2 * hourMs);
    await run(async (id) => await agora.media.deps.enqueue(checkClaim, { attachedTo, mediaIds: [lapsed] }, { id }));
    expect(await agora.media.deps.models.media.findById(lapsed).lean()).toMatchObject({ attachedTo: null, claimedAt: null });
  });

  test('is kept for a draft, which tells nobody of itself', async () => {
    const mediaId = await upload();
    const { post } = await createPost({ mediaIds: [mediaId], draft: true });
    await ageBy(mediaId, 'claimedAt', 2 * hourMs);
    await run(async (id) => await agora.media.deps.enqueue(checkClaim, { attachedTo: post.id, mediaIds: [mediaId] }, { id }));
    expect(await agora.media.deps.models.media.findById(mediaId).lean()).toMatchObject({ attachedTo: post.id, claimedAt: null });
  });
});

describe('an avatar', () => {
  const change = 'mutation ($avatarId: ID) { updateProfile(input: { avatarId: $avatarId }) { avatar { id } } }';

  test('is seen by all who see the user, and let go when another takes its place', async () => {
    const [first, second] = [await upload(), await upload()];
    expect((await agora.ask(change, { avatarId: first }, author)).data.updateProfile.avatar.id).toBe(first);
    expect(await mayFind(first)).toBe(true);
    await agora.ask(change, { avatarId: second }, author);
    await agora.drain();
    const { data } = await agora.ask('query ($id: ID!) { user(id: $id) { avatar { id altText } } }', { id: author.id });
    expect(data.user.avatar).toEqual({ id: second, altText: 'Rust' });
    expect(await mayFind(first)).toBe(false);
    expect(await agora.media.deps.models.media.findById(second).lean()).toMatchObject({ attachedTo: author.id, claimedAt: null });
    expect((await agora.ask(change, { avatarId: null }, author)).data.updateProfile.avatar).toBeNull();
    const refused = await agora.ask(change, { avatarId: await upload(stranger) }, author);
    expect(refused.errors[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', field: 'input.avatarId' });
  });
});

describe('the collector', () => {
  test('removes what has belonged to nothing for a day, and nothing else', async () => {
    const [idle, fresh, held] = [await upload(), await upload(), await upload()];
    await createPost({ mediaIds: [held] });
    await agora.drain();
    await ageBy(idle, 'idleSince', 25 * hourMs);
    await ageBy(fresh, 'idleSince', 23 * hourMs);
    await collect();
    expect(await Promise.all([idle, fresh, held].map(async (id) => await mayFind(id, author)))).toEqual([false, true, true]);
    const stored = await storedMedia();
    expect(stored).toEqual(expect.arrayContaining([fresh, held]));
    expect(stored).not.toContain(idle);
  });
});

test('a deleted account leaves nothing', async () => {
  const leaver = await agora.register();
  const mediaIds = [await upload(leaver), await upload(leaver)];
  await createPost({ mediaIds: mediaIds.slice(0, 1) }, leaver);
  await agora.drain();
  await agora.ask('mutation ($password: String!) { deleteAccount(password: $password) }', { password: testPassword }, leaver);
  await agora.drain();
  const stored = await storedMedia();
  expect(mediaIds.filter((id) => stored.includes(id))).toEqual([]);
});

/** The ids of all media that has files. */
async function storedMedia(): Promise<string[]> {
  const root = path.join(agora.media.deps.config.AGORA_DATA_DIR, 'media/files');
  const names = await readdir(root, { recursive: true });
  return [...new Set(names.flatMap((name) => /med_\w+/.exec(name)?.[0] ?? []))];
}

test('media of many posts, and avatars of their authors, are one query a request', async () => {
  for (let count = 0; count < 5; count += 1) await createPost({ mediaIds: [await upload()] });
  await agora.drain();
  let queries = 0;
  const count = ({ collectionName }: { collectionName: string }): void => {
    if (collectionName === 'media') queries += 1;
  };
  const { connection } = agora.media.deps;
  const page = 'query ($id: ID!) { user(id: $id) { avatar { id } posts(first: 20) { nodes { media { id url renditions { url } } } } } }';
  await agora.ask(page, { id: author.id }, stranger);
  connection.on('operation-start', count);
  const { data } = await agora.ask(page, { id: author.id }, stranger);
  connection.off('operation-start', count);
  expect(data.user.posts.nodes.filter(({ media }: { media: unknown[] }) => media.length > 0).length).toBeGreaterThanOrEqual(5);
  // The posts' media, and the avatar if there is one.
  expect(queries).toBeLessThanOrEqual(2);
});
