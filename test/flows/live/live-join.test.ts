/**
 * Pages, the live tail and dropped connections in any order: a client that resumes after its last cursor has every
 * published post.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cases } from '#test/harness/generate/cases.ts';
import type { Person } from '#test/harness/clients/client.ts';
import { followUser, publish, readPage } from '#test/harness/clients/posting.ts';
import { startSupergraph, type Supergraph } from '#test/harness/supergraph.ts';
import { type Watcher, watchFeed } from '#test/harness/clients/watch.ts';

const authorCount = 3;
const withinMs = 20_000;

let agora: Supergraph;
beforeAll(async () => {
  agora = await startSupergraph();
});
afterAll(async () => await agora[Symbol.asyncDispose]());

interface Reader {
  person: Person;
  /** Its first page, read to the end; the live tail joins it. */
  paged: string[];
  watcher: Watcher | null;
  isConnected: boolean;
}

const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ does: fc.constant('post' as const), by: fc.nat({ max: authorCount - 1 }), awaited: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('read' as const), size: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('drop' as const) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('resume' as const) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('follow' as const), whom: fc.nat({ max: authorCount - 1 }) }) },
);

/** Reads the whole feed and begins to follow it where the first page says. */
async function begin(reader: Reader, size: number): Promise<void> {
  const first = await readPage(agora, reader.person, { first: size });
  reader.paged = first.posts.map(({ id }) => id);
  reader.watcher = watchFeed(agora, reader.person, { after: first.liveCursor, resumes: false });
  reader.isConnected = true;
  for (let page = first; page.hasNextPage; ) {
    page = await readPage(agora, reader.person, { first: size, after: page.endCursor });
    reader.paged.push(...page.posts.map(({ id }) => id));
  }
}

let made = 0;

test('no post is missing and none comes twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const authors = await Promise.all(Array.from({ length: authorCount }, async () => await agora.register()));
      const reader: Reader = { person: await agora.register(), paged: [], watcher: null, isConnected: false };
      const followed = new Set([0]);
      await followUser(agora, reader.person, authors[0]?.id ?? '');
      await agora.drain();
      const wanted: Promise<string>[] = [];
      const post = (by: number): Promise<string> => {
        const sent = publish(agora, authors[by] as Person, `post ${++made}`).then(({ id }) => id);
        if (followed.has(by)) wanted.push(sent);
        return sent;
      };
      const others: Promise<string>[] = [];

      for (const each of steps) {
        const { watcher } = reader;
        if (each.does === 'post') {
          const sent = post(each.by);
          others.push(sent);
          if (each.awaited) await sent;
        } else if (each.does === 'read' && !watcher) await begin(reader, each.size);
        else if (each.does === 'drop' && watcher && reader.isConnected) {
          reader.isConnected = false;
          await watcher.drop();
        } else if (each.does === 'resume' && watcher && !reader.isConnected) {
          reader.isConnected = true;
          watcher.resume();
        } else if (each.does === 'follow' && !watcher && !followed.has(each.whom)) {
          // Earlier posts of the followed author are in the feed once the follow has arrived.
          await Promise.all(others);
          await followUser(agora, reader.person, authors[each.whom]?.id ?? '');
          await agora.drain();
          followed.add(each.whom);
          const { posts } = await readPage(agora, reader.person, { first: 100 });
          wanted.length = 0;
          for (const { id } of posts) wanted.push(Promise.resolve(id));
        }
      }
      if (!reader.watcher) await begin(reader, 2);
      const { watcher } = reader;
      if (!watcher) throw new Error('Nobody reads.');
      if (!reader.isConnected) watcher.resume();
      await Promise.all(others);
      const last = await post(0);
      for (let count = 1; watcher.seen.at(-1)?.id !== last; count++) await watcher.reach(count, withinMs);
      await watcher.stop();

      const live = watcher.seen.map(({ id }) => id);
      expect(new Set(live).size).toBe(live.length);
      expect(new Set(reader.paged).size).toBe(reader.paged.length);
      expect(new Set([...reader.paged, ...live])).toEqual(new Set(await Promise.all(wanted)));
    }),
    { numRuns: cases(5) },
  );
});
