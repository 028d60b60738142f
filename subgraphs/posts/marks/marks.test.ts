/** Likes, reposts and bookmarks: what people put beside posts, and who sees it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shardOf } from '#lib/db/ids.ts';
import { meetOtherUpsert } from '#test/harness/fakes/other-upsert.ts';
import { type Answer, type Person, startSupergraph, type Supergraph } from '#test/harness/supergraph.ts';

let agora: Supergraph;
let ada: Person;
let ben: Person;
let eve: Person;

beforeAll(async () => {
  agora = await startSupergraph();
  [ada, ben, eve] = [await agora.register(), await agora.register(), await agora.register()];
  await act('follow(userId: $id) { id }', ben.id, eve);
  await agora.drain();
});
afterAll(async () => await agora[Symbol.asyncDispose]());

async function act(call: string, id: string, as: Person): Promise<Answer> {
  return await agora.ask(`mutation ($id: ID!) { ${call} }`, { id }, as);
}

/** Acts, again where a service was too busy to answer. */
async function actUntilAnswered(call: string, id: string, as: Person): Promise<Answer> {
  for (;;) {
    const answer = await act(call, id, as);
    if (answer.errors.every(({ extensions }) => extensions.code !== 'SUBGRAPH_UNAVAILABLE')) return answer;
  }
}

async function create(input: object, as: Person): Promise<string> {
  const { data, errors } = await agora.ask('mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }', { input }, as);
  expect(errors).toEqual([]);
  return data.createPost.id;
}

const marks = 'id likeCount repostCount viewerLiked viewerReposted viewerBookmarked';

async function likers(id: string, as?: Person, first = 100): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | null = null; ; ) {
    const { data, errors } = await agora.ask(
      'query ($id: ID!, $first: Int, $after: String) { post(id: $id) { likedBy(first: $first, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } } }',
      { id, first, after },
      as,
    );
    expect(errors).toEqual([]);
    const { nodes, pageInfo } = data.post.likedBy;
    ids.push(...nodes.map((node: { id: string }) => node.id));
    if (!pageInfo.hasNextPage) return ids;
    after = pageInfo.endCursor;
  }
}

async function feedOf(person: Person): Promise<{ id: string; repostOf: { id: string } | null }[]> {
  const { data, errors } = await agora.ask('{ feed(first: 100) { nodes { id text repostOf { id } } } }', {}, person);
  expect(errors).toEqual([]);
  return data.feed.nodes;
}

test('all six mutations are idempotent, count once, and answer with the post', async () => {
  const id = await create({ text: 'marked' }, ada);
  for (const [add, remove, count, flag] of [
    ['likePost', 'unlikePost', 'likeCount', 'viewerLiked'],
    ['repost', 'unrepost', 'repostCount', 'viewerReposted'],
    ['bookmarkPost', 'unbookmarkPost', null, 'viewerBookmarked'],
  ] as const) {
    for (const [name, value] of [
      [add, 1],
      [add, 1],
      [remove, 0],
      [remove, 0],
      [add, 1],
    ] as const) {
      const { data, errors } = await act(`${name}(id: $id) { ${marks} }`, id, ben);
      expect(errors).toEqual([]);
      expect(data[name]).toMatchObject({ id, ...(count && { [count]: value }), [flag]: value === 1 });
    }
    await Promise.all(Array.from({ length: 4 }, async () => await act(`${add}(id: $id) { id }`, id, eve)));
  }
  const { data } = await agora.ask(`query ($id: ID!) { post(id: $id) { ${marks} } }`, { id });
  expect(data.post).toEqual({ id, likeCount: 2, repostCount: 2, viewerLiked: false, viewerReposted: false, viewerBookmarked: false });
});

