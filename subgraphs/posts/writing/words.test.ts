/** Tags, mentions and blank texts in everybody's scripts, through the whole supergraph. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, type Person, startSupergraph, type Supergraph } from '#test/harness/supergraph.ts';

let agora: Supergraph;
let mira: Person;
let tomas: Person;

beforeAll(async () => {
  agora = await startSupergraph();
  [mira, tomas] = [await agora.register('mira'), await agora.register('tomas')];
});
afterAll(async () => await agora[Symbol.asyncDispose]());

async function create(input: object): Promise<Answer> {
  const document = 'mutation ($input: CreatePostInput!) { createPost(input: $input) { id text hashtags mentions { username } } }';
  return await agora.ask(document, { input }, tomas);
}

async function idsUnder(hashtag: string): Promise<string[]> {
  const { data, errors } = await agora.ask('query ($hashtag: String) { posts(hashtag: $hashtag, first: 100) { nodes { id } } }', {
    hashtag,
  });
  expect(errors).toEqual([]);
  return data.posts.nodes.map(({ id }: { id: string }) => id);
}

async function idsFound(query: string, filter: object | null = null): Promise<string[]> {
  const document =
    'query ($query: String!, $filter: SearchFilter) { search(query: $query, types: [POST], filter: $filter, first: 100) { nodes { ... on Post { id } } } }';
  const { data, errors } = await agora.ask(document, { query, filter });
  expect(errors).toEqual([]);
  return data.search.nodes.map(({ id }: { id: string }) => id);
}

describe('a tag is found by posts and by search under each of its spellings', () => {
  const cases: [text: string, tag: string, others: string[]][] = [
    ['#हिन्दी दिवस', 'हिन्दी', []],
    ['#เชียงใหม่ วันนี้', 'เชียงใหม่', []],
    ['#می‌خواهم', 'می‌خواهم', []],
    ['#col·lecció', 'col·lecció', ['COL·LECCIÓ', '#col·leccio\u0301']],
    ['＃東京', '東京', ['＃東京', '﹟東京']],
    ['#Ｔｏｋｙｏ', 'tokyo', ['Tokyo', '＃ＴＯＫＹＯ']],
    ['#İstanbul', 'istanbul', ['İstanbul', 'ISTANBUL', 'I\u0307stanbul']],
    ['#ΟΔΟΣ', 'οδος', ['οδος', 'Οδος']],
    ['#தமிழ்', 'தமிழ்', []],
    ['#ភាសាខ្មែរ', 'ភាសាខ្មែរ', []],
    ['#မြန်မာ', 'မြန်မာ', []],
    ['#ﾄｳｷｮｳ', 'トウキョウ', ['トウキョウ']],
    ['#étudiant·es', 'étudiant·es', ['E\u0301TUDIANT·ES']],
  ];
  test.each(cases)('%s', async (text, tag, others) => {
    const { data, errors } = await create({ text });
    expect(errors).toEqual([]);
    expect(data.createPost.hashtags).toEqual([tag]);
    await agora.drain();
    for (const spelling of [tag, `#${tag}`, ...others]) {
      expect(await idsUnder(spelling), spelling).toContain(data.createPost.id);
      expect(await idsFound('', { hashtag: spelling }), spelling).toContain(data.createPost.id);
      expect(await idsFound(/^[#＃﹟]/.test(spelling) ? spelling : `#${spelling}`), spelling).toContain(data.createPost.id);
    }
    const suggested = await agora.ask('query ($prefix: String!) { suggest(prefix: $prefix) { ... on Hashtag { name } } }', {
      prefix: text.split(' ')[0],
    });
    expect(suggested.data.suggest).toContainEqual({ name: tag });
  });

  test.each(['', '#', '#1', '１２', '_', 'a b', 'हि#', 'x'.repeat(101), '\u3164'])('%j is refused as a tag', async (hashtag) => {
    const { errors } = await agora.ask('query ($hashtag: String) { posts(hashtag: $hashtag) { nodes { id } } }', { hashtag });
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'hashtag' });
  });

  test('newPost follows a tag in any spelling', async () => {
    const { data } = await agora.ask('{ feed(first: 1) { liveCursor } }', {}, mira);
    const made = await create({ text: 'again in #İstanbul' });
    const document = 'subscription ($after: String) { newPost(hashtag: "＃ＩSTANBUL", after: $after) { post { id } } }';
    const stop = new AbortController();
    const events = agora.subscribe(document, { after: data.feed.liveCursor }, mira, stop.signal);
    expect((await events.next()).value).toMatchObject({ data: { newPost: { post: { id: made.data.createPost.id } } } });
    stop.abort();
    await events.return(undefined);
  });
});

describe('mentions', () => {
  test.each([
    ['hi @mira@elsewhere.example', []],
    ['https://example.com/?bar=@mira', []],
    ['npm i @mira/core', []],
    ['mailto:@mira', []],
    ['.@mira please', ['mira']],
    ['@mirañ', []],
    ['ask @Mira, @mira.', ['mira']],
    ['matrix @mira:elsewhere.example', []],
    ['@miraさん、ありがとう', ['mira']],
  ])('%s', async (text, names) => {
    const { data, errors } = await create({ text });
    expect(errors).toEqual([]);
    expect(data.createPost.mentions).toEqual(names.map((username) => ({ username })));
  });
});

describe('a text', () => {
  test.each([
    '\u200b',
    '\u2060',
    '\u00ad',
    '\ufe0f',
    '\u3164',
    '\uffa0',
    '\u115f',
    '\u2800',
    '\ufffc',
    '\u0301',
    '\u{e0041}',
    ' \u3000\u2028',
  ])('of %j alone is none', async (text) => {
    expect((await create({ text })).errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.text' });
  });

  test.each([
    ['3,300 syllables of 2 letters', 'ដា'.repeat(3_300), true],
    ['5,000 letters that are written with marks', 'e\u0301'.repeat(5_000), true],
    ['5,001 of them', 'e\u0301'.repeat(5_001), false],
    ['families beyond 20,000 bytes', '👩‍👩‍👧‍👦'.repeat(801), false],
    ['families of 20,000 bytes', '👩‍👩‍👧‍👦'.repeat(800), true],
    ['a letter under 15 marks', `a${'\u0351'.repeat(15)}`, true],
    ['a letter under 16 marks', `a${'\u0351'.repeat(16)}`, false],
  ])('of %s: %#', async (_says, text, isTaken) => {
    const { errors } = await create({ text });
    expect(errors.map(({ extensions }) => extensions['field'])).toEqual(isTaken ? [] : ['input.text']);
  });
});
