/** The SDK against the whole supergraph. */
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSupergraph, type Supergraph, testPassword } from '../test/harness/supergraph.ts';
import { createClient, createMemoryStorage, isAgoraError, mediaProgressDocument, type Client } from './src/index.ts';

let agora: Supergraph;
beforeAll(async () => {
  agora = await startSupergraph();
});
afterAll(async () => await agora[Symbol.asyncDispose]());

let made = 0;
async function signUp(options: Partial<Parameters<typeof createClient>[0]> = {}): Promise<Client> {
  const client = createClient({ url: agora.url, ...options });
  const username = `sdk_${++made}`;
  await client.auth.register({ username, email: `${username}@example.org`, password: testPassword });
  return client;
}

test('ten lines to a first post', async () => {
  const client = await signUp();
  const post = await client.api.createPost({ input: { text: 'Hello' } });
  expect(post.text).toBe('Hello');
  expect((await client.api.post({ id: post.id }))?.author?.username).toBe('sdk_1');
  expect(client.auth.state).toMatchObject({ status: 'signed-in', username: 'sdk_1' });
  await client.auth.logout();
  expect(client.auth.state).toEqual({ status: 'signed-out', reason: 'left' });
  const error: unknown = await client.api.createPost({ input: { text: 'Hello' } }).catch((thrown: unknown) => thrown);
  expect(isAgoraError(error) && error.code).toBe('UNAUTHENTICATED');
});

test('a live feed yields a page, then new posts', async () => {
  const author = await signUp();
  const reader = await signUp();
  if (author.auth.state.status !== 'signed-in') throw new Error('signed out');
  await reader.api.follow({ userId: author.auth.state.userId });
  await agora.drain();
  const first = await author.api.createPost({ input: { text: 'first' } });
  const texts: string[] = [];
  const ending = new AbortController();
  for await (const update of reader.live.feed({ first: 5, signal: ending.signal })) {
    if (update.kind === 'page') {
      expect(update.items.map(({ id }) => id)).toEqual([first.id]);
      void author.api.createPost({ input: { text: 'second' } }).then(async () => await author.api.createPost({ input: { text: 'third' } }));
    } else {
      texts.push(update.item.text);
      if (texts.length === 2) ending.abort();
    }
  }
  expect(texts).toEqual(['second', 'third']);
  author.dispose();
  reader.dispose();
});

test('Node uploads a media and follows its progress until it is ready', async () => {
  const client = await signUp();
  const bytes = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#3070b0' } })
    .png()
    .toBuffer();
  const shares: number[] = [];
  const file = new File([new Uint8Array(bytes)], 'blue.png', { type: 'image/png' });
  const { id } = await client.api.uploadMedia({ file, altText: 'Blue' }, { onProgress: (share) => shares.push(share) });
  expect(shares.at(-1)).toBe(1);
  const states: string[] = [];
  for await (const { mediaProgress } of client.subscribe(mediaProgressDocument, { id })) states.push(mediaProgress.status);
  expect(states.at(-1)).toBe('READY');
  expect(await client.api.media({ id })).toMatchObject({ altText: 'Blue', width: 64, height: 48 });
  client.dispose();
});

test('the operations of the SDK stay within the limits of the gateway, also with the largest pages', async () => {
  const client = await signUp();
  const { id } = await client.api.createPost({ input: { text: 'Hello' } });
  const userId = client.auth.state.status === 'signed-in' ? client.auth.state.userId : '';
  const { feed, posts, replies, likedBy, bookmarks, drafts, followers, following, myMedia } = client.api;
  const first = 100;
  expect((await feed({ first }))?.nodes).toHaveLength(1);
  expect((await posts({ first, authorId: userId }))?.nodes).toHaveLength(1);
  expect((await replies({ first, postId: id }))?.replies.nodes).toEqual([]);
  expect((await likedBy({ first, postId: id }))?.likedBy.nodes).toEqual([]);
  expect((await bookmarks({ first }))?.bookmarks?.nodes).toEqual([]);
  expect((await drafts({ first }))?.drafts?.nodes).toEqual([]);
  expect((await followers({ first, userId }))?.followers.nodes).toEqual([]);
  expect((await following({ first, userId }))?.following.nodes).toEqual([]);
  expect((await myMedia({ first }))?.nodes).toEqual([]);
});

test('an error names the rejected argument', async () => {
  const client = createClient({ url: agora.url, storage: createMemoryStorage() });
  const error: unknown = await client.auth
    .register({ username: 'x', email: 'x@example.org', password: testPassword })
    .catch((thrown: unknown) => thrown);
  if (!isAgoraError(error) || error.code !== 'BAD_USER_INPUT') throw error;
  expect(error.field).toBe('input.username');
});
