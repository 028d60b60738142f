/** An author who has just become private or public publishes as such, however far posts is behind with users' events. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { byId } from '#lib/db/ids.ts';
import { createAsk } from '#lib/graphql/ask.ts';
import { makeWorld, type World } from '#test/harness/authorization/world.ts';
import { holdReader } from '#test/harness/clients/hold-reader.ts';
import { makePeople } from '#test/harness/clients/people.ts';
import { type Person, startSupergraph, type Supergraph } from '#test/harness/supergraph.ts';
import { askStandings } from '../authors/standing.ts';

let agora: Supergraph;
let world: World;
let ada: Person;
let ben: Person;
let eve: Person;

beforeAll(async () => {
  agora = await startSupergraph();
  world = await makeWorld(agora.users.deps, 'public');
});
beforeEach(async () => {
  [ada, ben, eve] = (await makePeople(agora.users.deps, 3)) as [Person, Person, Person];
  await must('mutation ($id: ID!) { follow(userId: $id) { id } }', { id: ada.id }, ben);
  await agora.drain();
});
afterAll(async () => await agora[Symbol.asyncDispose]());

async function must<Data = Record<string, never>>(query: string, variables: object, as?: Person): Promise<Data> {
  const { data, errors } = await agora.ask(query, variables, as);
  expect(errors).toEqual([]);
  return data as Data;
}

async function create(input: object, as: Person): Promise<string> {
  const mutation = 'mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }';
  return (await must<{ createPost: { id: string } }>(mutation, { input }, as)).createPost.id;
}

async function setPrivate(isPrivate: boolean): Promise<void> {
  await must('mutation ($is: Boolean!) { updateProfile(input: {isPrivate: $is}) { id } }', { is: isPrivate }, ada);
}

const everywhere = /* GraphQL */ `
  query ($id: ID!, $author: ID!, $tag: String!, $parent: ID!) {
    post(id: $id) { id }
    node(id: $id) { id }
    all: posts(first: 100) { nodes { id } }
    own: posts(authorId: $author, first: 100) { nodes { id } }
    tagged: posts(hashtag: $tag, first: 100) { nodes { id } }
    parent: post(id: $parent) { replies(first: 100) { nodes { id } } replyCount }
  }
`;

interface Where {
  id: string;
  tag: string;
  parent: string;
}

/** The ways in which a reader gets to a post. */
async function placesOf({ id, tag, parent }: Where, viewer?: Person): Promise<string[]> {
  interface List {
    nodes: { id: string }[];
  }
  const data = await must<{ post: object | null; node: object | null; all: List; own: List; tagged: List; parent: { replies: List } }>(
    everywhere,
    { id, author: ada.id, tag, parent },
    viewer,
  );
  const has = ({ nodes }: List): boolean => nodes.some((node) => node.id === id);
  const places = { post: data.post !== null, node: data.node !== null, all: has(data.all), own: has(data.own) };
  const found = { ...places, tagged: has(data.tagged), replies: has(data.parent.replies) };
  return Object.entries(found).flatMap(([place, isThere]) => (isThere ? place : []));
}

const publish = 'mutation ($id: ID!) { publishPost(id: $id) { id } }';

async function schedule(text: string, as: Person): Promise<string> {
  return await create({ text, publishAt: new Date(Date.now() + 3_600_000) }, as);
}

async function makeDue(id: string): Promise<void> {
  await agora.posts.deps.models.drafts.updateOne(byId(id), { $set: { publishAt: new Date() } });
}

/** Makes a scheduled post due, and waits until it is published. */
async function publishDue(id: string): Promise<void> {
  await makeDue(id);
  for (const deadline = Date.now() + 25_000; !(await agora.posts.deps.models.posts.exists(byId(id))); await delay(20))
    if (Date.now() > deadline) throw new Error('It is not published.');
}

type Way = (input: { text: string; replyToId: string }, change: () => Promise<void>) => Promise<string>;

const ways: Record<string, Way> = {
  'written then': async (input, change) => {
    await change();
    return await create(input, ada);
  },
  'drafted before': async (input, change) => {
    const id = await create({ ...input, draft: true }, ada);
    await change();
    await must(publish, { id }, ada);
    return id;
  },
  'scheduled before': async (input, change) => {
    const id = await create({ ...input, publishAt: new Date(Date.now() + 3_600_000) }, ada);
    await change();
    await publishDue(id);
    return id;
  },
  'edited then': async (input, change) => {
    const id = await create({ ...input, text: 'before' }, ada);
    await change();
    await must('mutation ($id: ID!, $text: String!) { editPost(id: $id, text: $text) { id } }', { id, text: input.text }, ada);
    return id;
  },
};

test.each(Object.entries(ways))('a post %s is for followers from the moment at which its author is private', async (_name, way) => {
  const tag = `t${ada.id.slice(-8).toLowerCase()}`;
  const parent = await create({ text: 'parent' }, eve);
  let where: Where;
  {
    await using _held = await holdReader(agora.posts.deps, 'users');
    const id = await way({ text: `hidden #${tag}`, replyToId: parent }, async () => await setPrivate(true));
    where = { id, tag, parent };
    expect([await placesOf(where), await placesOf(where, eve)]).toEqual([[], []]);
    expect(await placesOf(where, ben)).toEqual(expect.arrayContaining(['post', 'node', 'own']));
  }
  await agora.drain();
  expect([await placesOf(where), await placesOf(where, eve)]).toEqual([[], []]);
  expect((await agora.posts.deps.models.accounts.findOne(byId(ada.id)).lean())?.postCount).toBe(0);
});

