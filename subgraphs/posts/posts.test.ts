/** The promises of posts, through the whole supergraph. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { AppError } from '#lib/core/errors.ts';
import { type Answer, type Person, startSupergraph, type Supergraph } from '#test/harness/supergraph.ts';

let agora: Supergraph;
let ada: Person;
let ben: Person;
let eve: Person;

beforeAll(async () => {
  agora = await startSupergraph();
  [ada, ben, eve] = [await agora.register('ada.l'), await agora.register('ben_1'), await agora.register('eve')];
  await follow(ben, ada);
});
afterAll(async () => await agora[Symbol.asyncDispose]());

const fields =
  'id text visibility createdAt publishedAt editedAt edits { text editedAt } hashtags mentions { username } author { username } replyTo { id } likeCount replyCount viewerLiked';
const missingId = 'pst_01JD0000000000000000000000';

async function follow(follower: Person, followee: Person): Promise<void> {
  await agora.ask('mutation ($userId: ID!) { follow(userId: $userId) { id } }', { userId: followee.id }, follower);
  await agora.drain();
}

async function create(input: object, as?: Person): Promise<Answer> {
  return await agora.ask(`mutation ($input: CreatePostInput!) { createPost(input: $input) { ${fields} } }`, { input }, as);
}

async function created(input: object, as: Person): Promise<{ id: string; [field: string]: unknown }> {
  const { data, errors } = await create(input, as);
  expect(errors).toEqual([]);
  return data.createPost;
}

async function read(id: string, as?: Person): Promise<Answer> {
  return await agora.ask(`query ($id: ID!) { post(id: $id) { ${fields} } }`, { id }, as);
}

function expectError({ errors }: Answer, code: string, field?: string): void {
  expect(errors).toHaveLength(1);
  expect(errors[0]?.extensions).toEqual({ code, requestId: expect.any(String), ...(field && { field }) });
}

describe('createPost', () => {
  test('gives the post with its tags and mentions', async () => {
    const post = await created({ text: 'Hi @BEN_1, @nobody and @ada.l. #Größe #b_2 #größe a#no me@ada.l' }, ada);
    expect(post).toMatchObject({
      id: expect.stringMatching(/^pst_/),
      visibility: 'PUBLIC',
      hashtags: ['größe', 'b_2'],
      mentions: [{ username: 'ben_1' }, { username: 'ada.l' }],
      author: { username: 'ada.l' },
      edits: [],
      editedAt: null,
      likeCount: 0,
      viewerLiked: false,
    });
    expect((await read(post.id)).data.post).toEqual({ ...post });
  });

  test.each([
    ['an empty text', { text: '' }, 'input.text'],
    ['a blank text', { text: ' \n\t' }, 'input.text'],
    ['a text that is too long', { text: 'x'.repeat(5_001) }, 'input.text'],
    ['no id', { text: 'x', replyToId: 'nonsense' }, 'input.replyToId'],
    ['an operator for an id', { text: 'x', replyToId: '{"$gt":""}' }, 'input.replyToId'],
    ['an empty key', { text: 'x', idempotencyKey: '' }, 'input.idempotencyKey'],
    ['a key that is too long', { text: 'x', idempotencyKey: 'k'.repeat(129) }, 'input.idempotencyKey'],
    ['an object for a text', { text: { $gt: '' } }, 'input.text'],
    ['an unknown visibility', { text: 'x', visibility: 'SECRET' }, 'input.visibility'],
  ])('refuses %s, naming the field', async (_what, input, field) => {
    expectError(await create(input, ada), 'BAD_USER_INPUT', field);
  });

  test('counts characters, not units of UTF-16', async () => {
    await created({ text: '🦜'.repeat(5_000) }, ada);
    expectError(await create({ text: '🦜'.repeat(5_001) }, ada), 'BAD_USER_INPUT', 'input.text');
  });

  test('refuses a signed-out client, and an answer to no post', async () => {
    expectError(await create({ text: 'x' }), 'UNAUTHENTICATED');
    expectError(await create({ text: 'x', replyToId: missingId }, ada), 'NOT_FOUND', 'input.replyToId');
  });

  test('gives the same post for the same key, at once or later, and refuses the key with other input', async () => {
    const input = { text: 'once', idempotencyKey: 'key-1' };
    const answers = await Promise.all(Array.from({ length: 6 }, async () => await create(input, ada)));
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
    const ids = new Set(answers.map(({ data }) => data.createPost.id));
    expect(ids.size).toBe(1);
    expect((await created(input, ada)).id).toBe([...ids][0]);
    expectError(await create({ ...input, text: 'twice' }, ada), 'CONFLICT', 'input.idempotencyKey');
    expect((await created(input, ben)).id).not.toBe([...ids][0]);
  });

  test('gives the post of a known key while users is away, after its parent is deleted, and after its scheduled time', async () => {
    const { id: parent } = await created({ text: 'asked' }, ben);
    const answer = { text: 'answered', replyToId: parent, idempotencyKey: 'key-of-an-answer' };
    const timed = { text: 'timed', publishAt: new Date(Date.now() + 3_600_000), idempotencyKey: 'key-of-a-time' };
    const plain = { text: 'mentions @ben_1', idempotencyKey: 'key-of-a-mention' };
    const ids = [(await created(answer, ada)).id, (await created(timed, ada)).id, (await created(plain, ada)).id];
    await agora.ask('mutation ($id: ID!) { deletePost(id: $id) }', { id: parent }, ben);
    const { deps } = agora.posts;
    const away = vi.spyOn(deps, 'ask').mockRejectedValue(new AppError('SUBGRAPH_UNAVAILABLE', 'users does not answer.'));
    const later = vi.spyOn(deps, 'clock').mockImplementation(() => new Date(Date.now() + 7_200_000));
    try {
      for (const [index, input] of [answer, timed, plain].entries()) expect((await created(input, ada)).id).toBe(ids[index]);
      expectError(await create({ text: 'another' }, ada), 'SUBGRAPH_UNAVAILABLE');
    } finally {
      away.mockRestore();
      later.mockRestore();
    }
  });
});

describe('visibility', () => {
  test('a post for followers exists only for its author and followers, everywhere', async () => {
    const { id } = await created({ text: 'for followers #quiet', visibility: 'FOLLOWERS' }, ada);
    for (const person of [ada, ben]) expect((await read(id, person)).data.post.id).toBe(id);
    for (const person of [eve, undefined]) {
      expect(await read(id, person)).toEqual({ data: { post: null }, errors: [] });
      const elsewhere = await agora.ask(
        'query ($id: ID!, $author: ID!) { node(id: $id) { id } posts(hashtag: "quiet") { nodes { id } } user(id: $author) { posts(first: 100) { nodes { id } } } }',
        { id, author: ada.id },
        person,
      );
      expect(elsewhere.errors).toEqual([]);
      expect(elsewhere.data.node).toBeNull();
      expect(elsewhere.data.posts.nodes).toEqual([]);
      expect(elsewhere.data.user.posts.nodes).not.toContainEqual({ id });
    }
    for (const mutation of [
      'likePost(id: $id) { id }',
      'unlikePost(id: $id) { id }',
      'deletePost(id: $id)',
      'editPost(id: $id, text: "x") { id }',
    ]) {
      expectError(await agora.ask(`mutation ($id: ID!) { ${mutation} }`, { id }, eve), 'NOT_FOUND', 'id');
    }
    expectError(await create({ text: 'x', replyToId: id }, eve), 'NOT_FOUND', 'input.replyToId');
    const { data } = await agora.ask('query ($id: ID!) { node(id: $id) { id ... on Post { text } } }', { id }, ben);
    expect(data.node).toEqual({ id, text: 'for followers #quiet' });
  });

  test('an unfollow takes the past out of the feed at once, a follow brings it in', async () => {
    const { id } = await created({ text: 'seen by ben' }, ada);
    await agora.drain();
    const feedIds = async (): Promise<string[]> => {
      const { data } = await agora.ask('{ feed(first: 100) { nodes { id } } }', {}, ben);
      return data.feed.nodes.map((post: { id: string }) => post.id);
    };
    expect(await feedIds()).toContain(id);
    await agora.ask('mutation ($userId: ID!) { unfollow(userId: $userId) { id } }', { userId: ada.id }, ben);
    await agora.drain();
    expect(await feedIds()).not.toContain(id);
    await follow(ben, ada);
    expect(await feedIds()).toContain(id);
  });
});

describe('answers', () => {
  test('are listed oldest first and counted; in feeds they come only where both are followed', async () => {
    const parent = await created({ text: 'parent' }, eve);
    const replies = [await created({ text: 'one', replyToId: parent.id }, ada), await created({ text: 'two', replyToId: parent.id }, ben)];
    expect(replies[0]).toMatchObject({ replyTo: { id: parent.id } });
    const { data } = await agora.ask(
      'query ($id: ID!) { post(id: $id) { replyCount replies(first: 1) { nodes { text } pageInfo { hasNextPage endCursor } } } }',
      { id: parent.id },
    );
    expect(data.post).toMatchObject({ replyCount: 2, replies: { nodes: [{ text: 'one' }], pageInfo: { hasNextPage: true } } });
    const rest = await agora.ask('query ($id: ID!, $after: String) { post(id: $id) { replies(after: $after) { nodes { text } } } }', {
      id: parent.id,
      after: data.post.replies.pageInfo.endCursor,
    });
    expect(rest.data.post.replies.nodes).toEqual([{ text: 'two' }]);

    await agora.drain();
    const feed = await agora.ask('{ feed(first: 100) { nodes { id } } }', {}, ben);
    expect(feed.data.feed.nodes).not.toContainEqual({ id: replies[0]?.id });
    expect(feed.data.feed.nodes).toContainEqual({ id: replies[1]?.id });

    await agora.ask('mutation ($id: ID!) { deletePost(id: $id) }', { id: parent.id }, eve);
    expect((await read(replies[0]?.id ?? '')).data.post.replyTo).toBeNull();
  });
});

describe('likes', () => {
  const like = async (id: string, as: Person): Promise<Answer> =>
    await agora.ask('mutation ($id: ID!) { likePost(id: $id) { likeCount viewerLiked } }', { id }, as);
  const unlike = async (id: string, as: Person): Promise<Answer> =>
    await agora.ask('mutation ($id: ID!) { unlikePost(id: $id) { likeCount viewerLiked } }', { id }, as);

  test('count each person once, already in the answer to their own like', async () => {
    const { id } = await created({ text: 'like me' }, ada);
    expect((await like(id, ben)).data.likePost).toEqual({ likeCount: 1, viewerLiked: true });
    expect((await like(id, ben)).data.likePost).toEqual({ likeCount: 1, viewerLiked: true });
    expect((await like(id, eve)).data.likePost).toEqual({ likeCount: 2, viewerLiked: true });
    expect((await unlike(id, ben)).data.unlikePost).toEqual({ likeCount: 1, viewerLiked: false });
    expect((await unlike(id, ben)).data.unlikePost).toEqual({ likeCount: 1, viewerLiked: false });
    expectError(await like(missingId, ben), 'NOT_FOUND', 'id');
    expectError(await like('nonsense', ben), 'BAD_USER_INPUT', 'id');
  });

  test('equal the number of documents after all people liked and unliked at once', async () => {
    const { id } = await created({ text: 'popular' }, ada);
    const people = [ada, ben, eve];
    await Promise.all(Array.from({ length: 24 }, async (_, i) => await (i % 3 === 2 ? unlike : like)(id, people[(i * 7) % 3] as Person)));
    const { models } = agora.posts.deps;
    expect((await models.posts.findById(id).lean())?.likeCount).toBe(await models.likes.countDocuments({ postId: id }));
  });
});

describe('editPost', () => {
  test('keeps the earlier texts, and finds tags and mentions anew', async () => {
    const { id } = await created({ text: 'first #a' }, ada);
    const edit = async (text: string, as: Person): Promise<Answer> =>
      await agora.ask(`mutation ($id: ID!, $text: String!) { editPost(id: $id, text: $text) { ${fields} } }`, { id, text }, as);
    const { data } = await edit('second #b @eve', ada);
    expect(data.editPost).toMatchObject({
      text: 'second #b @eve',
      hashtags: ['b'],
      mentions: [{ username: 'eve' }],
      edits: [{ text: 'first #a' }],
    });
    expect(data.editPost.editedAt).toBe(data.editPost.edits[0].editedAt);
    expect((await edit('second #b @eve', ada)).data.editPost.edits).toHaveLength(1);
    expectError(await edit('x', ben), 'FORBIDDEN', 'id');
    expectError(await edit('', ada), 'BAD_USER_INPUT', 'text');
  });
});

describe('deletion', () => {
  test('of a post leaves nothing of it behind', async () => {
    const { id } = await created({ text: 'gone soon' }, ada);
    await agora.ask('mutation ($id: ID!) { likePost(id: $id) { id } }', { id }, ben);
    const before = (await agora.ask('query ($id: ID!) { user(id: $id) { postCount } }', { id: ada.id })).data.user.postCount;
    expectError(await agora.ask('mutation ($id: ID!) { deletePost(id: $id) }', { id }, ben), 'FORBIDDEN', 'id');
    expect((await agora.ask('mutation ($id: ID!) { deletePost(id: $id) }', { id }, ada)).data.deletePost).toBe(true);
    expectError(await agora.ask('mutation ($id: ID!) { deletePost(id: $id) }', { id }, ada), 'NOT_FOUND', 'id');
    expect((await agora.ask('query ($id: ID!) { user(id: $id) { postCount } }', { id: ada.id })).data.user.postCount).toBe(before - 1);
    await agora.drain();
    const { models } = agora.posts.deps;
    for (const model of [models.likes, models.feedEntries, models.fanOuts])
      expect(await (model as typeof models.likes).countDocuments({ postId: id })).toBe(0);
  });

  test('of an account takes its posts, likes, follows and feed, and corrects what others count', async () => {
    const gone = await agora.register();
    const liked = await created({ text: 'liked by somebody who leaves' }, ada);
    const answered = await created({ text: 'answered by somebody who leaves' }, ada);
    await follow(gone, ada);
    await follow(ben, gone);
    const own = await created({ text: 'mine', replyToId: answered.id }, gone);
    await agora.ask('mutation ($id: ID!) { likePost(id: $id) { id } }', { id: liked.id }, gone);
    const deleted = await agora.ask(
      'mutation ($password: String!) { deleteAccount(password: $password) }',
      { password: gone.password },
      gone,
    );
    expect(deleted).toEqual({ data: { deleteAccount: true }, errors: [] });
    await agora.drain();
    expect((await read(own.id)).data.post).toBeNull();
    expect((await read(liked.id)).data.post.likeCount).toBe(0);
    expect((await read(answered.id)).data.post.replyCount).toBe(0);
    const { models } = agora.posts.deps;
    expect(await models.likes.countDocuments({ userId: gone.id })).toBe(0);
    expect(await models.posts.countDocuments({ authorId: gone.id })).toBe(0);
    expect(await models.feedEntries.countDocuments({ viewerId: gone.id })).toBe(0);
    expect(await models.feedEntries.countDocuments({ authorId: gone.id })).toBe(0);
    for (const model of [models.following, models.followers]) {
      expect(await model.countDocuments({ $or: [{ followerId: gone.id }, { followeeId: gone.id }] })).toBe(0);
    }
  });
});

describe('pages', () => {
  test.each([
    ['feed(first: 0) { nodes { id } }', 'first'],
    ['feed(first: -1) { nodes { id } }', 'first'],
    ['feed(first: 101) { nodes { id } }', 'first'],
    ['feed(after: "nonsense") { nodes { id } }', 'after'],
    ['posts(after: "nonsense") { nodes { id } }', 'after'],
    ['posts(authorId: "nonsense") { nodes { id } }', 'authorId'],
    ['posts(hashtag: "a b") { nodes { id } }', 'hashtag'],
    ['posts(hashtag: "") { nodes { id } }', 'hashtag'],
    ['post(id: "nonsense") { id }', 'id'],
  ])('%s is refused', async (query, field) => {
    expectError(await agora.ask(`{ ${query} }`, {}, ada), 'BAD_USER_INPUT', field);
  });

  test('the feed refuses a signed-out client', async () => {
    expectError(await agora.ask('{ feed { nodes { id } } }'), 'UNAUTHENTICATED');
  });

  test('a cursor of one list is refused in another', async () => {
    const { data } = await agora.ask('{ posts(first: 1) { pageInfo { endCursor } } }');
    expectError(
      await agora.ask('query ($after: String) { feed(after: $after) { nodes { id } } }', { after: data.posts.pageInfo.endCursor }, ada),
      'BAD_USER_INPUT',
      'after',
    );
  });
});

describe('nodes', () => {
  test('come in the order of the ids, with null for unknown ids', async () => {
    const { id } = await created({ text: 'a node' }, ada);
    const { data, errors } = await agora.ask(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { id __typename ... on Post { text } ... on User { username } } }',
      {
        ids: [eve.id, 'nonsense', id, missingId, eve.id],
      },
    );
    expect(errors).toEqual([]);
    expect(data.nodes).toEqual([
      { id: eve.id, __typename: 'User', username: 'eve' },
      null,
      { id, __typename: 'Post', text: 'a node' },
      null,
      { id: eve.id, __typename: 'User', username: 'eve' },
    ]);
    expectError(
      await agora.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: Array.from({ length: 101 }, () => id) }),
      'BAD_USER_INPUT',
      'ids',
    );
  });
});
