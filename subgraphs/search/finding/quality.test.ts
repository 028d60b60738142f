/** Rankings agree with judgements that were made before, and no typed text is an error or an operator of the store. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { judge, meanOf } from '#test/harness/judged-search/measure.ts';
import { openSearch } from '#test/harness/judged-search/open-search.ts';
import type { SearchDeps } from '../deps.ts';
import { createLoaders } from '../loaders.ts';
import { readQuery } from './read-query.ts';
import { search } from './search.ts';
import { suggest } from '../suggesting/suggest.ts';

let opened: Awaited<ReturnType<typeof openSearch>>;
let deps: SearchDeps;

beforeAll(async () => {
  opened = await openSearch();
  deps = opened.deps;
});
afterAll(async () => await opened[Symbol.asyncDispose]());

test('the ranking answers the judged queries better than the text score alone, and none much worse', async () => {
  const judgements = await judge(deps);
  const gain = meanOf(judgements.map(({ ours, plain }) => ours - plain));
  expect(gain).toBeGreaterThanOrEqual(0.15);
  expect(judgements.filter(({ ours, plain }) => ours < plain - 0.11)).toEqual([]);
  const wanted = { European: 0.975, Japanese: 0.95, Thai: 0.95, Hindi: 0.95, Korean: 0.95 };
  const means = [...Map.groupBy(judgements, ({ set }) => set)].map(([set, each]) => [set, meanOf(each.map(({ ours }) => ours))] as const);
  expect(means.map(([set]) => set)).toEqual(Object.keys(wanted));
  for (const [set, mean] of means) expect(mean, set).toBeGreaterThanOrEqual(wanted[set as keyof typeof wanted]);
});

test.for([
  ['operators of MongoDB', '{"$gt": ""} $where $text {$ne: null}'],
  ['regular expressions', '(a+)+$ [[[ \\ ^.*?{9999} (?<x>'],
  ['100 kB of one word', 'bread '.repeat(17_000)],
  ['100 kB without a space', 'ä'.repeat(100_000)],
  ['100 kB of quotes', '"'.repeat(100_000)],
  ['100 kB of hyphens', ' -'.repeat(50_000)],
  ['null bytes', 'bre\0ad \0\0 "\0'],
  ['right-to-left', '\u202eخبز טרי\u202c'],
  ['emoji', '👩‍👩‍👧‍👦🏳️‍🌈 🥖'],
  ['half a letter', '\ud83d bread \ude00'],
  ['only stop words', 'the and of to a'],
  ['only exclusion', '-bread -"new york"'],
  ['syntax that is none', 'from: has: since:yesterday until:2026-02-31 # @ "" "unfinished'],
  ['nothing', ''],
  ['spaces', ' \t\n\u00a0\u3000'],
] as const)('hostile: %s', async ([, query]) => {
  const reading = { deps, viewerId: null, loaders: createLoaders(deps, null) };
  const { edges } = await search(reading, { query, first: 100 });
  expect(edges.length).toBeLessThanOrEqual(100);
  expect(await suggest(reading, { prefix: query })).toBeInstanceOf(Array);
});

test('an operator without a valid value is words', () => {
  const read = readQuery('until:2026-02-31 has:legs from:a "open bread -');
  expect(read.words.map(({ folded }) => folded)).toEqual(['until', '2026', '02', '31', 'has', 'legs', 'from', 'a', 'open', 'bread']);
  expect(read).toMatchObject({ phrases: [], excluded: [], from: [], hasMedia: false, until: null });
});

test('an operator with a valid value is no word', () => {
  const read = readQuery('Straße -"new  York" -rain "Open Bread" #Köln @Ada.B from:@ben has:MEDIA since:2026-01-31 until:2026-02-01');
  expect(read.words.map(({ folded }) => folded)).toEqual(['strasse', 'open', 'bread']);
  expect(read).toMatchObject({
    ...{
      phrases: [' open bread '],
      excludedPhrases: [' new york '],
      hashtags: ['köln'],
      mentions: ['ada.b'],
      from: ['ben'],
      hasMedia: true,
    },
    ...{ since: new Date('2026-01-31T00:00:00.000Z'), until: new Date('2026-02-02T00:00:00.000Z') },
  });
  expect(read.excluded.map(({ folded }) => folded)).toEqual(['rain']);
});
