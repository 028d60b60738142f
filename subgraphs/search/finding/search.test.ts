/** Searches through the gateway: the results, their viewers and their order. */
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dropGeneration } from '../indexing/drop-generation.ts';
import { reindexNow, reindexOutdated } from '../indexing/reindex.ts';
import { entryFormat, type Models } from '../model.ts';
import { type Drift, findDrift } from '../indexing/find-drift.ts';
import { answeringGeneration, readIndexState } from '../indexing/index-state.ts';
import { owners } from '../indexing/owners.ts';
import { trendingHashtags } from '../suggesting/trends.ts';
import { byId } from '#lib/db/ids.ts';
import { type Person, startSupergraph, type Supergraph } from '#test/harness/supergraph.ts';

let agora: Supergraph;
let ada: Person;
let ben: Person;

beforeAll(async () => {
  agora = await startSupergraph();
  ada = await named('Ada Lovelace');
  ben = await named('Ben Okafor');
  await agora.drain();
});
afterAll(async () => await agora[Symbol.asyncDispose]());

const searchQuery = `query ($query: String!, $types: [SearchType!], $first: Int, $after: String, $filter: SearchFilter) {
  search(query: $query, types: $types, first: $first, after: $after, filter: $filter) {
    edges { cursor score highlights node { __typename ... on Post { id text } ... on User { id displayName } } }
    nodes { __typename } pageInfo { hasNextPage endCursor } lagMs } }`;

interface Found {
  edges: { cursor: string; score: number; highlights: string[]; node: { __typename: string; id: string; text?: string } | null }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  lagMs: number;
}

async function find(query: string, viewer?: Person, others: object = {}): Promise<Found> {
  const { data, errors } = await agora.ask(searchQuery, { query, ...others }, viewer);
  expect(errors).toEqual([]);
  return data.search;
}

async function textsOf(query: string, viewer?: Person, others: object = {}): Promise<(string | undefined)[]> {
  return (await find(query, viewer, others)).edges.map(({ node }) => node?.text);
}

async function post(text: string, author: Person, input: object = {}): Promise<string> {
  const { data, errors } = await agora.ask(
    'mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }',
    { input: { text, ...input } },
    author,
  );
  expect(errors).toEqual([]);
  return data.createPost.id;
}

async function act(field: string, userId: string, viewer: Person): Promise<void> {
  const { errors } = await agora.ask(`mutation ($userId: ID!) { ${field}(userId: $userId) { id } }`, { userId }, viewer);
  expect(errors).toEqual([]);
}

async function named(displayName: string, input: object = {}): Promise<Person> {
  const person = await agora.register();
  const mutation = 'mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { id } }';
  const { errors } = await agora.ask(mutation, { input: { displayName, ...input } }, person);
  expect(errors).toEqual([]);
  return person;
}

test('a viewer finds their own new post before anything else is awaited, and the post says when it is in the index', async () => {
  const id = await post('A quincunx of walnuts', ada);
  const deadline = performance.now() + 30_000;
  let found: unknown[] = [];
  while (found.length === 0 && performance.now() < deadline) found = await textsOf('quincunx', ada);
  expect(found).toEqual(['A quincunx of walnuts']);
  const { data } = await agora.ask('query ($id: ID!) { post(id: $id) { indexing { state done total updatedAt } } }', { id });
  expect(data.post.indexing).toMatchObject({ state: 'DONE', done: 1, total: 1 });
  await agora.drain();
  // A request during the last event shares its measurement with later ones for a moment.
  await expect.poll(async () => (await find('quincunx')).lagMs, { timeout: 30_000 }).toBe(0);
});

test('words match in any order, case, accent and ending; all words rank before some; phrases, exclusion, tags and names work', async () => {
  await post('Cafés are closing early #nightlife', ada);
  await post('The café closed at noon', ben);
  await post('Closing time is a song', ben);
  await post('Die Häuser am See', ben);
  await agora.drain();
  const both = ['Cafés are closing early #nightlife', 'The café closed at noon'];
  expect(new Set((await textsOf('CAFE closing')).slice(0, 2))).toEqual(new Set(both));
  expect(await textsOf('"closing time"')).toEqual(['Closing time is a song']);
  expect(await textsOf('closing -song -noon')).toEqual(['Cafés are closing early #nightlife']);
  expect(await textsOf('#NightLife')).toEqual(['Cafés are closing early #nightlife']);
  expect(await textsOf('haus')).toEqual(['Die Häuser am See']);
  const { data } = await agora.ask('query ($id: ID!) { user(id: $id) { username } }', { id: ben.id });
  expect(new Set(await textsOf(`from:${data.user.username} closing`))).toEqual(
    new Set(['Closing time is a song', 'The café closed at noon']),
  );
  expect(await textsOf('closing', undefined, { filter: { authorId: ada.id } })).toEqual(['Cafés are closing early #nightlife']);
  expect(await textsOf('from:nobody_of_this_name closing')).toEqual([]);
});

