/**
 * Search over 100,000 posts by 5,000 users: how fast the index is built, follows events and answers.
 *
 * `npm run bench -- search [posts] [users] [seconds of load]`; the figures go to bench/results/search.json.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { createId, shardOf } from '#lib/db/ids.ts';
import { openEventLog } from '#lib/events/log.ts';
import { checkpointModels } from '#lib/events/reader.ts';
import type { PostRecord } from '../subgraphs/posts/model.ts';
import { publish } from '../subgraphs/posts/writing/publish.ts';
import { askStandings } from '../subgraphs/posts/authors/standing.ts';
import { createLoaders } from '../subgraphs/search/loaders.ts';
import { reindex } from '../subgraphs/search/indexing/reindex.ts';
import { suggest } from '../subgraphs/search/suggesting/suggest.ts';
import { drain } from '../test/harness/drain.ts';
import { describeMachine, type Figure, percentile, report } from '../test/harness/load/figures.ts';
import { startAgora } from '../test/harness/processes.ts';
import { createVocabularies } from '../test/harness/load/zipf-words.ts';
import { repeatableChance } from '../test/harness/generate/repeatable-chance.ts';

const postCount = Number(process.argv[2] ?? 100_000);
const userCount = Number(process.argv[3] ?? 5_000);
const loadSeconds = Number(process.argv[4] ?? 20);
const wantedDocuments = 2_000;
const wantedEvents = 500;
/** 50 a second are wanted; the others say where the machine's limit is. */
const rates = [10, 25, 50];
const liveEvents = Math.min(5_000, postCount);
const atOnce = 100;
const chunkSize = 1_000;
const yearMs = 365 * 86_400_000;

const figures: Figure[] = [];
const chance = repeatableChance(1);
const words = createVocabularies(chance);
await using agora = await startAgora();
const stores = await agora.open();
const { users, posts, search } = stores;

// The owners' data, as if it had always been there.
const now = Date.now();
const userIds = Array.from({ length: userCount }, (_, index) => createId('usr', new Date(now - yearMs - index), randomBytes));
for (let at = 0; at < userCount; at += chunkSize)
  await users.models.users.insertMany(
    userIds.slice(at, at + chunkSize).map((_id, index) => ({
      ...{
        _id,
        shard: shardOf(_id),
        revision: 1,
        username: `${words.name()}_${at + index}`,
        displayName: `${words.name()} ${words.name()}`,
      },
      ...{ bio: words.text(6), website: null, role: 'MEMBER' as const, isPrivate: false, avatarId: null, suspension: null },
      ...{ createdAt: new Date(now - yearMs), followerCount: 0, followingCount: 0 },
    })),
    { lean: true },
  );
function makePost(at: Date, text: string): PostRecord {
  const authorId = userIds[Math.floor(chance() * userCount)] as string;
  const _id = createId('pst', at, randomBytes, authorId);
  return {
    ...{
      _id,
      shard: shardOf(_id),
      authorId,
      text,
      visibility: 'PUBLIC',
      createdAt: at,
      publishedAt: at,
      editedAt: null,
      editCount: 0,
      editBytes: 0,
    },
    ...{ hashtags: chance() < 0.2 ? [words.name()] : [], mentionIds: [], mentionNames: [], replyToId: null, replyToAuthorId: null },
    ...{ repostOfId: null, repostOfAuthorId: null, mediaIds: [], isListed: true, likeCount: 0, replyCount: 0, repostCount: 0, revision: 1 },
  };
}
for (let at = 0; at < postCount; at += chunkSize) {
  const chunk = Array.from({ length: Math.min(chunkSize, postCount - at) }, () =>
    makePost(new Date(now - Math.floor(chance() * yearMs)), words.text(5 + Math.floor(chance() * 20))),
  );
  await posts.models.posts.insertMany(chunk, { lean: true });
}
console.log(`${postCount} posts by ${userCount} users; ${describeMachine()}`);

const reindexedAt = performance.now();
await search.transaction(async () => await search.enqueue(reindex, {}, { id: 'reindex/bench' }));
while ((await search.models.indexState.findById('index').lean())?.active !== 2) await delay(50);
const reindexSeconds = (performance.now() - reindexedAt) / 1_000;
figures.push(
  { what: 'reindexed', value: (postCount + userCount) / reindexSeconds, unit: 'documents/s' },
  {
    what: `a document takes (${wantedDocuments} a second are wanted)`,
    value: (reindexSeconds * 1_000) / (postCount + userCount),
    unit: 'ms',
    below: 1_000 / wantedDocuments,
  },
);
console.log(`reindexed after ${reindexSeconds.toFixed(1)} s`);
await stores.drain(600_000);

// Events that search reads while the machine does nothing else: what posts does for each of them itself takes longer.
await agora.search.end();
const emittedAt = performance.now();
for (let at = 0; at < liveEvents; at += 100) {
  const chunk = Array.from({ length: 100 }, () => makePost(new Date(), words.text(15)));
  const standings = await askStandings(
    posts,
    chunk.map(({ authorId }) => authorId),
  );
  await posts.transaction(async () => await publish(posts, chunk, standings));
}
await drain([users, posts, stores.media], 600_000);
console.log(`${liveEvents} events published, and spread by posts, within ${((performance.now() - emittedAt) / 1_000).toFixed(1)} s`);
const head = (await openEventLog(posts.connection).head()).seq;
const { checkpoints } = checkpointModels(search.connection);
const readTo = async (): Promise<number> => (await checkpoints.findById('posts').lean())?.seq ?? 0;
const waitedFrom = await readTo();
await agora.search.restart();
let begunAt = waitedFrom;
while ((begunAt = await readTo()) === waitedFrom) await delay(10);
const liveAt = performance.now();
while ((await readTo()) < head) await delay(10);
const eventMs = (performance.now() - liveAt) / (head - begunAt);
figures.push(
  { what: 'events that waited, once search had begun to read', value: 1_000 / eventMs, unit: 'events/s' },
  { what: `an event takes (${wantedEvents} a second are wanted)`, value: eventMs, unit: 'ms', below: 1_000 / wantedEvents },
);
await stores.drain(600_000);

