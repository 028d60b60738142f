/** The main job: two accounts, a follow, a subscription, a post that arrives live and in the feed. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Answer, startSupergraph, type Supergraph } from '#test/harness/supergraph.ts';

let agora: Supergraph;
beforeAll(async () => {
  agora = await startSupergraph();
});
afterAll(async () => await agora[Symbol.asyncDispose]());

const createPost =
  'mutation ($input: CreatePostInput!) { createPost(input: $input) { id text author { username } likeCount viewerLiked fanOut { state done } } }';
const feed =
  'query ($first: Int, $after: String) { feed(first: $first, after: $after) { nodes { id text author { id username } } pageInfo { hasNextPage endCursor } liveCursor } }';
const newPost = 'subscription ($after: String) { newPost(after: $after) { cursor post { id text author { username } } } }';

async function next(events: AsyncGenerator<Answer>): Promise<Answer> {
  const { value } = await events.next();
  return value as Answer;
}

test('a post arrives live and in the feed of a follower', async () => {
  const [ada, ben] = [await agora.register(), await agora.register()];
  const followed = await agora.ask(
    'mutation ($userId: ID!) { follow(userId: $userId) { followerCount viewerFollows } }',
    { userId: ada.id },
    ben,
  );
  expect(followed).toEqual({ data: { follow: { followerCount: 1, viewerFollows: true } }, errors: [] });
  await agora.drain();

  const page = await agora.ask(feed, {}, ben);
  expect(page.errors).toEqual([]);
  const ending = new AbortController();
  const events = agora.subscribe(newPost, { after: page.data.feed.liveCursor }, ben, ending.signal);
  const first = next(events);
  const created = await agora.ask(createPost, { input: { text: 'Hello #world' } }, ada);
  expect(created.errors).toEqual([]);
  const { id } = created.data.createPost;
  expect(created.data.createPost).toMatchObject({
    text: 'Hello #world',
    author: { username: ada.username },
    likeCount: 0,
    viewerLiked: false,
  });

  expect(await first).toMatchObject({
    data: { newPost: { post: { id, text: 'Hello #world', author: { username: ada.username } } } },
    errors: [],
  });
  ending.abort();
  await agora.drain();
  const { data } = await agora.ask(feed, {}, ben);
  expect(data.feed.nodes).toEqual([{ id, text: 'Hello #world', author: { id: ada.id, username: ada.username } }]);
});
