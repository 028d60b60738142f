/**
 * Two processes of every service, each worker killed in turn: no acknowledged write is lost and no work is done twice.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openEventLog } from '#lib/events/log.ts';
import { jobRecords } from '#lib/jobs/records.ts';
import { type Client, createApiClient, type Person } from '#test/harness/clients/client.ts';
import { followUser, publish, readFeed } from '#test/harness/clients/posting.ts';
import { type AgoraProcesses, openProcesses, type ServiceProcess } from '#test/harness/processes.ts';

const postCount = 24;
const fanCount = 4;

let agora: AgoraProcesses;
let workers: ServiceProcess[];
let clients: [Client, Client];
let authors: Person[];
let fans: Person[];

beforeAll(async () => {
  agora = await openProcesses();
  // The first of each is the one that others ask.
  const [, , secondUsers, secondPosts] = await Promise.all([
    agora.start('users', { role: 'api' }),
    agora.start('posts', { role: 'api' }),
    agora.start('users', { role: 'all' }),
    agora.start('posts', { role: 'all' }),
    agora.start('notifications'),
  ]);
  workers = await Promise.all([agora.start('users', { role: 'worker' }), agora.start('posts', { role: 'worker' })]);
  workers.push(secondUsers, secondPosts);
  const [one, two] = await Promise.all([
    agora.start('gateway'),
    agora.start('gateway', { subgraphs: { users: secondUsers.url, posts: secondPosts.url } }),
  ]);
  clients = [createApiClient(one.url), createApiClient(two.url)];
  authors = [await clients[0].register(), await clients[0].register()];
  fans = await Promise.all(Array.from({ length: fanCount }, async () => await clients[0].register()));
}, 120_000);
afterAll(async () => await agora[Symbol.asyncDispose]());

test('posts, likes and follows survive killed relays, readers and workers', async () => {
  const { users, posts, drain } = await agora.open();
  for (const fan of fans) for (const author of authors) await followUser(clients[0], fan, author.id);
  const ids: string[] = [];
  for (let i = 0; i < postCount; i++) {
    // One kill at a time, each process back before the next. Another process takes over the leases and jobs of the
    // killed one.
    if (i % 6 === 2) {
      const dying = workers[Math.floor(i / 6) % workers.length];
      await dying?.kill();
      await dying?.restart();
    }
    const { id } = await publish(clients[0], authors[i % 2] as Person, `post ${i}`);
    ids.push(id);
    const fan = fans[i % fanCount] as Person;
    const liked = await clients[0].ask('mutation ($id: ID!) { likePost(id: $id) { viewerLiked } }', { id }, fan);
    expect(liked).toEqual({ data: { likePost: { viewerLiked: true } }, errors: [] });
  }
  await drain(45_000);

  for (const [index, fan] of fans.entries()) {
    expect((await readFeed(clients[index % 2] as Client, fan)).map(({ id }) => id)).toEqual(ids.toReversed());
    expect(await posts.models.feedEntries.countDocuments({ viewerId: fan.id })).toBe(postCount);
  }
  const fanOuts = await posts.models.fanOuts.find().lean();
  expect(fanOuts).toHaveLength(postCount);
  for (const fanOut of fanOuts) expect(fanOut).toMatchObject({ isOpen: false, done: fanCount, total: fanCount });
  for (const author of authors) {
    expect((await posts.models.accounts.findById(author.id).lean())?.postCount).toBe(postCount / 2);
    expect((await users.models.users.findById(author.id).lean())?.followerCount).toBe(fanCount);
  }
  expect(await posts.models.followers.countDocuments()).toBe(fanCount * authors.length);
  expect(await posts.models.likes.countDocuments()).toBe(postCount);
  for (const deps of [users, posts]) {
    const { events, head } = openEventLog(deps.connection);
    const seqs = (await events.find({}, { seq: 1 }).sort({ seq: 1 }).lean()).map(({ seq }) => seq);
    expect(seqs).toEqual(Array.from({ length: (await head()).seq }, (_, index) => index + 1));
    expect(await jobRecords(deps.connection).countDocuments({ state: { $ne: 'done' } })).toBe(0);
  }
}, 120_000);