const searchOperation =
  'query ($query: String!) { search(query: $query) { nodes { __typename ... on Post { id text } ... on User { id displayName } } lagMs } }';
const refusals: string[] = [];
async function timeSearch(query: string): Promise<number> {
  const startedAt = performance.now();
  const { errors } = await agora.ask(searchOperation, { query });
  refusals.push(...errors.map(({ extensions }) => extensions.code));
  return performance.now() - startedAt;
}
function countRefusals(): void {
  if (refusals.length > 0)
    console.log(`refused: ${[...Map.groupBy(refusals, (code) => code)].map(([code, all]) => `${code} ×${all.length}`).join(', ')}`);
  refusals.length = 0;
}
const queryOf = (): string => words.query(1 + Math.floor(chance() * 3));
// As a server that has run for a while: what it has stemmed it knows, and its code is compiled.
for (let index = 0; index < 500; index++) await timeSearch(queryOf());

const suggestTimes: number[] = [];
for (let index = 0; index < 1_000; index++) {
  const prefix = words.name().slice(0, 1 + Math.floor(chance() * 4));
  const startedAt = performance.now();
  await suggest({ deps: search, viewerId: null, loaders: createLoaders(search, null) }, { prefix });
  suggestTimes.push(performance.now() - startedAt);
}
figures.push({ what: 'suggest in the subgraph, p99', value: percentile(suggestTimes, 0.99), unit: 'ms', below: 10 });

const author = await agora.register();
const foundTimes: number[] = [];
for (let index = 0; index < 100; index++) {
  const word = `unheard${index}of${now.toString(36)}`;
  const startedAt = performance.now();
  await agora.ask('mutation ($text: String!) { createPost(input: { text: $text }) { id } }', { text: word }, author);
  for (let found = 0; found === 0; ) found = (await agora.ask(searchOperation, { query: word }, author)).data.search.nodes.length;
  foundTimes.push(performance.now() - startedAt);
}
figures.push({ what: 'from createPost to findable, p99', value: percentile(foundTimes, 0.99), unit: 'ms', below: 1_000 });

const hostile = [
  '{"$gt": ""}',
  '(a+)+$ .*',
  'bread '.repeat(17_000),
  '"'.repeat(100_000),
  'a\0b',
  '\u202eخبز',
  '👩‍👩‍👧‍👦',
  'the and of',
  '-a -"b',
];
const hostileTimes: number[] = [];
for (const query of hostile) hostileTimes.push(await timeSearch(query));
figures.push(
  { what: 'hostile text, the slowest', value: Math.max(...hostileTimes), unit: 'ms', below: 200 },
  // NUL and an open bidi override are refused by name.
  {
    what: 'hostile text answered with another error than BAD_USER_INPUT',
    value: refusals.filter((code) => code !== 'BAD_USER_INPUT').length,
    unit: '',
    exactly: 0,
  },
);
countRefusals();

const nothing: number[] = [];
for (let index = 0; index < 200; index++) nothing.push(await timeSearch(`nowhere${now.toString(36)}`));
figures.push({ what: 'search that finds nothing, p50', value: percentile(nothing, 0.5), unit: 'ms' });

/** How long all cores have worked since the machine began, in milliseconds. */
function busyMs(): number {
  return cpus().reduce((sum, { times: { user, nice, sys } }) => sum + user + nice + sys, 0);
}

// Requests go out when they are due, whether or not earlier ones have been answered, so a slow answer delays no
// measurement.
for (const perSecond of rates) {
  const pending: Promise<number>[] = [];
  const loadAt = performance.now();
  const busyBefore = busyMs();
  for (let index = 0; index < perSecond * loadSeconds; index++) {
    await delay(Math.max(0, loadAt + (index * 1_000) / perSecond - performance.now()));
    pending.push(timeSearch(queryOf()));
  }
  const times = await Promise.all(pending);
  figures.push(
    { what: `search at ${perSecond} a second, p50`, value: percentile(times, 0.5), unit: 'ms' },
    { what: `search at ${perSecond} a second, p95`, value: percentile(times, 0.95), unit: 'ms', below: 50 },
    {
      what: `cores at work for a search at ${perSecond} a second, all processes together`,
      value: (busyMs() - busyBefore) / times.length,
      unit: 'ms',
    },
    { what: `searches at ${perSecond} a second answered with an error`, value: refusals.length, unit: '', exactly: 0 },
  );
  countRefusals();
}
const crowd = await Promise.all(Array.from({ length: atOnce }, async () => await timeSearch(queryOf())));
figures.push({ what: `${atOnce} searches at once, the last answered after`, value: Math.max(...crowd), unit: 'ms' });
figures.push({ what: `${atOnce} searches at once answered with an error`, value: refusals.length, unit: '', exactly: 0 });
countRefusals();

report(figures);
await mkdir('bench/results', { recursive: true });
await writeFile('bench/results/search.json', `${JSON.stringify({ machine: describeMachine(), postCount, userCount, figures }, null, 2)}\n`);
