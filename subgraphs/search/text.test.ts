/** Everybody's words are found: in texts without spaces, with accents, apostrophes and emoji, however they are typed. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createId } from '#lib/db/ids.ts';
import { findParts } from '#lib/text/find-parts.ts';
import { openSearch } from '#test/harness/judged-search/open-search.ts';
import { foundPeople as people } from '#test/harness/words/found-people.ts';
import { foundPosts as posts } from '#test/harness/words/found-posts.ts';
import type { SearchDeps } from './deps.ts';
import { createLoaders } from './loaders.ts';
import type { Kind } from './model.ts';
import { findingOfPost, findingOfUser } from './finding/findings.ts';
import { putEntries } from './indexing/put-entries.ts';
import { search } from './finding/search.ts';
import { suggest } from './suggesting/suggest.ts';

let opened: Awaited<ReturnType<typeof openSearch>>;
let deps: SearchDeps;
const textOf = new Map<string, string>();

beforeAll(async () => {
  opened = await openSearch();
  deps = opened.deps;
  const now = new Date(Date.now() - 60_000);
  const authorId = createId('usr', now, randomBytes);
  const findings = [
    ...posts.map(([text]) => {
      const postId = createId('pst', now, randomBytes, authorId);
      textOf.set(postId, text);
      const hashtags = findParts(text).flatMap((part) => (part.kind === 'tag' ? [part.tag] : []));
      const others = { visibility: 'PUBLIC' as const, hashtags, mentionIds: [], mediaIds: [] };
      return findingOfPost({ postId, authorId, text, publishedAt: now.toISOString(), ...others }, 1);
    }),
    ...people.map(([displayName, username]) => {
      const userId = createId('usr', now, randomBytes);
      textOf.set(userId, displayName);
      return findingOfUser({ userId, username, displayName, bio: '' }, 1);
    }),
  ];
  await deps.transaction(async () => await putEntries(deps, [1], findings));
});
afterAll(async () => await opened[Symbol.asyncDispose]());

interface Hit {
  text: string | undefined;
  highlights: string[];
}

async function find(query: string, kind: Kind): Promise<Hit[]> {
  const { edges } = await search({ deps, viewerId: null, loaders: createLoaders(deps, null) }, { query, types: [kind], first: 100 });
  return edges.map(({ node, findHighlights }) => ({ text: textOf.get(node.id), highlights: findHighlights() }));
}

test.for(posts)('%s', async ([text, finds, misses = []]) => {
  for (const query of finds) {
    const hit = (await find(query, 'POST')).find((each) => each.text === text);
    expect(hit, `${query} finds it`).toBeDefined();
    expect(hit?.highlights.join(), `${query} is marked`).toContain('<mark>');
  }
  for (const query of misses)
    expect(
      (await find(query, 'POST')).map((hit) => hit.text),
      `${query} finds others`,
    ).not.toContain(text);
});

test.for(people)('%s is found among people and suggested', async ([displayName, , finds, misses = []]) => {
  for (const query of finds) {
    const hit = (await find(query, 'USER')).find(({ text }) => text === displayName);
    expect(hit, `${query} finds them`).toBeDefined();
    expect(hit?.highlights.join(), `${query} is marked`).toContain('<mark>');
  }
  for (const query of misses) expect((await find(query, 'USER')).map(({ text }) => text)).not.toContain(displayName);
  const reading = { deps, viewerId: null, loaders: createLoaders(deps, null) };
  expect((await suggest(reading, { prefix: finds[0] ?? '' })).map(({ ref }) => textOf.get(ref) ?? '')).toContain(displayName);
});

test.for([
  ['東京', '昨日は<mark>東京</mark>タワーに行きました。'],
  ['東京タワー', '昨日は<mark>東京タワー</mark>に行きました。'],
  ['hotel', 'Nous dînons à l&#39;<mark>hôtel</mark>'],
  ['🎂', 'Happy birthday<mark>🎂</mark> to you'],
  ['👍', 'Great party with <mark>👍🏽</mark> and ❤️ in 🇫🇷'],
  ['친구', '서울에서 <mark>친구</mark>를 만났어요'],
  ['ﾀｶﾅ', 'ＴＯＫＹＯ ２０２６ ｶ<mark>ﾀｶﾅ</mark>'],
  ['#हिन्दी।', 'सब #<mark>हिन्दी</mark> में'],
  ['#col·lecció', 'Visca la #<mark>col·lecció</mark>'],
  ['#トウキョウ', '観光 ＃<mark>ﾄｳｷｮｳ</mark>　＃観光'],
  ['เพื่อน', 'วันนี้ฉันไปเที่ยวเชียงใหม่กับ<mark>เพื่อน</mark>'],
] as const)('%s is marked where it stands', async ([query, marked]) => {
  expect((await find(query, 'POST')).flatMap(({ highlights }) => highlights)).toContain(marked);
});

test('highlights are computed once, under however many aliases a query asks for them', async () => {
  const [[, [query = '']] = ['', ['']]] = posts;
  const { edges } = await search({ deps, viewerId: null, loaders: createLoaders(deps, null) }, { query, types: ['POST'] });
  expect(edges.length).toBeGreaterThan(0);
  for (const { findHighlights } of edges) expect(findHighlights()).toBe(findHighlights());
});
