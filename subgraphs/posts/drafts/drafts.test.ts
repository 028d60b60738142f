/** Posts that are not published yet: only their author finds them, and they are published once. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Answer, type Person, startSupergraph, type Supergraph } from '#test/harness/supergraph.ts';

let agora: Supergraph;
let ada: Person;
let ben: Person;
let now = new Date();
const clock = (): Date => new Date(Math.max(now.getTime(), Date.now()));
const minuteMs = 60_000;

beforeAll(async () => {
  agora = await startSupergraph({ clock });
  [ada, ben] = [await agora.register(), await agora.register()];
  await agora.ask('mutation ($id: ID!) { follow(userId: $id) { id } }', { id: ada.id }, ben);
  await agora.drain();
});
afterAll(async () => await agora[Symbol.asyncDispose]());

const createMutation = 'mutation ($input: CreatePostInput!) { createPost(input: $input) { id publishedAt publishAt } }';
const publishMutation = 'mutation ($id: ID!) { publishPost(id: $id) { id publishedAt text edits { text } mentions { id } } }';

async function create(input: object, as = ada): Promise<Answer> {
  return await agora.ask(createMutation, { input }, as);
}

async function keep(input: object): Promise<string> {
  const { data, errors } = await create(input);
  expect(errors).toEqual([]);
  expect(data.createPost.publishedAt).toBeNull();
  return data.createPost.id;
}

/** The places where a reader finds a post. */
async function find(id: string, person?: Person): Promise<string[]> {
  const { data, errors } = await agora.ask(
    `query ($id: ID!, $author: ID!) {
      post(id: $id) { id } node(id: $id) { id } posts(first: 100) { nodes { id } } tagged: posts(hashtag: "draft") { nodes { id } }
      user(id: $author) { posts(first: 100) { nodes { id } } }
      ${person ? 'feed(first: 100) { nodes { id } } me { drafts { nodes { id } } bookmarks { nodes { id } } }' : ''}
    }`,
    { id, author: ada.id },
    person,
  );
  expect(errors).toEqual([]);
  const lists = { posts: data.posts, tagged: data.tagged, 'user.posts': data.user.posts, feed: data.feed, ...data.me };
  const found = Object.entries(lists).filter(([, list]) =>
    (list as { nodes: { id: string }[] } | undefined)?.nodes.some((node) => node.id === id),
  );
  return [...(data.post ? ['post'] : []), ...(data.node ? ['node'] : []), ...found.map(([name]) => name)];
}

/** Lets a time come, and waits until what was due is published or stays a draft. */
async function reach(time: Date): Promise<void> {
  now = time;
  await expect
    .poll(async () => await agora.posts.deps.models.drafts.countDocuments({ publishAt: { $lte: time } }), { timeout: 20_000 })
    .toBe(0);
  await agora.drain();
}

const everywhere = ['post', 'node', 'posts', 'tagged', 'user.posts', 'feed'];

