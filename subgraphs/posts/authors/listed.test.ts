/** Public lists read public posts only, and counts cover the same posts, whatever else there is. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { byId } from '#lib/db/ids.ts';
import { makeWorld, type World } from '#test/harness/authorization/world.ts';
import { makePeople } from '#test/harness/clients/people.ts';
import { type Person, startSupergraph, type Supergraph } from '#test/harness/supergraph.ts';
import { type Finds, watchFinds } from '#test/harness/clients/watch-finds.ts';
import type { AccountRecord, PostRecord } from '../model.ts';
import { newPost } from '../writing/create-post.ts';
import { migrationsOf } from '../migrations.ts';

const manyPosts = 400;

let agora: Supergraph;
let world: World;
let ada: Person;
let ben: Person;
let eve: Person;

beforeAll(async () => {
  agora = await startSupergraph();
  world = await makeWorld(agora.users.deps, 'public');
});
beforeEach(async () => {
  [ada, ben, eve] = (await makePeople(agora.users.deps, 3)) as [Person, Person, Person];
  await agora.drain();
});
afterAll(async () => await agora[Symbol.asyncDispose]());

async function must(query: string, variables: object, as?: Person): Promise<Record<string, never>> {
  const { data, errors } = await agora.ask(query, variables, as);
  expect(errors).toEqual([]);
  return data;
}

async function act(call: string, id: string, as: Person): Promise<void> {
  await must(`mutation ($id: ID!) { ${call} }`, { id }, as);
}

async function create(input: object, as: Person): Promise<string> {
  const data: { createPost?: { id: string } } = await must(
    'mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }',
    { input },
    as,
  );
  return data.createPost?.id ?? '';
}

async function setPrivate(isPrivate: boolean, as: Person): Promise<void> {
  await must('mutation ($is: Boolean!) { updateProfile(input: {isPrivate: $is}) { id } }', { is: isPrivate }, as);
  await agora.drain();
}

async function setSuspended(isSuspended: boolean, { id }: Person): Promise<void> {
  await act(isSuspended ? 'suspendUser(userId: $id, reason: "spam") { id }' : 'unsuspendUser(userId: $id) { id }', id, world.admin);
  await agora.drain();
}

/** Stores so many posts at once, the oldest first. */
async function storeMany(author: Person, change: Partial<PostRecord>): Promise<void> {
  const { deps } = agora.posts;
  const at = Date.now();
  const posts = Array.from({ length: manyPosts }, (_, index) => ({
    ...newPost(deps, author.id, new Date(at + index)),
    isListed: (change.visibility ?? 'PUBLIC') === 'PUBLIC',
    ...change,
  }));
  await deps.models.posts.insertMany(posts, { lean: true });
}

