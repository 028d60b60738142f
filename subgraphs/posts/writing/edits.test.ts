/** Earlier texts of posts: newest first, in pages, bounded, and only for the users whom they were written for. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { byId } from '#lib/db/ids.ts';
import { countQueries } from '#test/harness/count-queries.ts';
import { makePeople } from '#test/harness/clients/people.ts';
import { type Answer, type Person, startSupergraph, type Supergraph } from '#test/harness/supergraph.ts';
import { migrationsOf } from '../migrations.ts';

let agora: Supergraph;
let [ada, ben, eve]: Person[] = [];

beforeAll(async () => {
  agora = await startSupergraph();
  [ada, ben, eve] = await makePeople(agora.users.deps, 3);
  await agora.drain();
});
afterAll(async () => await agora[Symbol.asyncDispose]());

async function create(input: object, as: Person = ada as Person): Promise<string> {
  const { data, errors } = await agora.ask('mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }', { input }, as);
  expect(errors).toEqual([]);
  return data.createPost.id;
}

async function edit(id: string, text: string, as: Person = ada as Person): Promise<Answer> {
  return await agora.ask('mutation ($id: ID!, $text: String!) { editPost(id: $id, text: $text) { id editedAt } }', { id, text }, as);
}

/** Edits one post so many times: `text 0` is the oldest text. */
async function editOften(id: string, times: number, as: Person): Promise<void> {
  for (let done = 0; done < times; done += 10) {
    const mutations = Array.from(
      { length: Math.min(10, times - done) },
      (_, i) => `e${i}: editPost(id: "${id}", text: "text ${done + i + 1}") { id }`,
    );
    expect((await agora.ask(`mutation { ${mutations.join(' ')} }`, {}, as)).errors).toEqual([]);
  }
}

async function editsOf(id: string, args: object = {}, as?: Person): Promise<{ text: string; editedAt: string }[]> {
  const query =
    'query ($id: ID!, $first: Int, $before: DateTime) { post(id: $id) { edits(first: $first, before: $before) { text editedAt } } }';
  const { data, errors } = await agora.ask(query, { id, ...args }, as);
  expect(errors).toEqual([]);
  return data.post.edits;
}

const textsOf = (edits: { text: string }[]): string[] => edits.map(({ text }) => text);
const descending = (from: number, to: number): string[] => Array.from({ length: from - to + 1 }, (_, i) => `text ${from - i}`);

test('the newest 20 texts come first, the rest on further pages; the 101st edit is refused, and the post stays small', async () => {
  const [author] = (await makePeople(agora.users.deps, 1)) as [Person];
  const id = await create({ text: 'text 0' }, author);
  await editOften(id, 100, author);
  expect(textsOf(await editsOf(id))).toEqual(descending(99, 80));
  const walked: string[] = [];
  for (let before: string | undefined; ; ) {
    const page = await editsOf(id, { first: 30, before });
    walked.push(...textsOf(page));
    if (page.length < 30) break;
    before = page.at(-1)?.editedAt;
  }
  expect(walked).toEqual(descending(99, 0));
  expect(textsOf(await editsOf(id, { first: 100 }))).toEqual(walked);
  const refused = await edit(id, 'once more', author);
  expect(refused.errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'id' });
  const stored = await agora.posts.deps.models.posts.findOne(byId(id)).lean();
  expect(JSON.stringify(stored).length).toBeLessThan(2_000);
});

test.each([0, 101, -1])('a page of %i is refused', async (first) => {
  const id = await create({ text: 'x' });
  const { errors } = await agora.ask('query ($id: ID!, $first: Int) { post(id: $id) { edits(first: $first) { text } } }', { id, first });
  expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'first' });
});