test('people are found by name and username, before posts that mention the name', async () => {
  await post('Lovelace wrote the first program', ben);
  await agora.drain();
  const { edges } = await find('ada lovelace');
  expect(edges[0]?.node).toMatchObject({ __typename: 'User', id: ada.id });
  expect(edges[1]?.node).toMatchObject({ __typename: 'Post' });
  expect((await find('lovelace', undefined, { types: ['POST'] })).edges.map(({ node }) => node?.__typename)).toEqual(['Post']);
});

test('highlights mark the matches and escape the rest', async () => {
  await post('<b onload="x">Marzipan</b> & more marzipans', ada);
  await agora.drain();
  const { edges } = await find('marzipan');
  expect(edges[0]?.highlights).toEqual(['&lt;b onload=&quot;x&quot;&gt;<mark>Marzipan</mark>&lt;/b&gt; &amp; more <mark>marzipans</mark>']);
});

test('hidden posts are not found: for followers, of private, blocked, deleted and suspended accounts', async () => {
  const owner = await named('Owen Zephyrine');
  const follower = await agora.register();
  const stranger = await agora.register();
  await act('follow', owner.id, follower);
  await post('zephyr for all', owner);
  await post('zephyr for followers', owner, { visibility: 'FOLLOWERS' });
  const gone = await post('zephyr for a moment', owner);
  await agora.ask('mutation ($id: ID!) { deletePost(id: $id) }', { id: gone }, owner);
  await agora.drain();
  expect(await textsOf('zephyr')).toEqual(['zephyr for all']);
  expect(await textsOf('zephyr', stranger)).toEqual(['zephyr for all']);
  expect(new Set(await textsOf('zephyr', follower))).toEqual(new Set(['zephyr for all', 'zephyr for followers']));
  await agora.ask('mutation { updateProfile(input: { isPrivate: true }) { id } }', {}, owner);
  await agora.drain();
  expect(await textsOf('zephyr', stranger)).toEqual([]);
  expect(await textsOf('zephyr', follower)).toHaveLength(2);
  await act('block', follower.id, owner);
  await agora.drain();
  expect(await textsOf('zephyr', follower)).toEqual([]);
  expect((await find('zephyrine', follower)).edges).toEqual([]);
  expect((await find('zephyrine', stranger)).edges).toHaveLength(1);
  expect(await textsOf('zephyr', owner)).toHaveLength(2);
});

test('pages are whole, without repeats, while others are published; a cursor of another search is refused', async () => {
  for (let i = 0; i < 7; i++) await post(`pagination number ${i}`, i % 2 ? ada : ben);
  await agora.drain();
  const all = await textsOf('pagination', ada);
  expect(all).toHaveLength(7);
  const seen: (string | undefined)[] = [];
  let after: string | null = null;
  do {
    const page: Found = await find('pagination', ada, { first: 3, after });
    seen.push(...page.edges.map(({ node }) => node?.text));
    await post(`pagination came later ${seen.length}`, ada);
    await agora.drain();
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after);
  expect(seen).toEqual(all);
  const { pageInfo } = await find('pagination', ada, { first: 2 });
  const { errors } = await agora.ask(searchQuery, { query: 'other', after: pageInfo.endCursor }, ada);
  expect(errors.map(({ extensions }) => [extensions.code, extensions.field])).toEqual([['BAD_USER_INPUT', 'after']]);
});

test('a search for people only matches beginnings of names, with @ as without', async () => {
  await named('Zenobia Quist');
  await agora.drain();
  const query = 'query ($query: String!) { search(query: $query, types: [USER]) { nodes { ... on User { displayName } } } }';
  for (const typed of ['zeno', 'ZENOB', '@zeno', '＠Zenob', 'quis', '@zeno qui'])
    expect([typed, (await agora.ask(query, { query: typed })).data.search.nodes]).toEqual([typed, [{ displayName: 'Zenobia Quist' }]]);
});

