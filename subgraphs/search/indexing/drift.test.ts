/** Comparing the index with its owners finds a healthy one healthy, and finds every loss. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setRole } from '#test/harness/clients/set-role.ts';
import { type Person, startSupergraph, type Supergraph } from '#test/harness/supergraph.ts';
import { type Drift, findDrift } from './find-drift.ts';
import { readIndexState } from './index-state.ts';
import { owners } from './owners.ts';

let agora: Supergraph;
let ada: Person;
let ben: Person;

beforeAll(async () => {
  agora = await startSupergraph();
  ada = await agora.register();
  ben = await agora.register();
});
afterAll(async () => await agora[Symbol.asyncDispose]());

async function act(mutation: string, variables: object, viewer: Person): Promise<{ id: string }> {
  const { data, errors } = await agora.ask(mutation, variables, viewer);
  expect(errors).toEqual([]);
  return data.done;
}

const post = async (input: object, author: Person): Promise<string> =>
  (await act('mutation ($input: CreatePostInput!) { done: createPost(input: $input) { id } }', { input }, author)).id;

const compare = async (): Promise<Drift[]> =>
  await Promise.all(owners.map(async (owner) => await findDrift(agora.search.deps, owner, null, 1_000)));
const nothing: Drift = { last: null, missing: [], leftOver: [] };
const clean = owners.map(() => nothing);

/** All that the index holds, with when it was written. */
const held = async (): Promise<object[]> => await agora.search.deps.models.entries.find().sort({ _id: 1 }).lean();

test('likes, reposts, answers, bookmarks, follows and edits leave no drift, and no repair is written', async () => {
  const one = await post({ text: 'halcyon days #calm' }, ada);
  const other = await post({ text: 'halcyon nights' }, ben);
  for (const [id, viewer] of [
    [one, ben],
    [other, ada],
  ] as const) {
    await act('mutation ($id: ID!) { done: likePost(id: $id) { id } }', { id }, viewer);
    await act('mutation ($id: ID!) { done: repost(id: $id) { id } }', { id }, viewer);
    await act('mutation ($id: ID!) { done: bookmarkPost(id: $id) { id } }', { id }, viewer);
    await post({ text: 'an answer', replyToId: id }, viewer);
  }
  await act('mutation ($id: ID!) { done: follow(userId: $id) { id } }', { id: ada.id }, ben);
  await act('mutation ($id: ID!) { done: editPost(id: $id, text: "halcyon mornings #calm") { id } }', { id: one }, ada);
  await act('mutation ($id: ID!) { done: unlikePost(id: $id) { id } }', { id: one }, ben);
  await agora.drain();
  const before = await held();
  expect(await compare()).toEqual(clean);
  expect(await held()).toEqual(before);
});

test.for([
  ['deleted', null],
  ['with another text', { text: 'tampered' }],
  ['without what it is found by', { terms: [] }],
  ['with something else that it is found by', { terms: ['tampered'] }],
  ['without its tags', { hashtags: [] }],
  ['for others', { visibility: 'FOLLOWERS' }],
  ['of another day', { publishedAt: new Date('2020-01-01') }],
  ['edited at another time', { editedAt: new Date('2020-01-01') }],
  ['said to have media', { hasMedia: true }],
] as const)('a post whose entry is %s is found and mended', async ([, change]) => {
  const id = await post({ text: 'sempiternal things #ever' }, ada);
  await agora.drain();
  const { models } = agora.search.deps;
  const _id = `${(await readIndexState(agora.search.deps)).active}/${id}`;
  const before = await models.entries.findById(_id).lean();
  await (change === null ? models.entries.deleteOne({ _id }) : models.entries.updateOne({ _id }, { $set: change }));
  expect(await compare()).toEqual([nothing, { ...nothing, missing: [id] }, nothing, nothing]);
  expect(await models.entries.findById(_id).lean()).toEqual({ ...before, indexedAt: expect.any(Date) as Date });
  expect(await compare()).toEqual(clean);
});

test.for([
  ['deleted', null],
  ['under another name', { title: 'Somebody else' }],
  ['without what it is found by', { terms: [] }],
] as const)('a person whose entry is %s is found and mended', async ([, change]) => {
  const { models } = agora.search.deps;
  const _id = `${(await readIndexState(agora.search.deps)).active}/${ben.id}`;
  await (change === null ? models.entries.deleteOne({ _id }) : models.entries.updateOne({ _id }, { $set: change }));
  expect(await compare()).toEqual([{ ...nothing, missing: [ben.id] }, nothing, nothing, nothing]);
  expect(await compare()).toEqual(clean);
});

test.for([
  ['an article', 'createArticle', 'ArticleInput', {}, 2],
  ['an event', 'createEvent', 'EventInput', { startsAt: '2027-01-01T00:00:00.000Z', place: { name: 'Square' } }, 3],
] as const)('%s whose entry is lost or another is found and mended', async ([, mutation, type, more, at]) => {
  await setRole(agora.users.deps, ada, 'EDITOR');
  await agora.drain();
  const input = { title: 'Sempiternal', description: 'Ever', body: 'and *ever*', tags: ['ever'], status: 'PUBLISHED', ...more };
  const { id } = await act(`mutation ($input: ${type}!) { done: ${mutation}(input: $input) { id } }`, { input }, ada);
  await agora.drain();
  const { models } = agora.search.deps;
  const _id = `${(await readIndexState(agora.search.deps)).active}/${id}`;
  const before = await models.entries.findById(_id).lean();
  const lost = clean.with(at, { ...nothing, missing: [id] });
  await models.entries.deleteOne({ _id });
  expect(await compare()).toEqual(lost);
  await models.entries.updateOne({ _id }, { $set: { title: 'tampered' } });
  expect(await compare()).toEqual(lost);
  expect(await models.entries.findById(_id).lean()).toEqual({ ...before, indexedAt: expect.any(Date) as Date });
  expect(await compare()).toEqual(clean);
});