test('a repost is hidden as soon as its author is private', async () => {
  const shown = await create({ text: 'shown' }, eve);
  const ofAda = async (): Promise<number> => await agora.posts.deps.models.posts.countDocuments({ authorId: ada.id, isListed: true });
  const list = 'query ($id: ID!) { posts(authorId: $id) { nodes { id } } }';
  await using _held = await holdReader(agora.posts.deps, 'users');
  await setPrivate(true);
  await must('mutation ($id: ID!) { repost(id: $id) { id } }', { id: shown }, ada);
  expect(await must(list, { id: ada.id })).toEqual({ posts: { nodes: [] } });
  expect(await ofAda()).toBe(0);
});

test('posts of a private time show as soon as their author is public, before any event of it is read', async () => {
  await using _held = await holdReader(agora.posts.deps, 'users');
  await setPrivate(true);
  const first = await create({ text: 'first' }, ada);
  await setPrivate(false);
  expect((await must(`{ post(id: "${first}") { id } }`, {}))['post']).toBe(null);
  const second = await create({ text: 'second' }, ada);
  expect(await must(`{ first: post(id: "${first}") { id } second: post(id: "${second}") { id } }`, {})).toEqual({
    first: { id: first },
    second: { id: second },
  });
});

test('events older than the answer of users change nothing', async () => {
  const { models } = agora.posts.deps;
  await using held = await holdReader(agora.posts.deps, 'users');
  for (const isPrivate of [true, false, true, false, true]) await setPrivate(isPrivate);
  const id = await create({ text: 'hidden' }, ada);
  expect(await models.restrictions.findOne(byId(ada.id)).lean()).toMatchObject({ isPrivate: true });
  const seen: unknown[] = [];
  await held[Symbol.asyncDispose]();
  // The reader takes them in one by one or together: at no moment is an older one believed.
  const draining = agora.drain();
  let isDrained = false;
  void draining.finally(() => (isDrained = true));
  while (!isDrained) seen.push((await must<{ post: object | null }>('query ($id: ID!) { post(id: $id) { id } }', { id })).post);
  await draining;
  expect(new Set(seen)).toEqual(new Set([null]));
  await setPrivate(false);
  await agora.drain();
  expect((await must('query ($id: ID!) { post(id: $id) { id } }', { id }))['post']).toEqual({ id });
});

test('the scheduled posts of a suspended user are not shown', async () => {
  await using _held = await holdReader(agora.posts.deps, 'users');
  const id = await schedule('spam #spam', ada);
  await must('mutation ($id: ID!) { suspendUser(userId: $id, reason: "spam") { id } }', { id: ada.id }, world.admin);
  await publishDue(id);
  expect(await must(`{ post(id: "${id}") { id } posts(hashtag: "spam") { nodes { id } } }`, {})).toEqual({
    post: null,
    posts: { nodes: [] },
  });
});

test('listeners to a tag get no post by an author who has just become private', async () => {
  const tag = `l${ada.id.slice(-8).toLowerCase()}`;
  const stop = new AbortController();
  const heard: string[] = [];
  const subscription = 'subscription ($tag: String) { newPost(hashtag: $tag) { post { id } } }';
  const listening = (async () => {
    for await (const { data } of agora.subscribe(subscription, { tag }, eve, stop.signal)) heard.push(data.newPost.post?.id);
  })();
  const until = async (again: () => Promise<string>): Promise<void> => {
    const ids = [await again()];
    for (const deadline = Date.now() + 25_000; !ids.some((id) => heard.includes(id)); await delay(50)) {
      if (Date.now() > deadline) throw new Error('Nothing is heard.');
      ids.push(await again());
    }
  };
  await until(async () => await create({ text: `mark #${tag}` }, ben));
  await using _held = await holdReader(agora.posts.deps, 'users');
  await setPrivate(true);
  const hidden = await create({ text: `hidden #${tag}` }, ada);
  await until(async () => await create({ text: `mark #${tag}` }, ben));
  expect(heard).not.toContain(hidden);
  stop.abort();
  await listening;
});

test('without users no post is published, scheduled posts wait, and an unanswered question ends', { timeout: 60_000 }, async () => {
  const id = await schedule('waits', ada);
  const draft = await create({ text: 'draft', draft: true }, ada);
  const silent = createServer(() => undefined).listen(0, '127.0.0.1');
  await new Promise((resolve) => silent.once('listening', resolve));
  const { clock, random, log, models } = agora.posts.deps;
  const users = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const ask = createAsk({ service: 'posts', secret: 'a secret of tests', subgraphs: { users }, clock, random });
  const unavailable = expect.objectContaining({ code: 'SUBGRAPH_UNAVAILABLE' });
  const askedAt = performance.now();
  await expect(askStandings({ ask }, [ada.id])).rejects.toEqual(unavailable);
  expect(performance.now() - askedAt).toBeLessThan(4_500);
  silent.closeAllConnections();
  silent.close();

  await agora.users.close();
  for (const [query, variables] of [
    ['mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }', { input: { text: 'refused' } }],
    [publish, { id: draft }],
  ] as const) {
    const { errors } = await agora.ask(query, variables, ada);
    expect(errors.map(({ extensions }: { extensions: { code: string } }) => extensions.code)).toContain('SUBGRAPH_UNAVAILABLE');
  }
  const warned = vi.spyOn(log, 'warn');
  await makeDue(id);
  await vi.waitUntil(
    () => warned.mock.calls.some(([, message]) => message === 'the database or a subgraph is away: what is due waits'),
    25_000,
  );
  expect(await models.posts.countDocuments({ authorId: ada.id })).toBe(0);
  expect((await models.drafts.find({ authorId: ada.id }).lean()).map(({ _id }) => _id).sort()).toEqual([id, draft].sort());
});
