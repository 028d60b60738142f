/** A subscriber misses nothing and gets nothing twice: posts killed in the middle, Redis flushed in the middle. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Redis } from 'ioredis';
import { followUser, publish, readFeed, readPage } from '#test/harness/clients/posting.ts';
import { makePeople } from '#test/harness/clients/people.ts';
import { type SomeAgora, startServices } from '#test/harness/processes.ts';
import type { Person } from '#test/harness/clients/client.ts';
import { watchFeed, type Watcher } from '#test/harness/clients/watch.ts';

const total = 12;

let agora: SomeAgora<'users' | 'posts'>;
let author: Person;
let follower: Person;
beforeAll(async () => {
  agora = await startServices(['users', 'posts']);
  const { users, drain } = await agora.open();
  [author, follower] = (await makePeople(users, 2)) as [Person, Person];
  await followUser(agora, follower, author.id);
  await drain();
});
afterAll(async () => await agora[Symbol.asyncDispose]());

/** Publishes one after the other; `disturb` runs beside the middle one. @returns Their ids. */
async function publishAll(name: string, disturb: () => Promise<void>): Promise<string[]> {
  const ids: string[] = [];
  let disturbing: Promise<void> | undefined;
  for (let i = 0; i < total; i++) {
    if (i === total / 2) disturbing = disturb();
    ids.push((await publish(agora, author, `${name} ${i}`)).id);
  }
  await disturbing;
  return ids;
}

const idsOf = ({ seen }: Watcher): string[] => seen.map(({ id }) => id);

test('posts is killed between posts and restarted', async () => {
  const { liveCursor } = await readPage(agora, follower);
  const staying = watchFeed(agora, follower, { after: liveCursor });
  const dropping = watchFeed(agora, follower, { after: liveCursor });
  const ids = await publishAll('kill', async () => {
    await dropping.reach(2, 10_000);
    await dropping.drop();
    await agora.posts.kill();
    dropping.resume();
    await agora.posts.restart();
  });
  await Promise.all([staying.reach(total, 15_000), dropping.reach(total, 15_000)]);
  await Promise.all([staying.stop(), dropping.stop()]);
  expect(idsOf(staying)).toEqual(ids);
  expect(idsOf(dropping)).toEqual(ids);
  expect((await readFeed(agora, follower)).map(({ id }) => id)).toEqual(ids.toReversed());
});

test('Redis is flushed in the middle', async () => {
  const { liveCursor } = await readPage(agora, follower);
  const before = (await readFeed(agora, follower)).map(({ id }) => id);
  const watcher = watchFeed(agora, follower, { after: liveCursor });
  const redis = new Redis(agora.stores.redis.url);
  const ids = await publishAll('flush', async () => void (await redis.flushall()));
  redis.disconnect();
  await watcher.reach(total, 15_000);
  await watcher.stop();
  expect(idsOf(watcher)).toEqual(ids);
  expect((await readFeed(agora, follower)).map(({ id }) => id)).toEqual([...ids.toReversed(), ...before]);
});