test('likedBy pages through all likers, newest like first, without users hidden from the viewer', async () => {
  const id = await create({ text: 'liked' }, ada);
  const people = [ben, eve, ada, await agora.register(), await agora.register()];
  for (const person of people) await act('likePost(id: $id) { id }', id, person);
  const all = people.map((person) => person.id).toReversed();
  expect(await likers(id, undefined, 2)).toEqual(all);
  const hidden = people[3] as Person;
  await act('block(userId: $id) { id }', hidden.id, ben);
  await agora.drain();
  expect(await likers(id, ben, 1)).toEqual(all.filter((one) => one !== hidden.id));
  expect(await likers(id, hidden, 1)).toEqual(all.filter((one) => one !== ben.id));
  expect(await likers(id, eve)).toEqual(all);
});

test('a repost shows a post to followers, unless they mute or block its author, and is deleted with it', async () => {
  const id = await create({ text: 'worth seeing' }, ada);
  await act('repost(id: $id) { id }', id, ben);
  await agora.drain();
  const shown = async (person: Person): Promise<number> => (await feedOf(person)).filter(({ repostOf }) => repostOf?.id === id).length;
  expect([await shown(eve), await shown(ben), await shown(ada)]).toEqual([1, 1, 0]);
  for (const [hide, show] of [
    ['mute', 'unmute'],
    ['block', 'unblock'],
  ]) {
    await act(`${hide}(userId: $id) { id }`, ada.id, eve);
    await agora.drain();
    expect((await feedOf(eve)).filter(({ repostOf }) => repostOf === null || repostOf.id === id)).toEqual([]);
    await act(`${show}(userId: $id) { id }`, ada.id, eve);
    await agora.drain();
    expect(await shown(eve)).toBe(1);
  }
  const repostId = (await feedOf(ben)).find(({ repostOf }) => repostOf?.id === id)?.id ?? '';
  const mine = await agora.ask('query ($id: ID!) { user(id: $id) { posts { nodes { id } } } posts(authorId: $id) { nodes { id } } }', {
    id: ben.id,
  });
  for (const list of [mine.data.user.posts, mine.data.posts]) expect(list.nodes.map((node: { id: string }) => node.id)).toContain(repostId);
  const { data } = await agora.ask('{ posts(first: 100) { nodes { id } } }');
  expect(data.posts.nodes.map((node: { id: string }) => node.id)).not.toContain(repostId);

  await act('deletePost(id: $id)', id, ada);
  await agora.drain();
  expect((await feedOf(eve)).map((post) => post.id)).not.toContain(repostId);
  expect((await agora.ask('query ($id: ID!) { post(id: $id) { id } }', { id: repostId }, ben)).data.post).toBeNull();
  expect(await agora.posts.deps.models.reposts.countDocuments({ postId: id })).toBe(0);
});

test('an author deletes a repost even when the post is hidden from them by now', async () => {
  const author = await agora.register();
  const { data } = await agora.ask('mutation { createPost(input: { text: "soon for followers" }) { id } }', {}, author);
  await act('repost(id: $id) { id }', data.createPost.id, ben);
  const { models } = agora.posts.deps;
  const repost = await models.reposts.findOne({ postId: data.createPost.id, userId: ben.id }).lean();
  await act('block(userId: $id) { id }', ben.id, author);
  await agora.drain();
  const { errors } = await agora.ask('mutation ($id: ID!) { deletePost(id: $id) }', { id: repost?.repostId }, ben);
  expect(errors).toEqual([]);
  await agora.drain();
  expect(await models.reposts.countDocuments({ postId: data.createPost.id })).toBe(0);
});

test('its author deletes a repost, and other mutations refuse it', async () => {
  const id = await create({ text: 'shown' }, ada);
  await act('repost(id: $id) { id }', id, ben);
  const repostId = (await feedOf(ben)).find(({ repostOf }) => repostOf?.id === id)?.id ?? '';
  for (const name of ['likePost', 'unlikePost', 'repost', 'unrepost', 'bookmarkPost', 'unbookmarkPost']) {
    const { errors } = await act(`${name}(id: $id) { id }`, repostId, eve);
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'id' });
  }
  const { errors } = await agora.ask('mutation ($id: ID!) { editPost(id: $id, text: "x") { id } }', { id: repostId }, ben);
  expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'id' });
  await act('deletePost(id: $id)', repostId, ben);
  const { data } = await agora.ask(`query ($id: ID!) { post(id: $id) { ${marks} } }`, { id }, ben);
  expect(data.post).toMatchObject({ repostCount: 0, viewerReposted: false });
});

