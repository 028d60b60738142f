/**
 * An author with 10,000 followers: the time until createPost answers, until every feed has the post, and whether pages
 * skip or repeat.
 *
 * `npm run prove -- fan-out [followers] [posts]`.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { compareSequences, describeMachine, type Figure, percentile, report } from '../../harness/load/figures.ts';
import type { SignedIn } from '../../harness/clients/client.ts';
import { publish, type Published, readPage } from '../../harness/clients/posting.ts';
import { startAgora } from '../../harness/processes.ts';
import { addFollowers } from '../../harness/load/star.ts';
import { testPassword } from '../../harness/clients/client.ts';

const followerCount = Number(process.argv[2] ?? 10_000);
const postCount = Number(process.argv[3] ?? 30);
const readerCount = 3;
const warmUps = 5;
const drainWithinMs = 600_000;
const fanOutWithinMs = 60_000;

await using agora = await startAgora();
const author = await agora.register();
const stores = await agora.open();
const begunMs = performance.now();
const names = await addFollowers(stores.users, author.id, followerCount, (done) => {
  if (done % 1_000 === 0) console.log(`${done} followers after ${((performance.now() - begunMs) / 1000).toFixed(0)} s`);
});
await stores.drain(drainWithinMs);
console.log(`posts knows them after ${((performance.now() - begunMs) / 1000).toFixed(0)} s`);
console.log(describeMachine());

const fanOutQuery = 'query ($id: ID!) { post(id: $id) { publishedAt fanOut { state done updatedAt } } }';
const loginMutation = 'mutation ($input: LoginInput!) { login(input: $input) { tokens { accessToken } } }';

async function logIn(username: string): Promise<SignedIn> {
  const { data, errors } = await agora.ask(loginMutation, { input: { usernameOrEmail: username, password: testPassword } });
  if (!data) throw new Error(JSON.stringify(errors));
  return data.login.tokens;
}

/** How long after its publication the post was in every feed. */
async function untilFannedOut(id: string): Promise<{ tookMs: number; done: number }> {
  const deadline = performance.now() + fanOutWithinMs;
  for (;;) {
    const { data } = await agora.ask(fanOutQuery, { id }, author);
    const { publishedAt, fanOut } = data.post;
    if (fanOut.state === 'DONE') return { tookMs: Date.parse(fanOut.updatedAt) - Date.parse(publishedAt), done: fanOut.done };
    if (performance.now() > deadline) throw new Error(`Post ${id} is in ${fanOut.done} feeds after ${fanOutWithinMs} ms.`);
    await delay(100);
  }
}

async function measureTimes(): Promise<Figure[]> {
  const answers: number[] = [];
  const fanOuts: number[] = [];
  let strayed = 0;
  for (let i = 0; i < warmUps + postCount; i++) {
    const { id, answeredInMs } = await publish(agora, author, `timed ${i}`);
    const { tookMs, done } = await untilFannedOut(id);
    if (done !== followerCount) strayed += 1;
    if (i < warmUps) continue;
    answers.push(answeredInMs);
    fanOuts.push(tookMs);
  }
  return [
    { what: `createPost answered, p50 of ${postCount}`, value: percentile(answers, 0.5), unit: 'ms', below: 50 },
    { what: 'createPost answered, p95', value: percentile(answers, 0.95), unit: 'ms' },
    { what: `post → in all ${followerCount} feeds, p50`, value: percentile(fanOuts, 0.5), unit: 'ms' },
    { what: `post → in all ${followerCount} feeds, max`, value: Math.max(...fanOuts), unit: 'ms', below: 5_000 },
    { what: 'posts that reached another number of feeds', value: strayed, unit: '', exactly: 0 },
  ];
}

/**
 * Walks a follower's whole feed repeatedly, five posts a page, and compares each walk with the posts published before
 * it began.
 */
async function walkPages(
  viewer: SignedIn,
  known: () => string[],
  signal: AbortSignal,
): Promise<{ walks: number; pages: number; faults: number }> {
  const result = { walks: 0, pages: 0, faults: 0 };
  while (!signal.aborted) {
    const before = known();
    const walked: string[] = [];
    let after: string | null = null;
    for (;;) {
      const page = await readPage(agora, viewer, { first: 5, after });
      result.pages += 1;
      walked.push(...page.posts.map(({ id }) => id));
      if (!page.hasNextPage) break;
      after = page.endCursor;
    }
    result.walks += 1;
    const all = known();
    // A walk may or may not have the posts published while it began; it may have no others.
    const firstKnown = walked.findIndex((id) => before.includes(id));
    const { missing, repeated, misplaced } = compareSequences(before.toReversed(), walked.slice(Math.max(0, firstKnown)));
    const repeatedAhead = walked.length - new Set(walked).size;
    result.faults += missing + Math.max(repeated, repeatedAhead) + misplaced;
    if (missing + repeated + misplaced + repeatedAhead > 0)
      console.log(`a walk of ${walked.length}: ${missing} missing, ${repeatedAhead} repeated, ${misplaced} misplaced of ${all.length}`);
  }
  return result;
}

async function readMeanwhile(): Promise<Figure[]> {
  const viewers = await Promise.all(
    Array.from({ length: readerCount }, async (_, index) => await logIn(names[Math.floor((index * followerCount) / readerCount)] ?? '')),
  );
  const [viewer] = viewers;
  if (!viewer) return [];
  const published: string[] = [];
  for (let after: string | null = null, isMore = true; isMore; ) {
    const page = await readPage(agora, viewer, { first: 100, after });
    published.unshift(...page.posts.map(({ id }) => id).toReversed());
    after = page.endCursor;
    isMore = page.hasNextPage;
  }
  const stopping = new AbortController();
  const walking = Promise.all(viewers.map(async (each) => await walkPages(each, () => [...published], stopping.signal)));
  const sent: Published[] = [];
  for (let i = 0; i < postCount; i++) {
    const post = await publish(agora, author, `meanwhile ${i}`);
    published.push(post.id);
    sent.push(post);
    await delay(300);
  }
  await Promise.all(sent.map(async ({ id }) => await untilFannedOut(id)));
  stopping.abort();
  const results = await walking;
  const sum = (pick: (result: (typeof results)[number]) => number): number => results.reduce((total, result) => total + pick(result), 0);
  return [
    {
      what: `createPost answered while ${readerCount} readers walk, p50`,
      value: percentile(
        sent.map(({ answeredInMs }) => answeredInMs),
        0.5,
      ),
      unit: 'ms',
    },
    { what: 'walks of the whole feed', value: sum(({ walks }) => walks), unit: '' },
    { what: 'pages read', value: sum(({ pages }) => pages), unit: '' },
    { what: 'posts skipped, repeated or misplaced in them', value: sum(({ faults }) => faults), unit: '', exactly: 0 },
  ];
}

report([...(await measureTimes()), ...(await readMeanwhile())]);
