/**
 * A post reaches its followers live and in their feed: how soon over 200 posts, and once and in order when posts is
 * killed or Redis flushed.
 *
 * An outside client (fetch and graphql-ws) against separate processes. `npm run prove -- main-job [posts]`.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { compareSequences, describeMachine, type Figure, percentile, report } from '../../harness/load/figures.ts';
import { followUser, publish, type Published, readFeed, readPage } from '../../harness/clients/posting.ts';
import { startAgora } from '../../harness/processes.ts';
import { watchFeed, type Watcher } from '../../harness/clients/watch.ts';

const timed = Number(process.argv[2] ?? 200);
const disturbed = Math.min(timed, 50);
const warmUps = 20;
const eventWithinMs = 30_000;

await using agora = await startAgora();
const author = await agora.register();
const follower = await agora.register();
await followUser(agora, follower, author.id);
await (await agora.open()).drain();

/** Publishes posts one after the other; `disturb` begins beside the middle one. */
async function publishAll(name: string, count: number, disturb: () => Promise<void>): Promise<Published[]> {
  const published: Published[] = [];
  let disturbing: Promise<void> | undefined;
  for (let i = 0; i < count; i++) {
    if (i === Math.floor(count / 2)) disturbing = disturb();
    published.push(await publish(agora, author, `${name} ${i}`));
  }
  await disturbing;
  return published;
}

async function measureTimes(): Promise<Figure[]> {
  const watcher = watchFeed(agora, follower, { after: (await readPage(agora, follower)).liveCursor });
  const toEvent: number[] = [];
  const toFeed: number[] = [];
  const answers: number[] = [];
  for (let i = 0; i < warmUps + timed; i++) {
    const { id, sentAtMs, answeredInMs } = await publish(agora, author, `timed ${i}`);
    await watcher.reach(i + 1, eventWithinMs);
    let isInFeed = false;
    while (!isInFeed) {
      isInFeed = (await readPage(agora, follower, { first: 5 })).posts.some((post) => post.id === id);
      if (performance.now() - sentAtMs > eventWithinMs) throw new Error(`Post ${i} is not in the feed after ${eventWithinMs} ms.`);
    }
    const inFeedMs = performance.now() - sentAtMs;
    const event = watcher.seen[i];
    if (event?.id !== id) throw new Error(`Event ${i} is of another post.`);
    if (i < warmUps) continue;
    answers.push(answeredInMs);
    toEvent.push(event.atMs - sentAtMs);
    toFeed.push(inFeedMs);
  }
  await watcher.stop();
  return [
    { what: `createPost answered, p50 of ${timed}`, value: percentile(answers, 0.5), unit: 'ms' },
    { what: 'mutation sent → event, p50', value: percentile(toEvent, 0.5), unit: 'ms' },
    { what: 'mutation sent → event, p95', value: percentile(toEvent, 0.95), unit: 'ms', below: 150 },
    { what: 'mutation sent → event, max', value: Math.max(...toEvent), unit: 'ms', below: 2_000 },
    { what: 'mutation sent → in feed, p95', value: percentile(toFeed, 0.95), unit: 'ms' },
    { what: 'mutation sent → in feed, max', value: Math.max(...toFeed), unit: 'ms', below: 1_000 },
  ];
}

/** How what a subscriber got, and what the feed shows, differs from what was published. */
async function judge(name: string, published: Published[], watchers: Record<string, Watcher>): Promise<Figure[]> {
  const expected = published.map(({ id }) => id);
  const figures: Figure[] = [
    { what: `${name}: requests sent again`, value: published.reduce((sum, { tries }) => sum + tries - 1, 0), unit: '' },
  ];
  for (const [who, watcher] of Object.entries(watchers)) {
    await watcher.reach(published.length, eventWithinMs).catch((error: unknown) => console.log(`${name}, ${who}: ${String(error)}`));
    // A repeated post would arrive a moment later.
    await delay(500);
    await watcher.stop();
    const got = watcher.seen.map(({ id }) => id);
    const { missing, repeated, misplaced } = compareSequences(expected, got);
    figures.push({ what: `${name}, ${who}: missing, repeated or misplaced`, value: missing + repeated + misplaced, unit: '', exactly: 0 });
  }
  const inFeed = (await readFeed(agora, follower)).slice(0, expected.length).map(({ id }) => id);
  const { missing, repeated, misplaced } = compareSequences(expected.toReversed(), inFeed);
  figures.push({ what: `${name}, feed: missing, repeated or misplaced`, value: missing + repeated + misplaced, unit: '', exactly: 0 });
  return figures;
}

async function killPosts(): Promise<Figure[]> {
  const after = (await readPage(agora, follower)).liveCursor;
  const staying = watchFeed(agora, follower, { after });
  const resuming = watchFeed(agora, follower, { after });
  const published = await publishAll('posts killed', disturbed, async () => {
    await resuming.reach(1, eventWithinMs);
    await resuming.drop();
    await agora.posts.kill();
    await agora.posts.restart();
    resuming.resume();
  });
  return await judge('posts killed', published, { 'connection kept': staying, 'resumed by cursor': resuming });
}

async function flushRedis(): Promise<Figure[]> {
  const watcher = watchFeed(agora, follower, { after: (await readPage(agora, follower)).liveCursor });
  const redis = new Redis(agora.stores.redis.url);
  const published = await publishAll('Redis flushed', disturbed, async () => void (await redis.flushall()));
  redis.disconnect();
  return await judge('Redis flushed', published, { 'connection kept': watcher });
}

console.log(describeMachine());
report([...(await measureTimes()), ...(await killPosts()), ...(await flushRedis())]);