test('a post that is not public cannot be reposted', async () => {
  await act('follow(userId: $id) { id }', ada.id, ben);
  await agora.drain();
  const forFollowers = await create({ text: 'for followers', visibility: 'FOLLOWERS' }, ada);
  const ofPrivate = await create({ text: 'public, while its author is' }, ada);
  await agora.ask('mutation { updateProfile(input: { isPrivate: true }) { id } }', {}, ada);
  await agora.drain();
  for (const id of [forFollowers, ofPrivate]) {
    const { errors } = await act('repost(id: $id) { id }', id, ben);
    expect(errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', field: 'id' });
  }
  await agora.ask('mutation { updateProfile(input: { isPrivate: false }) { id } }', {}, ada);
  await agora.drain();
});

test('bookmarks are listed for their owner only, newest first, while the owner may see the posts', async () => {
  const reader = await agora.register();
  const ids = [await create({ text: '1' }, ada), await create({ text: '2' }, ben), await create({ text: '3' }, ada)];
  for (const id of ids) await act('bookmarkPost(id: $id) { id }', id, reader);
  const list = async (): Promise<string[]> => {
    const { data, errors } = await agora.ask('{ me { bookmarks { nodes { id } } } }', {}, reader);
    expect(errors).toEqual([]);
    return data.me.bookmarks.nodes.map((node: { id: string }) => node.id);
  };
  expect(await list()).toEqual(ids.toReversed());
  await act('block(userId: $id) { id }', reader.id, ben);
  await act('deletePost(id: $id)', ids[0] ?? '', ada);
  await agora.drain();
  expect(await list()).toEqual([ids[2]]);
  expect(await agora.posts.deps.models.bookmarks.countDocuments({ postId: ids[0] ?? '' })).toBe(0);
});

test('a bookmark that meets another one of the same post, inserted a moment before, is answered and kept once', async () => {
  const id = await create({ text: 'bookmarked twice' }, ada);
  const { bookmarks } = agora.posts.deps.models;
  using other = meetOtherUpsert(bookmarks);
  const { data, errors } = await act('bookmarkPost(id: $id) { viewerBookmarked }', id, ben);
  expect([errors, data.bookmarkPost, other.hasMet()]).toEqual([[], { viewerBookmarked: true }, true]);
  expect(await bookmarks.countDocuments({ userId: ben.id, shard: shardOf(ben.id), postId: id })).toBe(1);
});

test('one person bookmarks, likes and reposts a post many times at once: each is answered, and it counts once', async () => {
  for (let round = 1; round <= 3; round++) {
    const id = await create({ text: `at once, ${round}` }, ada);
    const calls = ['bookmarkPost', 'likePost', 'repost'].flatMap((name) => Array.from({ length: 5 }, () => `${name}(id: $id) { id }`));
    const answers = await Promise.all(calls.map(async (call) => await actUntilAnswered(call, id, ben)));
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
    const { data } = await agora.ask(`query ($id: ID!) { post(id: $id) { ${marks} } }`, { id }, ben);
    expect(data.post).toMatchObject({ likeCount: 1, repostCount: 1, viewerLiked: true, viewerReposted: true, viewerBookmarked: true });
    const kept = await agora.ask('{ me { bookmarks(first: 100) { nodes { id } } } }', {}, ben);
    expect(kept.data.me.bookmarks.nodes.filter((node: { id: string }) => node.id === id)).toHaveLength(1);
  }
});
