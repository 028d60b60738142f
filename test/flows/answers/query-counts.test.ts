/** A page of the feed asks each collection once, and outlives users. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countQueries } from '#test/harness/count-queries.ts';
import { type Person, startSupergraph, type Supergraph } from '#test/harness/supergraph.ts';

let agora: Supergraph;
let viewer: Person;
const authorCount = 5;
const postsEach = 5;
const feed = `{ feed(first: 20) { nodes { id text likeCount replyCount viewerLiked
  author { username displayName followerCount followingCount viewerFollows followsViewer postCount } } } }`;

beforeAll(async () => {
  agora = await startSupergraph();
  viewer = await agora.register();
  const authors = await Promise.all(Array.from({ length: authorCount }, async () => await agora.register()));
  for (const author of authors) {
    await agora.ask('mutation ($userId: ID!) { follow(userId: $userId) { id } }', { userId: author.id }, viewer);
    for (let i = 0; i < postsEach; i++) {
      const visibility = i % 2 === 0 ? 'PUBLIC' : 'FOLLOWERS';
      await agora.ask(
        'mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }',
        { input: { text: `post ${i}`, visibility } },
        author,
      );
    }
  }
  await agora.drain();
});
afterAll(async () => await agora[Symbol.asyncDispose]());

test('20 posts with authors, counts and viewer flags take one query for each collection and subgraph request', async () => {
  let inUsers: Record<string, number> = {};
  const inPosts = await countQueries(agora.posts.deps.connection, async () => {
    inUsers = await countQueries(agora.users.deps.connection, async () => {
      const { data, errors } = await agora.ask(feed, {}, viewer);
      expect(errors).toEqual([]);
      expect(data.feed.nodes).toHaveLength(20);
      expect(data.feed.nodes[0].author).toMatchObject({
        viewerFollows: true,
        followsViewer: false,
        followerCount: 1,
        // Those for followers are not counted.
        postCount: Math.ceil(postsEach / 2),
      });
    });
  });
  // posts is asked twice: for the page, and for postCount of its authors.
  expect(inPosts).toEqual({
    following: 1,
    fan_outs: 1,
    feed_entries: 1,
    feeds: 1,
    relations: 1,
    restrictions: 1,
    posts: 1,
    likes: 1,
    accounts: 1,
  });
  expect(inUsers).toEqual({ users: 1, blocked_by: 1, following: 1, followers: 1 });
});

test('posts come without users: authors are null, with one error', async () => {
  await agora.users.close();
  const { data, errors } = await agora.ask('{ feed(first: 20) { nodes { text author { username } } } }', {}, viewer);
  expect(data.feed.nodes).toHaveLength(20);
  expect(data.feed.nodes.every((post: { text: string; author: null }) => post.text !== '' && post.author === null)).toBe(true);
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(['SUBGRAPH_UNAVAILABLE']);
});
