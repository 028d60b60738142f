/** However many posts the viewer may not see have a word, a search looks at a bounded part of them, and finds what the viewer may see. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createId, shardOf } from '#lib/db/ids.ts';
import { openSearch } from '#test/harness/judged-search/open-search.ts';
import type { SearchDeps } from '../context.ts';
import { createLoaders } from '../loaders.ts';
import type { EntryRecord } from '../model.ts';
import { findingOfPost } from './findings.ts';
import { isOpen } from '../indexing/put-entries.ts';
import { search, type SearchPage } from './search.ts';

/** More than a search looks through. */
const hiddenPosts = 5_500;
/** Of accounts whose posts it does not look at. */
const unlistedPosts = 2_000;
/** What `finding/candidates.ts` says for a query of one word: once for all, once more without those who are hidden. */
const mostLooked = 50 + 150 + 50 + 5_000;

const now = new Date(Date.now() - 3_600_000);
const personOf = (): string => createId('usr', new Date(now.getTime() - 86_400_000), randomBytes);
const [open, closed, suspended, blocker, viewer] = [personOf(), personOf(), personOf(), personOf(), personOf()] as const;

let opened: Awaited<ReturnType<typeof openSearch>>;
let deps: SearchDeps;

beforeAll(async () => {
  opened = await openSearch();
  deps = opened.deps;
  const { restrictions, relations } = deps.models;
  const restricted = { isPrivate: false, isSuspended: false, isGone: false, revision: 1 };
  await restrictions.insertMany([
    { _id: closed, shard: shardOf(closed), ...restricted, isPrivate: true },
    { _id: suspended, shard: shardOf(suspended), ...restricted, isSuspended: true },
  ]);
  await relations.insertMany([
    { _id: `${viewer}/${blocker}`, shard: shardOf(viewer), userId: viewer, otherId: blocker, isBlocked: true },
    { _id: `${blocker}/${viewer}`, shard: shardOf(blocker), userId: blocker, otherId: viewer, blocks: true },
  ]);
  // What may be seen is the oldest: all that is hidden lies before it.
  await store(open, 3, 'obsidian seen by all', 100_000);
  await store(closed, unlistedPosts, 'obsidian of a private account', 0);
  await store(suspended, unlistedPosts, 'obsidian of a suspended account', 0);
  await store(blocker, hiddenPosts - 1_000, 'obsidian of who blocks', 0);
});
afterAll(async () => await opened[Symbol.asyncDispose]());

/** Puts so many posts into the index, a second apart, the newest so many seconds ago. */
async function store(authorId: string, count: number, text: string, secondsAgo: number): Promise<void> {
  const restriction = await deps.models.restrictions.findById(authorId).lean();
  const postOf = (index: number): EntryRecord => {
    const publishedAt = new Date(now.getTime() - (secondsAgo + index) * 1_000);
    const postId = createId('pst', publishedAt, randomBytes, authorId);
    const others = { visibility: 'PUBLIC' as const, hashtags: [], mentionIds: [], mediaIds: [] };
    const finding = findingOfPost({ postId, authorId, text, publishedAt: publishedAt.toISOString(), ...others }, 1);
    return { _id: `1/${postId}`, generation: 1, ...finding, isOpen: isOpen(finding, restriction), indexedAt: now, goneAt: null };
  };
  for (let at = 0; at < count; at += 2_000)
    await deps.models.entries.insertMany(
      Array.from({ length: Math.min(2_000, count - at) }, (_, index) => postOf(at + index)),
      { lean: true },
    );
}

/** A search, and how many entries it looks at: each of its questions reads an index from its beginning to its first limit. */
async function watch(query: string, viewerId: string | null): Promise<{ page: SearchPage; looked: number }> {
  const { entries } = deps.models;
  const asked: object[][] = [];
  const aggregate = entries.aggregate.bind(entries);
  entries.aggregate = ((pipeline: object[], options: object) => {
    asked.push(pipeline);
    return aggregate(pipeline as never, options);
  }) as typeof entries.aggregate;
  const reading = { deps, viewerId, loaders: createLoaders(deps, viewerId) };
  const page = await search(reading, { query, types: ['POST'], first: 10 }).finally(() => (entries.aggregate = aggregate as never));
  let looked = 0;
  for (const pipeline of asked) {
    expect(Object.keys(pipeline[2] ?? {})).toEqual(['$limit']);
    const [counted] = await entries.aggregate<{ count: number }>([...(pipeline.slice(0, 3) as never[]), { $count: 'count' }]);
    looked += counted?.count ?? 0;
  }
  return { page, looked };
}

const authorsOf = async ({ edges }: SearchPage): Promise<(string | undefined)[]> => {
  const found = await deps.models.entries.find({ ref: { $in: edges.map(({ node }) => node.id) } }, { authorId: 1 }).lean();
  return found.map(({ authorId }) => authorId);
};

test.for(['private', 'suspended'])('of a %s account nothing is looked at', async (word) => {
  for (const viewerId of [null, viewer]) {
    const { page, looked } = await watch(word, viewerId);
    expect(page.edges).toEqual([]);
    expect(looked).toBe(0);
  }
});

test('beyond all that a blocked viewer may not see is found what they may, at a bounded price', async () => {
  const { page, looked } = await watch('obsidian', viewer);
  expect(await authorsOf(page)).toEqual([open, open, open]);
  expect(page.hasNextPage).toBe(false);
  expect(looked).toBeLessThanOrEqual(mostLooked);
});

test('where more is hidden than is looked through the page is short, and says that it ends', async () => {
  await store(blocker, 1_100, 'obsidian of who blocks', 30_000);
  const { page, looked } = await watch('obsidian', viewer);
  expect(page.edges).toEqual([]);
  expect(page.hasNextPage).toBe(false);
  expect(looked).toBeLessThanOrEqual(mostLooked);
});
