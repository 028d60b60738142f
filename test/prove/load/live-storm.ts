/**
 * Many sockets that come back at once, while posts go on: a part of them cut, and then the gateway killed and all back at another.
 *
 * `npm run prove -- live-storm [sockets] [posts a second]`.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { publish } from '../../harness/clients/posting.ts';
import { describeMachine, type Figure, percentile, report } from '../../harness/load/figures.ts';
import { makeLivePeople } from '../../harness/load/live-people.ts';
import { type LiveTold, liveText, startLiveSockets } from '../../harness/load/live-sockets.ts';
import { startAgora } from '../../harness/processes.ts';

const sockets = Number(process.argv[2] ?? 3_000);
const perSecond = Number(process.argv[3] ?? 2);
const each = 10;
const cutCount = Math.floor(sockets * 0.3);
const spreadMs = 1_000;
const baseMs = 15_000;
const backWithinMs = 60_000;
const query = `subscription ($tag: String, $after: String) {
  newPost(hashtag: $tag, after: $after) { cursor post { id text createdAt likeCount author { username avatar { url } } media { url } } }
}`;

await using agora = await startAgora();
const second = await agora.start('gateway');
const author = await agora.register();
const stores = await agora.open();
const people = await makeLivePeople(stores.users, { authorId: author.id, count: Math.ceil(sockets / each), areFollowers: false });
await stores.drain(120_000);

let number = 0;
let isOver = false;
const post = async (): Promise<void> => {
  // A number that is not answered is not given again: the gateway may be killed meanwhile, and the same text is sent then.
  const text = liveText(number + 1, 'storm');
  await publish(agora, author, text, 60_000);
  number += 1;
};
const posting = async (): Promise<void> => {
  while (!isOver) {
    const nextMs = Date.now() + 1_000 / perSecond;
    await post();
    await delay(Math.max(0, nextMs - Date.now()));
  }
};

const total = { received: 0, repeated: 0, missing: 0, errors: 0 };
await post();
using clients = startLiveSockets({
  url: agora.gateway.url,
  tokens: people.map(({ accessToken }) => accessToken),
  sockets,
  queries: [query],
  variables: { tag: 'storm' },
});
await clients.open(400);
const look = async (): Promise<LiveTold> => {
  const told = await clients.look();
  for (const key of ['received', 'repeated', 'missing', 'errors'] as const) total[key] += told[key];
  return told;
};
/** How long it took until every socket had the posts of before. */
const untilBack = async (): Promise<{ tookMs: number; lateMs: number[] }> => {
  const beganMs = performance.now();
  const wanted = number;
  const lateMs: number[] = [];
  for (;;) {
    const told = await look();
    lateMs.push(...told.lateMs);
    const tookMs = performance.now() - beganMs;
    if (told.open === sockets && told.furthestBehind >= wanted) return { tookMs, lateMs };
    if (tookMs > backWithinMs)
      throw new Error(`${told.open} of ${sockets} are open, the last behind at ${told.furthestBehind} of ${wanted}.`);
    await delay(100);
  }
};

const working = posting();
await delay(3_000);
// Each has had a post by then, and with it a cursor.
await untilBack();
await look();
await delay(baseMs);
const base = await look();
console.log(`${sockets} sockets; posts go on (${describeMachine()})`);

await clients.cut(cutCount, spreadMs);
await delay(spreadMs);
const afterCut = await untilBack();
await delay(5_000);
const undisturbed = [...afterCut.lateMs, ...(await look()).lateMs];
console.log(`${cutCount} cut and back (${describeMachine()})`);

await agora.gateway.kill();
await clients.cut(sockets, spreadMs, second.url);
const beganMs = performance.now();
await agora.gateway.restart();
await delay(Math.max(0, spreadMs - (performance.now() - beganMs)));
const afterKill = await untilBack();
const backMs = performance.now() - beganMs;
isOver = true;
await working;
await untilBack();
await delay(2_000);
await look();

console.log(describeMachine());
const [p99, disturbed] = [percentile(base.lateMs, 0.99), percentile(undisturbed, 0.99)];
const figures: Figure[] = [
  { what: 'sockets', value: sockets, unit: '' },
  { what: 'posts', value: number, unit: '' },
  { what: 'events received', value: total.received, unit: '' },
  { what: 'missing', value: total.missing, unit: '', exactly: 0 },
  { what: 'repeated or out of order', value: total.repeated, unit: '', exactly: 0 },
  { what: 'errors', value: total.errors, unit: '', exactly: 0 },
  { what: 'p99 of all before', value: p99, unit: 'ms' },
  { what: 'p99 of the others while the cut came back', value: disturbed, unit: 'ms' },
  { what: 'that, to the one before', value: disturbed / p99, unit: 'times', below: 2 },
  { what: 'the cut ones back and caught up after', value: afterCut.tookMs + spreadMs, unit: 'ms', below: 30_000 },
  { what: 'all back at another gateway and caught up after', value: Math.max(backMs, afterKill.tookMs), unit: 'ms', below: 30_000 },
];
report(figures);
