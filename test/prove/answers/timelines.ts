/**
 * Authors with 200,000 and 20,000 followers, a reader who follows 500 authors, and an author who keeps crossing the
 * PUSH limit.
 *
 * `npm run prove -- timelines [followers of the star] [followers of the other] [posts an author]`. The crowds exist in
 * posts only.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { hashBody, identityHeader, signIdentity } from '#lib/auth/identity.ts';
import { hashPassword } from '../../../subgraphs/users/accounts/passwords.ts';
import { createAccount } from '../../../subgraphs/users/accounts/create-account.ts';
import { follow } from '../../../subgraphs/users/relations/follows.ts';
import { createLoaders } from '../../../subgraphs/posts/loaders.ts';
import { createPost } from '../../../subgraphs/posts/writing/create-post.ts';
import { testPassword } from '../../harness/clients/client.ts';
import { addCrowd, claimAudience } from '../../harness/load/crowd.ts';
import { compareSequences, describeMachine, type Figure, percentile, report } from '../../harness/load/figures.ts';
import { followUser, publish, readFeed } from '../../harness/clients/posting.ts';
import { startAgora } from '../../harness/processes.ts';
import { watchFeed } from '../../harness/clients/watch.ts';

const [starCount = 200_000, otherCount = 20_000, postsEach = 10] = process.argv.slice(2).map(Number);
const pushLimit = 50_000;
const followeeCount = 500;
const pulledCount = 50;
const measuredPosts = 30;
const measuredPages = 200;
const drainWithinMs = 900_000;

await using agora = await startAgora({ env: { AGORA_PUSH_FOLLOWERS_MAX: String(pushLimit) } });
const stores = await agora.open();
const { users, posts } = stores;
const begunMs = performance.now();
const say = (what: string): void => console.log(`${((performance.now() - begunMs) / 1000).toFixed(0).padStart(5)} s  ${what}`);

const [star, other, reader] = [await agora.register(), await agora.register(), await agora.register()];
await addCrowd(posts, star.id, starCount);
await addCrowd(posts, other.id, otherCount);
say(`${starCount} and ${otherCount} followers`);

const passwordHash = await hashPassword(testPassword);
const authorIds: string[] = [];
for (let i = 0; i < followeeCount; i++) {
  const username = `author_${i}`;
  const { _id } = await createAccount(users, { username, displayName: username, email: `${username}@example.org`, passwordHash });
  authorIds.push(_id);
  if (i < pulledCount) await claimAudience(posts, _id, pushLimit + 1);
  await follow(users, { viewerId: reader.id, userId: _id });
}
await stores.drain(drainWithinMs);
say(`a reader follows ${followeeCount}, ${pulledCount} of them PULL`);
for (let round = 0; round < postsEach; round++) {
  for (const viewerId of authorIds) {
    await createPost({ deps: posts, viewerId, loaders: createLoaders(posts, viewerId) }, { text: `post ${round}` });
  }
}
await stores.drain(drainWithinMs);
say(`${postsEach * followeeCount} posts are published`);
console.log(describeMachine());

/** How long createPost takes, and how long until the post is in every feed where it is pushed. */
async function measureAuthor(author: typeof star, count: number): Promise<{ answers: number[]; fanOuts: number[]; delivery: string }> {
  const answers: number[] = [];
  const fanOuts: number[] = [];
  let delivery = '';
  for (let i = 0; i < count; i++) {
    const { id, answeredInMs } = await publish(agora, author, `measured ${author.username} ${i}`);
    answers.push(answeredInMs);
    for (;;) {
      const progress = await posts.models.fanOuts.findById(id).lean();
      delivery = progress?.delivery ?? '';
      if (delivery === 'PULL' || !progress?.isOpen) {
        if (progress && delivery === 'PUSH') fanOuts.push(progress.updatedAt.getTime() - progress.publishedAt.getTime());
        break;
      }
      await delay(100);
    }
  }
  return { answers, fanOuts, delivery };
}

const feedQuery = `query ($first: Int, $after: String) { feed(first: $first, after: $after) {
  nodes { id text visibility publishedAt likeCount replyCount viewerLiked author { id } } pageInfo { endCursor hasNextPage } liveCursor } }`;

