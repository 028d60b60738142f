/** A deleted account leaves nothing behind in any subgraph, and a receipt that says so. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Connection } from 'mongoose';
import { type Person, startSupergraph, type Supergraph } from '../../harness/supergraph.ts';

let agora: Supergraph;
beforeAll(async () => {
  agora = await startSupergraph();
});
afterAll(async () => await agora[Symbol.asyncDispose]());

/**
 * Collections that may still name the account's id, and why. Its name, address and texts remain in no collection but
 * the logs.
 */
const tombstones = [
  'users.erasures', // the receipt
  'users.sessions', // ended ones, a day
  'posts.accounts', // the account existed, so posts publishes nothing more under its id
  'posts.restrictions', // the same, for what others ask
  'notifications.restrictions', // the same
  'rooms.restrictions', // the same
];
const logs = ['events', 'jobs'].flatMap((name) =>
  ['users', 'posts', 'media', 'notifications', 'rooms'].map((service) => `${service}.${name}`),
); // 14 days
logs.push('notifications.sources', 'notifications.deliveries'); // ids of posts; 2 and 30 days

async function act(call: string, id: string, as: Person): Promise<void> {
  const { errors } = await agora.ask(`mutation ($id: ID!) { ${call} }`, { id }, as);
  expect(errors).toEqual([]);
}

async function create(input: object, as: Person): Promise<string> {
  const { data, errors } = await agora.ask('mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }', { input }, as);
  expect(errors).toEqual([]);
  return data.createPost.id;
}

/** The collections of a service in which a text stands, with the first document. */
async function find(service: string, connection: Connection, text: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const { db } = connection;
  if (!db) throw new Error(`${service} is not connected.`);
  for (const { name } of await db.listCollections().toArray()) {
    for await (const document of db.collection(name).find()) {
      const shown = JSON.stringify(document);
      if (shown.includes(text) && !found.has(`${service}.${name}`)) found.set(`${service}.${name}`, shown);
    }
  }
  return found;
}

test('only tombstones and logs are left, and the receipt is complete', async () => {
  const username = `leaver${Date.now().toString(36)}`;
  const [leaver, friend, recluse] = [await agora.register(username), await agora.register(), await agora.register()];
  await agora.ask('mutation { updateProfile(input: { isPrivate: true }) { id } }', {}, recluse);
  const [theirs, other] = [await create({ text: 'of a friend' }, friend), await create({ text: 'another' }, friend)];
  await act('follow(userId: $id) { id }', friend.id, leaver);
  await act('follow(userId: $id) { id }', leaver.id, friend);
  await act('follow(userId: $id) { id }', recluse.id, leaver);
  await act('mute(userId: $id) { id }', recluse.id, leaver);
  await act('block(userId: $id) { id }', leaver.id, recluse);
  const own = await create({ text: 'telltale words', idempotencyKey: 'telltale' }, leaver);
  await create({ text: 'telltale answer', replyToId: theirs }, leaver);
  await create({ text: 'telltale draft', draft: true }, leaver);
  await create({ text: 'telltale schedule', publishAt: new Date(Date.now() + 86_400_000) }, leaver);
  await create({ text: `hello @${username}`, visibility: 'MENTIONED' }, friend);
  for (const name of ['likePost', 'repost', 'bookmarkPost']) {
    await act(`${name}(id: $id) { id }`, other, leaver);
    await act(`${name}(id: $id) { id }`, own, friend);
  }
  const { createRoom } = (await agora.ask('mutation { createRoom(input: { name: "Rest" }) { id } }', {}, friend)).data;
  await act('joinRoom(id: $id) { id }', createRoom.id, leaver);
  await act('sendMessage(input: { roomId: $id, text: "telltale message", idempotencyKey: "telltale" }) { id }', createRoom.id, leaver);
  await agora.drain();
  const { errors } = await agora.ask(
    'mutation ($password: String!) { deleteAccount(password: $password) }',
    { password: leaver.password },
    leaver,
  );
  expect(errors).toEqual([]);
  await agora.drain();

  const { users, posts, media, notifications, rooms } = agora;
  const receipt = await users.deps.models.erasures.findById(leaver.id).lean();
  expect(receipt).toMatchObject({
    erasedAt: {
      users: expect.any(Date),
      posts: expect.any(Date),
      media: expect.any(Date),
      search: expect.any(Date),
      notifications: expect.any(Date),
      rooms: expect.any(Date),
    },
    completedAt: expect.any(Date),
  });
  for (const text of [leaver.id, username, 'telltale', own]) {
    const found = new Map<string, string>();
    for (const { name, deps } of [users, posts, media, notifications, rooms])
      for (const [where, shown] of await find(name, deps.connection, text)) found.set(where, shown);
    const allowed = text === leaver.id ? [...tombstones, ...logs] : logs;
    // Others keep the texts that they wrote, even one that mentions its name.
    const left = [...found].filter(
      ([where, shown]) => !allowed.includes(where) && !(text === username && shown.includes(`hello @${username}`)),
    );
    expect(Object.fromEntries(left)).toEqual({});
  }
  const { data } = await agora.ask('query ($id: ID!) { post(id: $id) { likeCount repostCount replyCount } }', { id: other }, friend);
  expect(data.post).toEqual({ likeCount: 0, repostCount: 0, replyCount: 0 });
  const keys = await users.deps.redis.keys('*');
  expect(keys.filter((key) => key.includes(leaver.id) || key.includes(username))).toEqual([]);
});