test('suggestions list followed users first, then users by followers and tags by use, and never a hidden user', async () => {
  const famous = await named('Wilhelmina Strand');
  const friend = await named('Wilma Berg');
  for (let i = 0; i < 3; i++) await act('follow', famous.id, await agora.register());
  const viewer = await agora.register();
  await act('follow', friend.id, viewer);
  await post('one #wilderness', ada);
  await post('hidden #wildfire', ada, { visibility: 'FOLLOWERS' });
  await agora.drain();
  const suggestQuery =
    'query ($prefix: String!) { suggest(prefix: $prefix) { ... on User { displayName } ... on Hashtag { name postCount } } }';
  const suggested = async (prefix: string, by?: Person) => (await agora.ask(suggestQuery, { prefix }, by)).data.suggest;
  expect(await suggested('WIL')).toEqual(
    [{ displayName: 'Wilhelmina Strand' }, { name: 'wilderness', postCount: 1 }, { displayName: 'Wilma Berg' }].toSorted(byWeight),
  );
  expect((await suggested('wil', viewer))[0]).toEqual({ displayName: 'Wilma Berg' });
  expect(await suggested('#wil')).toEqual([{ name: 'wilderness', postCount: 1 }]);
  await act('block', viewer.id, famous);
  await agora.drain();
  expect(await suggested('wilh', viewer)).toEqual([]);
});

test('suggestions compare a long prefix in full, though the index has only its first letters', async () => {
  await named('Bartholomew Aaronson');
  await named('Bartholomew Abbott');
  await named('Bartholomew Abernathy');
  await agora.drain();
  const suggested = async (prefix: string): Promise<string[]> => {
    const { data } = await agora.ask('query ($prefix: String!) { suggest(prefix: $prefix) { ... on User { displayName } } }', { prefix });
    return data.suggest.map(({ displayName }: { displayName: string }) => displayName).toSorted();
  };
  expect(await suggested('bartholomew a')).toHaveLength(3);
  expect(await suggested('bartholomew ab')).toEqual(['Bartholomew Abbott', 'Bartholomew Abernathy']);
  expect(await suggested('bartholomewabe')).toEqual(['Bartholomew Abernathy']);
  expect(await suggested('@Bartholomew Abbott')).toEqual(['Bartholomew Abbott']);
  expect(await suggested('bartholomew zzz')).toEqual([]);
});

/** Three followers, then one follower or one post, in either order. */
function byWeight(left: object, right: object): number {
  return (
    Number('displayName' in right && right.displayName === 'Wilhelmina Strand') -
    Number('displayName' in left && left.displayName === 'Wilhelmina Strand')
  );
}

test('trends count accounts, not posts, and only public posts', async () => {
  const spammer = await agora.register();
  for (let i = 0; i < 20; i++) await post(`buy ${i} #spamtag`, spammer);
  for (const author of [ada, ben]) await post('lovely #realtag', author);
  for (const author of [ada, ben, spammer]) await post('whisper #secrettag', author, { visibility: 'FOLLOWERS' });
  await agora.drain();
  // Past what those who ask at once share.
  const deps = { ...agora.search.deps, clock: () => new Date(Date.now() + 5_000) };
  const trends = await trendingHashtags(deps, { first: 100 });
  const names = trends.map(({ name }) => name);
  expect(names.indexOf('realtag')).toBeGreaterThanOrEqual(0);
  expect(names.indexOf('realtag')).toBeLessThan(names.indexOf('spamtag'));
  expect(names).not.toContain('secrettag');
  expect(trends.find(({ name }) => name === 'spamtag')?.postCount).toBe(20);
});

test('a new generation of the index is built from the owners while the old one answers, and finds the same', async () => {
  await post('generations come and go #generation', ada);
  const edited = await post('before the edit', ben);
  await agora.ask('mutation ($id: ID!) { editPost(id: $id, text: "generation after the edit") { id } }', { id: edited }, ben);
  await agora.drain();
  const { deps } = agora.search;
  const ids = (await find('generation')).edges.map(({ node }) => node?.id);
  const before = { ids, posts: await textsOf('closing'), tags: await countedTags(deps.models) };
  await deps.transaction(async () => await reindexNow(deps));
  const during = await post('generation published meanwhile', ada);
  await agora.drain();
  expect(await deps.models.indexState.findById('index').lean()).toMatchObject({ active: 2, building: null });
  // As if the new one began to answer just after a search had looked which one does.
  await deps.models.indexState.updateOne({ _id: 'index' }, { $set: { active: 1 } });
  await expect.poll(async () => await answeringGeneration(deps)).toBe(1);
  await deps.models.indexState.updateOne({ _id: 'index' }, { $set: { active: 2, switchedAt: new Date() } });
  const dropped = dropGeneration.run(deps as never, { before: 2 }, { id: 'drop', attempt: 1, complete: async (work) => await work() });
  let isDropped = false;
  void dropped.finally(() => (isDropped = true));
  for (; !isDropped; await delay(20))
    expect((await find('generation')).edges.map(({ node }) => node?.id)).toEqual(expect.arrayContaining(before.ids));
  await dropped;
  expect(await deps.models.entries.countDocuments({ generation: 1 })).toBe(0);
  const found = (await find('generation')).edges.map(({ node }) => node?.id);
  expect(found.filter((id) => id !== during)).toEqual(before.ids);
  expect(found).toContain(during);
  expect(await textsOf('closing')).toEqual(before.posts);
  expect(await countedTags(deps.models)).toEqual(before.tags);
});

