/** Mentions: posts for the mentioned only, and names that change. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, startSupergraph, type Supergraph } from '#test/harness/supergraph.ts';

let agora: Supergraph;
let ada: Person;
let ben: Person;
let eve: Person;
let kim: Person;

beforeAll(async () => {
  agora = await startSupergraph();
  [ada, ben, eve, kim] = [
    await agora.register('ada'),
    await agora.register('ben'),
    await agora.register('eve'),
    await agora.register('kim'),
  ];
  for (const follower of [ben, eve]) await agora.ask('mutation ($id: ID!) { follow(userId: $id) { id } }', { id: ada.id }, follower);
  await agora.drain();
});
afterAll(async () => await agora[Symbol.asyncDispose]());

async function create(text: string): Promise<string> {
  const input = { text, visibility: 'MENTIONED' };
  const { data, errors } = await agora.ask('mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }', { input }, ada);
  expect(errors).toEqual([]);
  return data.createPost.id;
}

async function edit(id: string, text: string): Promise<{ mentions: { username: string }[] }> {
  const mutation = 'mutation ($id: ID!, $text: String!) { editPost(id: $id, text: $text) { mentions { username } } }';
  const { data, errors } = await agora.ask(mutation, { id, text }, ada);
  expect(errors).toEqual([]);
  return data.editPost;
}

async function finds(id: string, person: Person): Promise<{ post: boolean; feed: boolean; list: boolean }> {
  const { data, errors } = await agora.ask(
    'query ($id: ID!, $author: ID!) { post(id: $id) { id } feed(first: 100) { nodes { id } } user(id: $author) { posts(first: 100) { nodes { id } } } }',
    { id, author: ada.id },
    person,
  );
  expect(errors).toEqual([]);
  const has = ({ nodes }: { nodes: { id: string }[] }): boolean => nodes.some((node) => node.id === id);
  return { post: data.post !== null, feed: has(data.feed), list: has(data.user.posts) };
}

const all = { post: true, feed: true, list: true };
const none = { post: false, feed: false, list: false };

test('only the mentioned see a post for them, and followers among them have it in their feeds', async () => {
  const id = await create('psst @ben and @kim');
  await agora.drain();
  expect(await finds(id, ada)).toEqual(all);
  expect(await finds(id, ben)).toEqual(all);
  expect(await finds(id, kim)).toEqual({ ...all, feed: false });
  expect(await finds(id, eve)).toEqual(none);
  expect(await agora.posts.deps.models.feedEntries.countDocuments({ postId: id })).toBe(2);

  await edit(id, 'psst @eve');
  await agora.drain();
  expect(await finds(id, eve)).toEqual(all);
  for (const person of [ben, kim]) expect(await finds(id, person)).toEqual(none);
});

test('a mention stays with its account when that is renamed, and when another account takes the name', async () => {
  const id = await create('hello @kim');
  const rename = async (username: string, person: Person): Promise<void> => {
    const { errors } = await agora.ask(
      'mutation ($name: String!) { updateProfile(input: { username: $name }) { id } }',
      { name: username },
      person,
    );
    expect(errors).toEqual([]);
    await agora.drain();
  };
  await rename('kim.two', kim);
  await rename('kim', eve);
  expect((await edit(id, 'hello again @kim')).mentions).toEqual([{ username: 'kim.two' }]);
  expect((await edit(id, 'hello @kim.two and @kim')).mentions).toEqual([{ username: 'kim.two' }]);
  expect((await edit(id, 'nobody')).mentions).toEqual([]);
  expect((await edit(id, 'now @kim')).mentions).toEqual([{ username: 'kim' }]);
});