interface Page {
  nodes: { id: string }[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

/** A page of a list that stands in `{}` of a query, and what it took. */
async function readPage(list: string, after: string | null, viewer?: Person): Promise<{ page: Page | null; finds: Finds }> {
  let page: Page | null = null;
  const finds = await watchFinds(agora.posts.deps.models.posts, async () => {
    const data: { on?: { list: Page } | null; list?: Page } = await must(
      `query ($after: String) { ${list.replace('{}', '(first: 20, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } }')} }`,
      { after },
      viewer,
    );
    page = data.list ?? data.on?.list ?? null;
  });
  return { page, finds };
}

const counted = 'query ($post: ID!, $user: ID!) { post(id: $post) { replyCount repostCount likeCount } user(id: $user) { postCount } }';

test('counts cover public posts only, and are the same for every viewer', { timeout: 60_000 }, async () => {
  const id = await create({ text: 'counted' }, ada);
  const count = async (viewer?: Person): Promise<unknown> => await must(counted, { post: id, user: ben.id }, viewer);
  await act('follow(userId: $id) { id }', ben.id, eve);
  await agora.drain();
  await create({ text: 'open', replyToId: id }, ben);
  await create({ text: 'for followers', replyToId: id, visibility: 'FOLLOWERS' }, ben);
  await create({ text: `@${eve.username} @${ada.username}`, replyToId: id, visibility: 'MENTIONED' }, ben);
  await act('repost(id: $id) { id }', id, ben);
  await act('likePost(id: $id) { id }', id, ben);
  const open = { post: { replyCount: 1, repostCount: 1, likeCount: 1 }, user: { postCount: 2 } };
  for (const viewer of [undefined, ada, ben, eve]) expect(await count(viewer)).toEqual(open);
  await setPrivate(true, ben);
  const hidden = { post: { replyCount: 0, repostCount: 0, likeCount: 1 }, user: { postCount: 0 } };
  for (const viewer of [undefined, ada, ben, eve]) expect(await count(viewer)).toEqual(hidden);
  await create({ text: 'while private', replyToId: id }, ben);
  expect(await count()).toEqual(hidden);
  await setPrivate(false, ben);
  expect(await count()).toEqual({ post: { replyCount: 2, repostCount: 1, likeCount: 1 }, user: { postCount: 3 } });
  await setSuspended(true, ben);
  expect(await must('query ($post: ID!) { post(id: $post) { replyCount repostCount likeCount } }', { post: id })).toEqual({
    post: { replyCount: 0, repostCount: 0, likeCount: 0 },
  });
  await setSuspended(false, ben);
  expect(await count()).toEqual({ post: { replyCount: 2, repostCount: 1, likeCount: 1 }, user: { postCount: 3 } });
  await act('block(userId: $id) { id }', ben.id, ada);
  await agora.drain();
  expect((await must(counted, { post: id, user: ben.id }, ada))['post']).toEqual({ replyCount: 2, repostCount: 1, likeCount: 1 });
});

/** The known restrictions of an account; an absent one hides nothing. */
function standingOf(account: Partial<AccountRecord> | null): object {
  const { postCount, publishedCount, isOpen = true, isShown = true } = account ?? {};
  return { postCount, publishedCount, isOpen, isShown };
}

test('documents of an older version are marked and counted once', async () => {
  const { models } = agora.posts.deps;
  const id = await create({ text: 'old' }, ada);
  await create({ text: 'answer', replyToId: id }, ben);
  await create({ text: 'for followers', replyToId: id, visibility: 'FOLLOWERS' }, eve);
  await act('repost(id: $id) { id }', id, eve);
  for (const liker of [ben, eve]) await act('likePost(id: $id) { id }', id, liker);
  await setPrivate(true, ben);
  await setSuspended(true, eve);
  const state = async (): Promise<unknown> => ({
    post: await models.posts.findOne(byId(id), { _id: 0, isListed: 1, likeCount: 1, replyCount: 1, repostCount: 1 }).lean(),
    accounts: await Promise.all(
      [ada, ben, eve].map(async ({ id: userId }) => standingOf(await models.accounts.findOne(byId(userId)).lean())),
    ),
    listed: await models.posts.countDocuments({ isListed: true }),
    likes: await models.likes.countDocuments({ isListed: true }),
  });
  const before = await state();
  await models.posts.updateMany({}, { $unset: { isListed: 1 } });
  await models.posts.updateOne(byId(id), { $set: { likeCount: 2, replyCount: 2, repostCount: 1 } });
  await models.likes.updateMany({}, { $unset: { isListed: 1 } });
  await models.accounts.updateMany({}, { $unset: { publishedCount: 1, isOpen: 1, isShown: 1, turn: 1 }, $set: { postCount: 9 } });
  for (const { run } of [...migrationsOf(agora.posts.deps), ...migrationsOf(agora.posts.deps)])
    await run({ after: null, save: async () => undefined });
  expect(await state()).toEqual(before);
});

test("postCount equals the length of the list of a user's own posts", async () => {
  for (const visibility of ['PUBLIC', 'FOLLOWERS', 'MENTIONED']) await create({ text: `@${eve.username}`, visibility }, ada);
  const query = 'query ($id: ID!) { user(id: $id) { postCount posts { totalCount nodes { id } } } }';
  const data: { user?: { postCount: number; posts: { totalCount: number; nodes: unknown[] } } } = await must(query, { id: ada.id }, ada);
  expect([data.user?.postCount, data.user?.posts.totalCount, data.user?.posts.nodes.length]).toEqual([1, 3, 3]);
});

type Kind = 'of a private account' | 'of somebody suspended' | 'for followers' | 'for the mentioned' | 'that show what is hidden';

test.each<[Kind, Partial<PostRecord>]>([
  ['of a private account', {}],
  ['of somebody suspended', {}],
  ['for followers', { visibility: 'FOLLOWERS' }],
  ['for the mentioned', { visibility: 'MENTIONED' }],
  ['that show what is hidden', { text: '' }],
])('of hundreds of posts %s lists look at a part, and what lies beyond is found by cursors', { timeout: 60_000 }, async (kind, change) => {
  const tag = `t${ada.id.slice(-8).toLowerCase()}`;
  const parent = await create({ text: 'parent' }, eve);
  const first = await create({ text: `first #${tag}`, replyToId: parent }, eve);
  const shown = await create({ text: 'shown' }, ben);
  const isRepost = kind === 'that show what is hidden';
  const what = isRepost ? { repostOfId: shown, repostOfAuthorId: ben.id } : { hashtags: [tag], replyToId: parent, replyToAuthorId: eve.id };
  await storeMany(ada, { ...what, ...change });
  const last = await create({ text: `last #${tag}`, replyToId: parent }, eve);
  await agora.posts.deps.models.posts.updateOne(byId(last), { $set: { publishedAt: new Date(Date.now() + manyPosts) } });
  if (kind === 'of a private account') await setPrivate(true, ada);
  if (kind === 'of somebody suspended') await setSuspended(true, ada);
  if (isRepost) await setPrivate(true, ben);
  const lists: Record<string, { list: string; wanted: string[] | null }> = {
    everybody: { list: 'list: posts{}', wanted: null },
    answers: { list: `on: post(id: "${parent}") { list: replies{} }`, wanted: [first, last] },
    author: { list: `on: user(id: "${ada.id}") { list: posts{} }`, wanted: [] },
  };
  for (const { list, wanted } of Object.values(lists)) {
    for (const viewer of [undefined, eve]) {
      const found: string[] = [];
      for (let after: string | null = null, pages = 0; pages < 10; pages++) {
        const { page, finds } = await readPage(list, after, viewer);
        // Besides the list's own, at most what else the query needs: the post or the posts shown.
        expect(finds.read).toBeLessThanOrEqual(2 * (100 + 4 * 20) + 21);
        expect(finds.withoutIndex).toEqual([]);
        found.push(...(page?.nodes.map(({ id }) => id) ?? []));
        after = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
        if (after === null || wanted === null) break;
      }
      expect(found.slice(0, 2)).toEqual(wanted ?? [last, expect.any(String)]);
      expect(new Set(found).size).toBe(found.length);
    }
  }
  const tagged = await agora.ask(`{ posts(hashtag: "${tag}", first: 20) { nodes { id } pageInfo { hasNextPage } } }`);
  expect(tagged.data.posts).toEqual({ nodes: [{ id: last }, { id: first }], pageInfo: { hasNextPage: false } });
});

test('a suspended user who likes a post is neither listed nor read', async () => {
  const id = await create({ text: 'liked' }, ada);
  await act('likePost(id: $id) { id }', id, eve);
  await act('likePost(id: $id) { id }', id, ben);
  await setSuspended(true, ben);
  const finds = await watchFinds(agora.posts.deps.models.likes, async () => {
    const data = await must('query ($id: ID!) { post(id: $id) { likeCount likedBy { nodes { id } } } }', { id });
    expect(data['post']).toEqual({ likeCount: 1, likedBy: { nodes: [{ id: eve.id }] } });
  });
  expect(finds).toEqual({ read: 1, withoutIndex: [] });
});

test("a page of a feed reads a bounded part of a suspended author's posts, and its cursor leads past them", async () => {
  const first = await create({ text: 'first' }, ben);
  await storeMany(ada, {});
  const last = await create({ text: 'last' }, ben);
  const { models } = agora.posts.deps;
  await models.posts.updateOne(byId(last), { $set: { publishedAt: new Date(Date.now() + manyPosts) } });
  for (const { id } of [ada, ben]) await act('follow(userId: $id) { id }', id, eve);
  await agora.drain();
  await setSuspended(true, ada);
  const found: string[] = [];
  for (let after: string | null = null, pages = 0; pages < 20; pages++) {
    let page: Page | null = null;
    const entries = await watchFinds(models.feedEntries, async () => {
      const read = await readPage('list: feed{}', after, eve);
      page = read.page;
      // The posts of the page, and as many again where the feed reads its authors' posts.
      expect(read.finds.read).toBeLessThanOrEqual(2 * (100 + 4 * 20));
    });
    expect(entries.read).toBeLessThanOrEqual(100 + 4 * 20);
    const { nodes, pageInfo } = page as unknown as Page;
    found.push(...nodes.map(({ id }) => id));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    if (after === null) break;
  }
  expect(found).toEqual([last, first]);
});
