/**
 * An operation in unusual syntax is answered like the same in usual syntax, and a client's mistake is reported as the
 * client's.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fuzzOperations } from '#test/harness/generate/fuzz-operations.ts';
import { type Answer, type Person, startSupergraph, type Supergraph } from '#test/harness/supergraph.ts';
import { firstSeedOf } from '../../harness/generate/cases.ts';

let agora: Supergraph;
let ada: Person;
let postId: string;
let mediaId: string;
const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

beforeAll(async () => {
  agora = await startSupergraph();
  ada = await agora.register();
  const uploaded = await agora.upload({ bytes: pixel, name: 'pixel.png', type: 'image/png' }, ada);
  mediaId = uploaded.data.uploadMedia.id;
  const input = { text: 'Hello', mediaIds: [mediaId] };
  const { data } = await agora.ask('mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }', { input }, ada);
  postId = data.createPost.id;
});
afterAll(async () => await agora[Symbol.asyncDispose]());

const answer = async (query: string, variables: object = {}): Promise<Answer['data']> => {
  const { data, errors } = await agora.ask(query, { p: postId, u: ada.id, ...variables }, ada);
  expect(errors).toEqual([]);
  return data;
};
const codes = ({ errors }: Answer): string[] => errors.map(({ extensions }) => extensions.code);

describe('fragments lose nothing', () => {
  it.each([
    ['an interface in a type', 'query ($p: ID!) { post(id: $p) { ... on Node { ... on Post { text media { id } } } } }'],
    ['named', 'query ($p: ID!) { post(id: $p) { ...N } } fragment N on Node { ...P } fragment P on Post { text media { id } }'],
    ['in a list', 'query ($p: ID!) { post: node(id: $p) { ... on Post { ... on Node { ... on Post { text media { id } } } } } }'],
    ['in a mutation', 'mutation ($p: ID!) { post: likePost(id: $p) { ... on Node { ... on Post { text media { id } } } } }'],
  ])('%s', async (_name, query) => {
    expect(await answer(query)).toEqual({ post: { text: 'Hello', media: [{ id: mediaId }] } });
  });
});

describe('aliases never displace fields that plans fetch', () => {
  it('a key beside fields of another subgraph', async () => {
    const query = 'query ($u: ID!) { user(id: $u) { id: username avatarId: displayName avatar { id } __typename: username } }';
    expect(await answer(query)).toEqual({ user: { id: ada.username, avatarId: ada.username, avatar: null, __typename: ada.username } });
  });

  it('fields that another field requires', async () => {
    const query = 'query ($p: ID!) { post(id: $p) { mediaIds: text id: text media { id: mimeType mine: id } text: id } }';
    expect(await answer(query)).toEqual({
      post: { mediaIds: 'Hello', id: 'Hello', media: [{ id: 'image/png', mine: mediaId }], text: postId },
    });
  });

  it.each(['__proto__', '__typename', 'constructor', '_r0'])('%s', async (name) => {
    const text = await rawAnswer(`mutation { ${name}: likePost(id: "${postId}") { ${name}: viewerLiked } }`);
    expect(text).toBe(`{"data":{"${name}":{"${name}":true}}}`);
  });

  const rawAnswer = async (query: string): Promise<string> => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${ada.accessToken}` };
    const response = await fetch(agora.url, { method: 'POST', headers, body: JSON.stringify({ query }) });
    return (await response.text()).trim();
  };
});

describe('a subscription', () => {
  const publish = async (text: string): Promise<void> =>
    void (await agora.ask('mutation ($text: String!) { createPost(input: { text: $text }) { id } }', { text }, ada));
  const firstOf = async (query: string): Promise<Answer> => {
    const ending = new AbortController();
    const page = await agora.ask('{ feed { liveCursor } }', {}, ada);
    const events = agora.subscribe(query, { after: page.data.feed.liveCursor, no: false }, ada, ending.signal);
    const first = events.next();
    await publish('live');
    const { value } = await first;
    ending.abort();
    return value as Answer;
  };
  const live = (): object => ({ cursor: expect.any(String), post: { text: 'live', author: { id: ada.id } } });

  it.each([
    [
      'twice',
      'subscription ($after: String) { newPost(after: $after) { cursor } newPost(after: $after) { post { text author { id } } } }',
      'newPost',
    ],
    [
      'in fragments',
      'subscription ($after: String) { ...A ...B } fragment A on Subscription { newPost(after: $after) { cursor post { text } } } fragment B on Subscription { ... { newPost(after: $after) { post { author { id } } } } }',
      'newPost',
    ],
    [
      'by another name, twice',
      'subscription ($after: String) { x: newPost(after: $after) { cursor post { text } } ... on Subscription { x: newPost(after: $after) { post { author { id } } } } }',
      'x',
    ],
    [
      'by a hard name',
      'subscription ($after: String) { agora_cursor: newPost(after: $after) { cursor post { text author { id } } } }',
      'agora_cursor',
    ],
    [
      'with fragments on interfaces',
      'subscription ($after: String) { newPost(after: $after) { cursor post { ... on Node { ... on Post { text author { ... on Node { id } } } } } } }',
      'newPost',
    ],
  ])('that asks for its field %s has all of it', async (_name, query, key) => {
    const { data, errors } = await firstOf(query);
    expect(errors ?? []).toEqual([]);
    expect(data).toEqual({ [key]: live() });
  });

  it.each([
    ['a condition', 'subscription { newPost @skip(if: false) { cursor } }'],
    ['a condition by a variable', 'subscription ($no: Boolean!) { newPost @include(if: $no) { cursor } }'],
    ['a condition on a fragment', 'subscription ($no: Boolean!) { ... @skip(if: $no) { newPost { cursor } } }'],
    ['a condition in a fragment', 'subscription ($no: Boolean!) { ...A } fragment A on Subscription { newPost @skip(if: $no) { cursor } }'],
    ['a condition without a value', 'subscription { newPost @skip { cursor } }'],
    ['two fields', 'subscription { newPost { cursor } again: newPost { cursor } }'],
    ['the schema', 'subscription { __typename }'],
  ])('with %s is refused, alone', async (_name, query) => {
    const ending = new AbortController();
    const refused = await agora
      .subscribe(query, { no: false }, ada, ending.signal)
      .next()
      .catch((errors: unknown) => errors as Answer['errors']);
    expect((refused as Answer['errors'])[0]).toMatchObject({ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });
    expect(codes(await agora.ask(query, { no: false }, ada))).not.toContain('INTERNAL_SERVER_ERROR');
    ending.abort();
  });
});

describe('null for a non-null argument is a client error', () => {
  it.each([
    ['an id', 'query ($x: ID = "pst_1") { post(id: $x) { id } }', 'id'],
    ['an item', 'query ($x: ID = "usr_1") { nodes(ids: [$x]) { id } }', 'ids'],
    ['a field of an input', 'mutation ($x: String = "a") { createPost(input: { text: $x }) { id } }', 'input.text'],
    ['a condition', 'query ($x: Boolean = true) { viewer: me { emailVerified @include(if: $x) } }', 'if'],
    ['a condition in a fragment', 'query ($x: Boolean = true) { ...A } fragment A on Query { me { user { id @skip(if: $x) } } }', 'if'],
  ])('%s', async (_name, query, field) => {
    const { data, errors } = await agora.ask(query, { x: null }, ada);
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field } }]);
  });

  it('null in a skipped field is no error', async () => {
    const { data, errors } = await agora.ask(
      'query ($x: ID = "usr_1", $no: Boolean = false) { post(id: $x) @include(if: $no) { id } __typename }',
      { x: null },
    );
    expect({ data, errors }).toEqual({ data: { __typename: 'Query' }, errors: [] });
  });
});

const firstSeed = firstSeedOf();

it(`no generated operation is answered with an error of ours, from AGORA_SEED=${firstSeed} on`, { timeout: 180_000 }, async () => {
  const viewers = [undefined, await agora.register(), await agora.register()];
  const texts = [ada.id, ada.username, postId, mediaId, 'nothing', '', '2026-01-31T12:00:00.000Z'];
  const { wrong, asked, answered } = await fuzzOperations({ client: agora, viewers, texts, seed: firstSeed, count: 400 });
  expect(wrong.join('\n\n')).toBe('');
  expect(answered).toBeGreaterThan(asked / 10);
});
