/**
 * Many posts scheduled for the same second, with workers killed while they are published: how late the last is, and
 * whether each is out once.
 *
 * `npm run prove -- scheduled [posts] [kills]`.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { openEventLog } from '#lib/events/log.ts';
import { describeMachine, percentile, report } from '../../harness/load/figures.ts';
import type { Person } from '../../harness/clients/client.ts';
import { startAgora } from '../../harness/processes.ts';

const postCount = Number(process.argv[2] ?? 1_000);
const killCount = Number(process.argv[3] ?? 3);
const authorCount = 100;
const killEveryMs = 500;
const atOnce = 10;
const pollMs = 250;
const outWithinMs = 60_000;

await using agora = await startAgora();
// One to kill each time, beside the process that serves and works.
const workers = await Promise.all(Array.from({ length: killCount }, async () => await agora.start('posts', { role: 'worker' })));
const { posts } = await agora.open();
console.log(describeMachine());

const authors: Person[] = [];
while (authors.length < authorCount) authors.push(await agora.register());
const publishAt = new Date(Math.ceil((Date.now() + 10_000 + postCount * 25) / 1000) * 1000);
const mutation = 'mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }';
const ids: string[] = [];
for (let i = 0; i < postCount; i += atOnce) {
  const chosen = authors.slice(i % authorCount, (i % authorCount) + atOnce);
  const answers = await Promise.all(
    chosen.map(async (author, index) => await agora.ask(mutation, { input: { text: `scheduled ${i + index}`, publishAt } }, author)),
  );
  for (const { data, errors } of answers) {
    if (!data) throw new Error(JSON.stringify(errors));
    ids.push(data.createPost.id);
  }
}
const leftMs = publishAt.getTime() - Date.now();
if (leftMs < 0) throw new Error(`Scheduling took ${-leftMs} ms too long.`);
console.log(`${ids.length} posts scheduled, due in ${leftMs} ms`);
await delay(leftMs);

let killed = 0;
const countLeft = async (): Promise<number> => await posts.models.drafts.estimatedDocumentCount();
const restarts: Promise<void>[] = [];
let nextKillMs = Date.now() + killEveryMs / 2;
for (const deadline = Date.now() + outWithinMs; (await countLeft()) > 0 && Date.now() < deadline; await delay(pollMs)) {
  const worker = workers[killed];
  if (!worker || Date.now() < nextKillMs) continue;
  killed += 1;
  nextKillMs += killEveryMs;
  restarts.push(worker.kill().then(async () => await worker.restart()));
}
await Promise.all(restarts);

const out = await posts.models.posts.find({ _id: { $in: ids } }, { publishedAt: 1 }).lean();
const lateMs = out.map(({ publishedAt }) => publishedAt.getTime() - publishAt.getTime());
const { events } = openEventLog(posts.connection);
const created = await events.find({ type: 'post.created', subject: { $in: ids } }, { subject: 1 }).lean();
const counts = await posts.models.accounts.find({ _id: { $in: authors.map(({ id }) => id) } }).lean();
report([
  { what: 'posts scheduled for one second', value: ids.length, unit: '' },
  { what: 'workers killed meanwhile', value: killed, unit: '', exactly: killCount },
  { what: 'posts that are not out', value: ids.length - out.length, unit: '', exactly: 0 },
  { what: 'posts that were out too early', value: lateMs.filter((late) => late < 0).length, unit: '', exactly: 0 },
  {
    what: 'events too many or too few',
    value: Math.abs(created.length - ids.length) + (created.length - new Set(created.map(({ subject }) => subject)).size),
    unit: '',
    exactly: 0,
  },
  {
    what: 'counts of authors that are off',
    value: counts.filter(({ postCount: count }) => count !== ids.length / authorCount).length,
    unit: '',
    exactly: 0,
  },
  { what: 'late, p50', value: percentile(lateMs, 0.5), unit: 'ms' },
  { what: 'late, max', value: Math.max(...lateMs), unit: 'ms', below: 10_000 },
]);