/** A page, asked of posts as the gateway asks it. */
async function askPosts(after: string | null): Promise<{ tookMs: number; endCursor: string | null; count: number }> {
  const body = JSON.stringify({ query: feedQuery, variables: { first: 20, after } });
  const identity = signIdentity(
    {
      service: null,
      viewerId: reader.id,
      role: 'MEMBER',
      sessionId: reader.sessionId,
      requestId: 'proof',
      inAnyBlock: false,
    },
    { secret: posts.config.AGORA_IDENTITY_SECRET, audience: 'posts', bodyHash: hashBody(body), now: new Date() },
  );
  const sentAtMs = performance.now();
  const response = await fetch(`${agora.posts.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [identityHeader]: identity },
    body,
  });
  const { data, errors } = (await response.json()) as {
    data: { feed: { nodes: unknown[]; pageInfo: { endCursor: string } } };
    errors?: unknown;
  };
  if (errors) throw new Error(JSON.stringify(errors));
  return { tookMs: performance.now() - sentAtMs, endCursor: data.feed.pageInfo.endCursor, count: data.feed.nodes.length };
}

async function measureFeed(): Promise<{ firstPages: number[]; deepPages: number[] }> {
  const firstPages: number[] = [];
  for (let i = 0; i < measuredPages; i++) firstPages.push((await askPosts(null)).tookMs);
  const deepPages: number[] = [];
  for (let after: string | null = null; deepPages.length < measuredPages; ) {
    const page = await askPosts(after);
    deepPages.push(page.tookMs);
    after = page.count === 20 ? page.endCursor : null;
  }
  return { firstPages, deepPages };
}

/** An author at the limit, whom followers join and leave between posts: what the reader has live and in the feed. */
async function crossBoundary(): Promise<{
  live: ReturnType<typeof compareSequences>;
  feed: ReturnType<typeof compareSequences>;
  both: boolean;
}> {
  const [author, viewer, joiner] = [await agora.register(), await agora.register(), await agora.register()];
  await followUser(agora, viewer, author.id);
  await stores.drain();
  await claimAudience(posts, author.id, pushLimit - 1);
  const watcher = watchFeed(agora, viewer, { after: await liveCursorOf(viewer) });
  const published: string[] = [];
  const deliveries = new Set<string>();
  for (let i = 0; i < 40; i++) {
    const change = i % 4 === 1 ? 'follow' : i % 4 === 3 ? 'unfollow' : null;
    if (change) await agora.ask(`mutation ($userId: ID!) { ${change}(userId: $userId) { id } }`, { userId: author.id }, joiner);
    if (i % 8 === 0) await stores.drain();
    const { id } = await publish(agora, author, `crossing ${i}`);
    published.push(id);
    deliveries.add((await posts.models.fanOuts.findById(id).lean())?.delivery ?? '');
  }
  await watcher.reach(published.length, 10_000);
  await watcher.stop();
  const feed = (await readFeed(agora, viewer, 7)).map(({ id }) => id);
  return {
    live: compareSequences(
      published,
      watcher.seen.map(({ id }) => id),
    ),
    feed: compareSequences(published.toReversed(), feed),
    both: deliveries.size === 2,
  };
}

async function liveCursorOf(viewer: typeof star): Promise<string> {
  return (await agora.ask('{ feed(first: 1) { liveCursor } }', {}, viewer)).data.feed.liveCursor;
}

const faults = ({ missing, repeated, misplaced }: ReturnType<typeof compareSequences>): number => missing + repeated + misplaced;

const ofStar = await measureAuthor(star, measuredPosts);
const ofOther = await measureAuthor(other, measuredPosts);
const pages = await measureFeed();
const crossing = await crossBoundary();
const figures: Figure[] = [
  {
    what: `createPost of the star (${ofStar.delivery}), p50 of ${measuredPosts}`,
    value: percentile(ofStar.answers, 0.5),
    unit: 'ms',
    below: 50,
  },
  {
    what: `createPost of the other (${ofOther.delivery}), p50 of ${measuredPosts}`,
    value: percentile(ofOther.answers, 0.5),
    unit: 'ms',
    below: 50,
  },
  { what: `post → in all ${otherCount} feeds, p50`, value: percentile(ofOther.fanOuts, 0.5), unit: 'ms' },
  { what: `post → in all ${otherCount} feeds, max`, value: Math.max(...ofOther.fanOuts), unit: 'ms', below: 8_000 },
  { what: `feed of ${followeeCount} authors in posts, first page, p50`, value: percentile(pages.firstPages, 0.5), unit: 'ms' },
  { what: `feed of ${followeeCount} authors in posts, first page, p95`, value: percentile(pages.firstPages, 0.95), unit: 'ms', below: 60 },
  { what: 'the same, page after page to the end, p95', value: percentile(pages.deepPages, 0.95), unit: 'ms', below: 60 },
  { what: 'crossing the limit: missing, repeated or misplaced live', value: faults(crossing.live), unit: '', exactly: 0 },
  { what: 'crossing the limit: missing, repeated or misplaced in the feed', value: faults(crossing.feed), unit: '', exactly: 0 },
  { what: 'deliveries met while crossing', value: crossing.both ? 2 : 1, unit: '', exactly: 2 },
];
report(figures);
