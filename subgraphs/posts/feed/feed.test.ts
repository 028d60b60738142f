/** The promise of the home feed: pages and what comes live together miss nothing and repeat nothing, whatever the clocks of the writers say. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cases } from '#test/harness/generate/cases.ts';
import { startSupergraph, type Person, type Supergraph } from '#test/harness/supergraph.ts';
import type { PostsDeps } from '../deps.ts';
import { createLoaders } from '../loaders.ts';
import { createPost } from '../writing/create-post.ts';
import { deletePost } from '../writing/delete-post.ts';

let agora: Supergraph;
const authorCount = 2;

beforeAll(async () => {
  agora = await startSupergraph();
});
afterAll(async () => await agora[Symbol.asyncDispose]());

/** Publishes as a process would whose clock is `lateMs` behind: what it writes sorts among what was written before. */
async function publish(author: Person, lateMs: number): Promise<string> {
  const deps: PostsDeps = { ...agora.posts.deps, clock: () => new Date(Date.now() - lateMs) };
  deps.newId = (prefix, ownerId) => agora.posts.deps.newId(prefix, ownerId);
  const { _id } = await createPost({ deps, viewerId: author.id, loaders: createLoaders(deps, author.id) }, { text: 'late or not' });
  return _id;
}

async function remove(author: Person, id: string): Promise<void> {
  const { deps } = agora.posts;
  await deletePost({ deps, viewerId: author.id, loaders: createLoaders(deps, author.id) }, { id });
}

interface Page {
  ids: string[];
  publishedAt: string[];
  endCursor: string | null;
  hasNextPage: boolean;
  liveCursor: string;
}

async function readPage(viewer: Person, first: number, after: string | null): Promise<Page> {
  const { data, errors } = await agora.ask(
    'query ($first: Int, $after: String) { feed(first: $first, after: $after) { nodes { id publishedAt } pageInfo { endCursor hasNextPage } liveCursor } }',
    { first, after },
    viewer,
  );
  expect(errors).toEqual([]);
  const { nodes, pageInfo, liveCursor } = data.feed;
  return {
    ids: nodes.map((post: { id: string }) => post.id),
    publishedAt: nodes.map((post: { publishedAt: string }) => post.publishedAt),
    ...pageInfo,
    liveCursor,
  };
}

async function walk(viewer: Person, size: number, from: Page): Promise<Page> {
  const whole = { ...from, ids: [...from.ids], publishedAt: [...from.publishedAt] };
  for (let page = from; page.hasNextPage; ) {
    page = await readPage(viewer, size, page.endCursor);
    whole.ids.push(...page.ids);
    whole.publishedAt.push(...page.publishedAt);
  }
  return whole;
}

const writes = fc.array(fc.record({ author: fc.nat({ max: authorCount - 1 }), lateMs: fc.constantFrom(0, 0, 5, 50, 2_000) }), {
  minLength: 1,
  maxLength: 8,
});

test('the pages and the live tail together are exactly the published posts', async () => {
  await fc.assert(
    fc.asyncProperty(writes, writes, fc.integer({ min: 1, max: 4 }), fc.boolean(), async (before, meanwhile, size, isDeleting) => {
      const [viewer, ...authors] = await Promise.all(Array.from({ length: 1 + authorCount }, async () => await agora.register()));
      if (!viewer) throw new Error('Nobody reads.');
      for (const author of authors)
        await agora.ask('mutation ($userId: ID!) { follow(userId: $userId) { id } }', { userId: author.id }, viewer);
      await agora.drain();

      const published = await Promise.all(before.map(async ({ author, lateMs }) => await publish(authors[author] as Person, lateMs)));
      const publishing = meanwhile.map(async ({ author, lateMs }) => await publish(authors[author] as Person, lateMs));
      const first = await readPage(viewer, size, null);
      const ending = new AbortController();
      const live: string[] = [];
      const listening = (async () => {
        for await (const { data, errors } of agora.subscribe(
          'subscription ($after: String) { newPost(after: $after) { cursor post { id } } }',
          { after: first.liveCursor },
          viewer,
          ending.signal,
        )) {
          expect(errors).toEqual([]);
          live.push(data.newPost.post.id);
        }
      })();
      const pages = await walk(viewer, size, first);
      published.push(...(await Promise.all(publishing)));
      const end = await publish(authors[0] as Person, 0);
      published.push(end);
      await expect.poll(() => live.includes(end), { timeout: 10_000, interval: 10 }).toBe(true);
      ending.abort();
      await listening;

      expect(new Set(pages.ids).size).toBe(pages.ids.length);
      expect(new Set(live).size).toBe(live.length);
      expect(new Set([...pages.ids, ...live])).toEqual(new Set(published));

      const gone = isDeleting ? published.slice(0, 2) : [];
      for (const id of gone) {
        const post = await agora.posts.deps.models.posts.findById(id).lean();
        await remove(authors.find((author) => author.id === post?.authorId) as Person, id);
      }
      const now = await walk(viewer, size, await readPage(viewer, size, null));
      await agora.drain();
      const settled = await walk(viewer, size, await readPage(viewer, size, null));
      expect(now.ids).toEqual(settled.ids);
      expect(new Set(settled.ids)).toEqual(new Set(published.filter((id) => !gone.includes(id))));
      expect(settled.publishedAt).toEqual(settled.publishedAt.toSorted().reverse());
    }),
    { numRuns: cases(5) },
  );
});

test('the author sees the post in the feed at once, and a follower sees it before its fan-out', async () => {
  const [author, viewer] = [await agora.register(), await agora.register()];
  await agora.ask('mutation ($userId: ID!) { follow(userId: $userId) { id } }', { userId: author.id }, viewer);
  await agora.drain();
  const id = await publish(author, 0);
  for (const person of [author, viewer]) expect((await readPage(person, 1, null)).ids).toEqual([id]);
});