test('the earlier texts of a post have a limit in bytes, and edits a limit per hour', async () => {
  const [author] = (await makePeople(agora.users.deps, 1)) as [Person];
  const id = await create({ text: `0${'ü'.repeat(4_999)}` }, author);
  for (let i = 1; i <= 25; i++) expect((await edit(id, `${i}${'ü'.repeat(4_998)}`, author)).errors).toEqual([]);
  expect((await edit(id, 'too much', author)).errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'id' });
  const other = await create({ text: 'text 0' }, author);
  await editOften(other, 75, author);
  const { errors } = await edit(other, 'one more in this hour', author);
  expect(errors[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', retryAfter: expect.any(Number) });
  expect((await edit(await create({ text: 'another' }, ben), 'not hers', ben)).errors).toEqual([]);
  const { models } = agora.posts.deps;
  const hourAgo = new Date(Date.now() - 61 * 60 * 1000);
  await models.edits.updateOne({ _id: `${other}/1` }, { $set: { editedAt: hourAgo } });
  await models.edits.updateOne({ _id: `${id}/1` }, { $set: { editedAt: hourAgo } });
  expect((await edit(other, 'an hour later', author)).errors).toEqual([]);
});

test('an earlier text for the mentioned stays visible to the users whom it mentioned', async () => {
  const [b, c] = [`for @${ben?.username}`, `for @${eve?.username}`];
  const id = await create({ text: b, visibility: 'MENTIONED' });
  await edit(id, `now ${c}`);
  await edit(id, `${b} and ${c}`);
  await edit(id, `again ${c} and ${b}`);
  expect(textsOf(await editsOf(id, {}, eve))).toEqual([`${b} and ${c}`, `now ${c}`]);
  expect(textsOf(await editsOf(id, {}, ben))).toEqual([`${b} and ${c}`, b]);
  expect(textsOf(await editsOf(id, {}, ada))).toEqual([`${b} and ${c}`, `now ${c}`, b]);
  expect(textsOf(await editsOf(id, { first: 1, before: (await editsOf(id, {}, eve))[0]?.editedAt }, eve))).toEqual([`now ${c}`]);
});

test('a page of posts reads the edits of all its posts in one query', async () => {
  const [author] = (await makePeople(agora.users.deps, 1)) as [Person];
  for (let i = 0; i < 5; i++) await editOften(await create({ text: 'text 0' }, author), i, author);
  const counts = await countQueries(agora.posts.deps.connection, async () => {
    const { data } = await agora.ask('query ($id: ID!) { posts(authorId: $id) { nodes { edits { text } } } }', { id: author.id });
    expect(data.posts.nodes.map(({ edits }: { edits: { text: string }[] }) => textsOf(edits))).toEqual(
      [4, 3, 2, 1, 0].map((edits) => descending(edits - 1, 0)),
    );
  });
  expect(counts['post_edits']).toBe(1);
});

test('deletion removes the earlier texts too', async () => {
  const id = await create({ text: 'text 0' }, ben);
  await editOften(id, 3, ben as Person);
  await agora.ask('mutation ($id: ID!) { deletePost(id: $id) }', { id }, ben);
  await agora.drain();
  expect(await agora.posts.deps.models.edits.countDocuments({ postId: id })).toBe(0);
});

test('the edits of documents of an older version are moved, and further edits follow them', async () => {
  const { models } = agora.posts.deps;
  const [open, closed] = [await create({ text: 'now' }), await create({ text: `now @${ben?.username}`, visibility: 'MENTIONED' })];
  const edits = [0, 0, 5].map((minutes, index) => ({
    text: `text ${index}`,
    editedAt: new Date(Date.now() - 10 * 60_000 + minutes * 60_000),
  }));
  for (const id of [open, closed])
    await models.posts.updateOne(byId(id), { $set: { edits }, $unset: { editCount: 1, editBytes: 1 } }, { strict: false });
  for (const { run } of [...migrationsOf(agora.posts.deps), ...migrationsOf(agora.posts.deps)])
    await run({ after: null, save: async () => undefined });
  expect(await models.posts.findOne(byId(open)).lean()).toHaveProperty('edits', []);
  expect(textsOf(await editsOf(open))).toEqual(descending(2, 0));
  expect(textsOf(await editsOf(closed, {}, ada))).toEqual(descending(2, 0));
  expect(await editsOf(closed, {}, ben)).toEqual([]);
  await edit(open, 'later');
  expect(textsOf(await editsOf(open, { first: 2 }))).toEqual(['now', 'text 2']);
  for (const { cleanUp } of migrationsOf(agora.posts.deps)) await cleanUp?.();
  expect(await models.posts.findOne(byId(open)).lean()).not.toHaveProperty('edits');
});

test('what the version before edits after that is moved too, by its time, and a post that it made can be edited', async () => {
  const { models } = agora.posts.deps;
  const id = await create({ text: 'now' });
  const at = (minutes: number) => new Date(Date.now() - 10 * 60_000 + minutes * 60_000);
  const editAsBefore = async (...edits: { text: string; editedAt: Date }[]) =>
    await models.posts.updateOne(byId(id), { $push: { edits: { $each: edits } } }, { strict: false });
  const migrate = async () => {
    for (const { run } of migrationsOf(agora.posts.deps)) await run({ after: null, save: async () => undefined });
  };
  await models.posts.updateOne(byId(id), { $set: { edits: [] }, $unset: { editCount: 1, editBytes: 1 } }, { strict: false });
  expect(await editsOf(id)).toEqual([]);
  await editAsBefore({ text: 'text 0', editedAt: at(0) }, { text: 'text 1', editedAt: at(1) });
  await migrate();
  await editAsBefore({ text: 'text 2', editedAt: at(2) });
  await edit(id, 'later');
  await editAsBefore({ text: 'text 3', editedAt: at(3) });
  await migrate();
  expect(textsOf(await editsOf(id))).toEqual(['now', ...descending(3, 0)]);
  const never = await create({ text: 'text 0' });
  await models.posts.updateOne(byId(never), { $set: { edits: [] }, $unset: { editCount: 1, editBytes: 1 } }, { strict: false });
  for (const text of ['text 1', 'text 2']) expect((await edit(never, text)).errors).toEqual([]);
  expect(textsOf(await editsOf(never))).toEqual(descending(1, 0));
});
