/** A notification of an answer has the answer: the newest that is there and for the viewer. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSupergraph, type Person, type Supergraph } from '#test/harness/supergraph.ts';

let agora: Supergraph;
beforeAll(async () => {
  agora = await startSupergraph();
});
afterAll(async () => await agora[Symbol.asyncDispose]());

async function write(as: Person, input: object): Promise<string> {
  const { data } = await agora.ask('mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }', { input }, as);
  return (data as { createPost: { id: string } }).createPost.id;
}

interface Told {
  kind: string;
  post: { text: string };
  answer: { text: string } | null;
}

async function told(to: Person): Promise<Told[]> {
  await agora.drain();
  const { data, errors } = await agora.ask('{ notifications(first: 9) { nodes { kind post { text } answer { text } } } }', {}, to);
  expect(errors).toEqual([]);
  return (data as { notifications: { nodes: Told[] } }).notifications.nodes;
}

test('a notification shows the newest answer that is neither deleted nor hidden; other kinds have no answer', async () => {
  const [ann, bob, eve] = [await agora.register(), await agora.register(), await agora.register()];
  const replyToId = await write(ann, { text: 'Mine' });
  await write(bob, { text: 'First answer', replyToId });
  const second = await write(bob, { text: 'Second answer', replyToId });
  const about = { kind: 'REPLY', post: { text: 'Mine' } };
  expect(await told(ann)).toEqual([{ ...about, answer: { text: 'Second answer' } }]);
  await agora.ask('mutation ($id: ID!) { deletePost(id: $id) }', { id: second }, bob);
  expect(await told(ann)).toEqual([{ ...about, answer: { text: 'First answer' } }]);
  await write(eve, { text: 'Of another', replyToId });
  expect(await told(ann)).toEqual([{ ...about, answer: { text: 'Of another' } }]);
  await agora.ask('mutation ($userId: ID!) { block(userId: $userId) { id } }', { userId: eve.id }, ann);
  expect(await told(ann)).toEqual([{ ...about, answer: { text: 'First answer' } }]);
  await agora.ask('mutation ($id: ID!) { likePost(id: $id) { id } }', { id: replyToId }, bob);
  expect((await told(ann))[0]).toEqual({ kind: 'LIKE', post: { text: 'Mine' }, answer: null });
});
