/** A search reads a bounded number of posts that are hidden from the viewer, and still finds the visible ones. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createId, shardOf } from '#lib/db/ids.ts';
import { openSearch } from '#test/harness/judged-search/open-search.ts';
import type { SearchDeps } from '../deps.ts';
import { createLoaders } from '../loaders.ts';
import type { EntryRecord } from '../model.ts';
import { findingOfPost } from './findings.ts';
import { isOpen } from '../indexing/put-entries.ts';
import { search, type SearchInput, type SearchPage } from './search.ts';

/** More entries than a search reads for a page. */
const hiddenPosts = 5_500;
/** The same for accounts whose posts a search does not read. */
const unlistedPosts = 2_000;
/** A query of one word is asked once for all authors, once without the hidden ones, and once for the end of that. */
const mostLooked = 50 + 150 + 50 + 2_000 + 2_000;

const now = new Date(Date.now() - 3_600_000);
const personOf = (): string => createId('usr', new Date(now.getTime() - 86_400_000), randomBytes);
const [open, closed, suspended] = [personOf(), personOf(), personOf()] as const;
const [blocker, otherBlocker, viewer] = [personOf(), personOf(), personOf()] as const;

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
  await relations.insertMany(
    [blocker, otherBlocker].flatMap((other) => [
      { _id: `${viewer}/${other}`, shard: shardOf(viewer), userId: viewer, otherId: other, isBlocked: true },
      { _id: `${other}/${viewer}`, shard: shardOf(other), userId: other, otherId: viewer, blocks: true },
    ]),
  );
  // The visible post is the oldest: all hidden ones are newer.
  await store(open, 3, 'obsidian seen by all', 100_000);
  await store(closed, unlistedPosts, 'obsidian of a private account', 0);
  await store(suspended, unlistedPosts, 'obsidian of a suspended account', 0);
  await store(blocker, hiddenPosts, 'obsidian of who blocks', 0);
  // Two blocking authors, one older than the other, with visible posts between them.
  await store(blocker, 2_500, 'granite of who blocks', 0);
  await store(open, 130, 'granite seen by all', 2_400);
  await store(otherBlocker, 2_500, 'granite of another who blocks', 2_600);
  await store(open, 3, 'granite and marble seen by all', 100_000);
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

/** A search with the number of entries that it reads: each query reads an index from its beginning to its first limit. */
async function watch(
  query: string,
  viewerId: string | null,
  more: Partial<SearchInput> = {},
): Promise<{ page: SearchPage; looked: number }> {
  const { entries } = deps.models;
  const asked: object[][] = [];
  const aggregate = entries.aggregate.bind(entries);
  entries.aggregate = ((pipeline: object[], options: object) => {
    asked.push(pipeline);
    return aggregate(pipeline as never, options);
  }) as typeof entries.aggregate;
  const reading = { deps, viewerId, loaders: createLoaders(deps, viewerId) };
  const page = await search(reading, {
    query,
    types: ['POST'],
    first: 10,
    ...more,
  }).finally(() => (entries.aggregate = aggregate as never));
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

test.for(['private', 'suspended'])('a search reads no entry of a %s account', async (word) => {
  for (const viewerId of [null, viewer]) {
    const { page, looked } = await watch(word, viewerId);
    expect(page.edges).toEqual([]);
    expect(looked).toBe(0);
  }
});

/** All results of the viewer, page by page. */
async function pagesOf(query: string, more: Partial<SearchInput> = {}): Promise<SearchPage[]> {
  const pages: SearchPage[] = [];
  for (let after: string | null = null; pages.length === 0 || after !== null; ) {
    const { page, looked } = await watch(query, viewer, { ...more, after });
    expect(looked).toBeLessThanOrEqual(mostLooked);
    pages.push(page);
    after = page.hasNextPage ? page.makeEndCursor() : null;
    expect(pages.length).toBeLessThan(100);
  }
  return pages;
}

const idsOf = (pages: readonly SearchPage[]): string[] => pages.flatMap(({ edges }) => edges.map(({ node }) => node.id));

test('past very many hidden posts a page is short, at a bounded cost, and the next pages reach the visible posts', async () => {
  const pages = await pagesOf('obsidian');
  expect(pages[0]).toMatchObject({ edges: [], hasNextPage: true });
  expect(pages.length).toBeLessThanOrEqual(4);
  expect(await authorsOf(pages.at(-1)!)).toEqual([open, open, open]);
  expect(pages.at(-1)!.hasNextPage).toBe(false);
});

test.for([7, 10, 100])('pages of %i past two blocking authors have every visible post once', async (first) => {
  const found = idsOf(await pagesOf('granite', { first }));
  const seen = await deps.models.entries.find({ authorId: open, terms: 'granit' }, { ref: 1 }).lean();
  expect(seen).toHaveLength(133);
  expect(found.toSorted()).toEqual(seen.map(({ ref }) => ref).toSorted());
});

test('a search for two words with a filter goes on past a blocking author', async () => {
  expect(idsOf(await pagesOf('seen granite', { filter: { hasMedia: false } }))).toHaveLength(133);
  const until = new Date(now.getTime() - 90_000_000);
  expect(idsOf(await pagesOf('granite', { filter: { until } }))).toHaveLength(3);
});

test('a page with few hidden posts is filled at once', async () => {
  const { page } = await watch('marble', viewer);
  expect(page).toMatchObject({ hasNextPage: false });
  expect(page.edges).toHaveLength(3);
});