test('an index of an older version is rebuilt once', async () => {
  const id = await post('heirloom', ada);
  await agora.drain();
  const { deps } = agora.search;
  const { active } = await readIndexState(deps);
  await deps.models.entries.updateOne({ _id: `${active}/${id}` }, { $unset: { terms: 1 } });
  await deps.models.indexState.updateOne({ _id: 'index' }, { $unset: { format: 1 } });
  for (let start = 0; start < 2; start++) {
    await deps.transaction(async () => await reindexOutdated(deps));
    await agora.drain();
    expect(await deps.models.indexState.findById('index').lean()).toMatchObject({
      active: active + 1,
      building: null,
      format: entryFormat,
    });
  }
  expect(await textsOf('heirloom')).toEqual(['heirloom']);
});

test('a comparison finds and repairs entries that the index lost, has in an older revision, or kept too long', async () => {
  const ids = await Promise.all(['lost', 'old', 'kept'].map(async (which) => await post(`driftwood ${which}`, ben)));
  const [lost = '', old = '', kept = ''] = ids;
  await agora.drain();
  const { deps } = agora.search;
  const { active } = await readIndexState(deps);
  const check = async (): Promise<Drift[]> => await Promise.all(owners.map(async (owner) => await findDrift(deps, owner, null, 1_000)));
  const same: Drift[] = owners.map(() => ({ last: null, missing: [], leftOver: [] }));
  expect(await check()).toEqual(same);
  await deps.models.entries.deleteOne({ _id: `${active}/${lost}` });
  await deps.models.entries.updateOne({ _id: `${active}/${old}` }, { $set: { revision: 0, text: 'flotsam' } });
  await agora.posts.deps.models.posts.deleteOne(byId(kept));
  expect(await check()).toEqual(same.with(1, { last: null, missing: [lost, old].sort(), leftOver: [kept] }));
  expect(await check()).toEqual(same);
  expect(new Set(await textsOf('driftwood'))).toEqual(new Set(['driftwood lost', 'driftwood old']));
  expect(await textsOf('flotsam')).toEqual([]);
  // A page at a time, as the job does it.
  const pages: (string | null)[] = [];
  for (let after: string | null = null; pages.length === 0 || after !== null; pages.push(after)) {
    const drift = await findDrift(deps, owners[1]!, after, 2);
    expect(drift).toMatchObject({ missing: [], leftOver: [] });
    after = drift.last;
  }
  expect(pages.length).toBeGreaterThan(2);
});

/** The tags with how often they are counted, whatever the generation. */
async function countedTags({ suggestions }: Models): Promise<Map<string, number>> {
  const tags = await suggestions.find({ kind: 'TAG', weight: { $ne: 0 } }).lean();
  return new Map(tags.map(({ ref, weight }) => [ref, weight] as const).sort(([left], [right]) => (left < right ? -1 : 1)));
}

test('closed posts are found by any of the words, as public posts are', async () => {
  const some = { visibility: 'MENTIONED' };
  const one = await post(`heliotrope #border @${ben.username}`, ada, some);
  const other = await post(`marigold #border @${ben.username}`, ada, some);
  const followers = await post('marigold for followers #border', ada, { visibility: 'FOLLOWERS' });
  await agora.drain();
  const idsOf = async (viewer: Person, others: object = {}): Promise<Set<string | undefined>> =>
    new Set((await find('heliotrope marigold', viewer, others)).edges.map(({ node }) => node?.id));
  for (const others of [{}, { types: ['POST'], filter: { hashtag: 'border' } }]) {
    expect(await idsOf(ben, others)).toEqual(new Set([one, other]));
    expect(await idsOf(ada, others)).toEqual(new Set([one, other, followers]));
  }
});