test('only its author finds a draft; it can be edited, and is published once', async () => {
  const id = await keep({ text: 'first #draft', draft: true });
  expect(await find(id, ada)).toEqual(['post', 'node', 'drafts']);
  for (const person of [ben, undefined]) expect(await find(id, person)).toEqual([]);
  for (const name of ['likePost', 'repost', 'bookmarkPost', 'unlikePost', 'editPost(text: "x",', 'deletePost', 'publishPost']) {
    const call = name.includes('(') ? `${name} id: $id)` : `${name}(id: $id)`;
    const selection = name === 'deletePost' ? '' : ' { id }';
    const { errors } = await agora.ask(`mutation ($id: ID!) { ${call}${selection} }`, { id }, ben);
    expect(errors[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', field: 'id' });
  }
  await agora.ask('mutation ($id: ID!) { editPost(id: $id, text: "second #draft") { id } }', { id }, ada);
  const answers = await Promise.all(Array.from({ length: 5 }, async () => await agora.ask(publishMutation, { id }, ada)));
  expect(new Set(answers.map(({ data }) => JSON.stringify(data.publishPost))).size).toBe(1);
  expect(answers[0]?.data.publishPost).toMatchObject({ text: 'second #draft', edits: [], publishedAt: expect.any(String) });
  await agora.drain();
  for (const person of [ada, ben]) expect(await find(id, person)).toEqual(everywhere);
  const { data } = await agora.ask('query ($id: ID!) { user(id: $id) { postCount } }', { id: ada.id });
  expect(data.user.postCount).toBe(1);
});

test('a scheduled post is published at its time, unless it was deleted or published before', async () => {
  const publishAt = new Date(clock().getTime() + minuteMs);
  const [kept, cancelled, early] = [
    await keep({ text: 'on time #draft', publishAt }),
    await keep({ text: 'never #draft', publishAt }),
    await keep({ text: 'early #draft', publishAt }),
  ];
  await agora.ask('mutation ($id: ID!) { deletePost(id: $id) }', { id: cancelled }, ada);
  await agora.ask(publishMutation, { id: early }, ada);
  await agora.drain();
  expect(await find(kept, ben)).toEqual([]);
  expect(await find(early, ben)).toEqual(everywhere);
  await reach(publishAt);
  expect(await find(kept, ben)).toEqual(everywhere);
  expect(await find(cancelled, ada)).toEqual([]);
  const texts = (await agora.ask('query ($id: ID!) { user(id: $id) { posts(first: 100) { nodes { text } } } }', { id: ada.id })).data.user
    .posts.nodes;
  expect(texts.filter(({ text }: { text: string }) => text === 'early #draft')).toHaveLength(1);
});

test('a scheduled answer to a deleted post stays a draft with a reason, and can be published once detached', async () => {
  const { data } = await create({ text: 'question' }, ben);
  const publishAt = new Date(clock().getTime() + minuteMs);
  const id = await keep({ text: 'answer', replyToId: data.createPost.id, publishAt });
  await agora.ask('mutation ($id: ID!) { deletePost(id: $id) }', { id: data.createPost.id }, ben);
  await reach(publishAt);
  const found = await agora.ask('query ($id: ID!) { post(id: $id) { publishedAt publishAt heldBecause } }', { id }, ada);
  expect(found.data.post).toEqual({ publishedAt: null, publishAt: null, heldBecause: 'PARENT_GONE' });
  const published = await agora.ask(publishMutation, { id }, ada);
  expect(published.errors[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', field: 'id' });
  const detach = async (as?: Person): Promise<Answer> =>
    await agora.ask('mutation ($id: ID!) { detachDraft(id: $id) { heldBecause replyTo { id } } }', { id }, as);
  expect((await detach(ben)).errors[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', field: 'id' });
  for (let times = 0; times < 2; times++) expect((await detach(ada)).data.detachDraft).toEqual({ heldBecause: null, replyTo: null });
  expect((await agora.ask(publishMutation, { id }, ada)).data.publishPost.publishedAt).toEqual(expect.any(String));
  expect((await detach(ada)).errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'id' });
});

test.each([
  ['a time that has passed', { publishAt: '2020-01-01T00:00:00.000Z' }, 'input.publishAt'],
  ['a time in some years', { publishAt: '2120-01-01T00:00:00.000Z' }, 'input.publishAt'],
  ['a draft with a time', { draft: true, publishAt: '2020-01-01T00:00:00.000Z' }, 'input.publishAt'],
  ['no time', { publishAt: 'tomorrow' }, 'input.publishAt'],
])('%s is refused', async (_what, input, field) => {
  const { errors } = await create({ text: 'x', ...input });
  expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
});

test('the same key gives the same draft, published or not', async () => {
  const input = { text: 'keyed', draft: true, idempotencyKey: 'draft' };
  const id = await keep(input);
  expect(await keep(input)).toBe(id);
  await agora.ask(publishMutation, { id }, ada);
  expect((await create(input)).data.createPost).toMatchObject({ id, publishedAt: expect.any(String) });
});
