/**
 * The SDK's live feed on a bad network, with services killed and Redis flushed, and a record of the posts that it
 * yields.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { createClient, createMemoryStorage } from '../../../sdk/src/index.ts';
import type { Person } from '../clients/client.ts';
import { startCuttingProxy } from '../fakes/cutting-proxy.ts';
import { followUser, publish, readPage } from '../clients/posting.ts';
import type { SomeAgora } from '../processes.ts';

type Agora = SomeAgora<'posts'>;

export interface DisturbedFeed {
  /** The posts in the order in which they were published. */
  published: string[];
  /** The posts that the feed yielded, from the oldest of its first page on. */
  yielded: string[];
  /** How often the socket was cut while it was open. */
  cuts: number;
  /** How often the feed gave a page again because it could not be resumed. */
  reloads: number;
  /** How many posts it was behind at most. */
  furthestBehind: number;
  /** How many posts of others, and pages, the load made meanwhile. */
  load: number;
}

export interface DisturbOptions {
  /** How often the feed's socket is cut. */
  cuts: number;
  /** Others who post and read meanwhile. */
  loaders: number;
  /** Disturbances beside the cuts, spread evenly over them. */
  disturbances: (() => Promise<void>)[];
  /** How long the last posts may take. */
  settleWithinMs: number;
  onProgress?: (cuts: number) => void;
}

/** One in so many cuts comes before the feed had a chance to go on; the others a moment after it did. */
const rashCutEvery = 5;
const openForMs = 60;
const postEveryMs = 40;
/** A feed that is cut after a few events each time falls behind; beyond 1,000 it would rightly give a page again. */
const maxBehind = 500;

export async function disturbFeed(
  agora: Agora,
  { cuts, loaders, disturbances, settleWithinMs, onProgress }: DisturbOptions,
): Promise<DisturbedFeed> {
  const author = await agora.register();
  const reader = await agora.register();
  await followUser(agora, reader, author.id);
  await (await agora.open()).drain();
  const published = [(await publish(agora, author, 'before the page')).id];
  await using proxy = await startCuttingProxy(agora.gateway.url);
  const result: DisturbedFeed = { published, yielded: [], cuts: 0, reloads: 0, furthestBehind: 0, load: 0 };

  const client = createClient({ url: `${proxy.url}/graphql`, storage: createMemoryStorage() });
  await client.auth.login({ usernameOrEmail: reader.username, password: reader.password });
  const ending = new AbortController();
  let isLive = false;
  const onStatus = ({ status }: { status: string }): void => void (isLive = status === 'live');
  const following = (async () => {
    for await (const update of client.live.feed({ first: 5, signal: ending.signal, onStatus })) {
      if (update.kind === 'added') result.yielded.push(update.item.id);
      else if (update.reason === 'first') result.yielded.push(...update.items.map(({ id }) => id).toReversed());
      else result.reloads += 1;
    }
  })();
  let isOver = false;
  const posting = (async () => {
    for (let i = 0; !isOver; i++) {
      published.push((await publish(agora, author, `${author.username} ${i}`)).id);
      result.furthestBehind = Math.max(result.furthestBehind, published.length - result.yielded.length);
      await delay(postEveryMs);
      while (!isOver && published.length - result.yielded.length >= maxBehind) await delay(postEveryMs);
    }
  })();
  const loading = Promise.all(Array.from({ length: loaders }, async () => await load(agora, await agora.register(), () => isOver)));

  let yieldedBefore = 0;
  const pending = [...disturbances];
  let disturbing: Promise<void> = Promise.resolve();
  while (result.cuts < cuts) {
    await delay(Math.random() * openForMs);
    const isReady = result.cuts % rashCutEvery === 0 || result.yielded.length > yieldedBefore;
    if (!isLive || !isReady || proxy.open() === 0) continue;
    isLive = false;
    yieldedBefore = result.yielded.length;
    proxy.cut();
    result.cuts += 1;
    onProgress?.(result.cuts);
    const due = Math.floor((result.cuts / cuts) * (disturbances.length + 1));
    if (disturbances.length - pending.length < Math.min(due, disturbances.length)) {
      const before = disturbing;
      const next = pending.shift();
      disturbing = (async () => {
        await before;
        await next?.();
      })();
    }
  }
  await disturbing;
  isOver = true;
  await posting;
  result.load = (await loading).reduce((sum, count) => sum + count, 0);
  const deadline = performance.now() + settleWithinMs;
  while (result.yielded.length < published.length && performance.now() < deadline) await delay(50);
  // A repeated post would arrive a moment later.
  await delay(500);
  ending.abort();
  await following;
  client.dispose();
  return result;
}

/** Posts and reads until it is over; what fails while services are away is not its concern. */
async function load(agora: Agora, person: Person, isOver: () => boolean): Promise<number> {
  let count = 0;
  while (!isOver()) {
    await publish(agora, person, `load ${person.username} ${count}`);
    await readPage(agora, person).catch(() => undefined);
    count += 2;
    await delay(postEveryMs);
  }
  return count;
}

/** Other disturbances of a live feed: services killed, or stopped and restarted, and Redis flushed. */
export function disturbancesOf(agora: Agora): Record<'killPosts' | 'killGateway' | 'stopGateway' | 'flushRedis', () => Promise<void>> {
  return {
    killPosts: async () => {
      await agora.posts.kill();
      await agora.posts.restart();
    },
    killGateway: async () => {
      await agora.gateway.kill();
      await agora.gateway.restart();
    },
    stopGateway: async () => {
      await agora.gateway.stop();
      await agora.gateway.restart();
    },
    flushRedis: async () => {
      const redis = new Redis(agora.stores.redis.url);
      await redis.flushall();
      redis.disconnect();
    },
  };
}
