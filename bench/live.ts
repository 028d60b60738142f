/**
 * Live posts to many sockets, whose clients are a process of their own: how late they come, and what an event costs.
 *
 * `npm run bench -- live [sockets] [seconds] [sockets a person] [tag|feed|mixed] [alone]`; the figures go to bench/results/live.json. Bare
 * graphql-ws and bare ws with ready bytes are measured after it with the same clients, unless `alone` is said. Limits are on; a twentieth of the people
 * have blocked the author, and are sent nothing.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Client, Person, SignedIn } from '../test/harness/clients/client.ts';
import { describeMachine, type Figure, percentile, report } from '../test/harness/load/figures.ts';
import { makeLivePeople } from '../test/harness/load/live-people.ts';
import { startPeer } from '../test/harness/load/live-peer.ts';
import { type LiveSockets, type LiveTold, liveText, startLiveSockets } from '../test/harness/load/live-sockets.ts';
import { meteredGateway, readFigures } from '../test/harness/metered-gateway.ts';
import { cpuMsOf, residentKbOf } from '../test/harness/load/process-usage.ts';
import { startAgora } from '../test/harness/processes.ts';
import { freePort } from '../tools/launch/ports.ts';

const sockets = Number(process.argv[2] ?? 1_000);
const seconds = Number(process.argv[3] ?? 30);
const each = Number(process.argv[4] ?? 10);
const kind = process.argv[5] ?? 'tag';
const isAlone = process.argv[6] === 'alone';
const perSecond = 400;
/** So that the last of a second's sends has ended before memory is read. */
const idleMs = 5_000;

const fieldsOf = (viewers: string): string =>
  `cursor post { id text createdAt likeCount ${viewers} author { id username displayName avatar { url } } media { url } }`;
const queryOf = (viewers = ''): string =>
  kind === 'feed'
    ? `subscription ($after: String) { newPost(after: $after) { ${fieldsOf(viewers)} } }`
    : `subscription ($tag: String, $after: String) { newPost(hashtag: $tag, after: $after) { ${fieldsOf(viewers)} } }`;
const queries = kind === 'mixed' ? [queryOf(), queryOf('viewerLiked')] : [queryOf()];

interface Measured {
  received: number;
  wrong: number;
  lateMs: number[];
  /** Of each process, in order. */
  cpuMs: number[];
}

/** Sends once a second, and measures what came of it. */
async function measure(clients: LiveSockets, pids: number[], send: () => Promise<void>): Promise<Measured> {
  await clients.look();
  const before = pids.map(cpuMsOf);
  for (let at = 0; at < seconds; at += 1) {
    const nextMs = Date.now() + 1_000;
    await send();
    await delay(Math.max(0, nextMs - Date.now()));
  }
  // A busy machine may be behind: what it still does is counted as well.
  const { received, repeated, missing, errors, lateMs } = await readAll(clients);
  const cpuMs = pids.map((pid, index) => cpuMsOf(pid) - (before[index] ?? 0));
  return { received, wrong: repeated + missing + errors, lateMs, cpuMs };
}

async function measureAgora(): Promise<Figure[]> {
  const port = await freePort();
  await using agora = await startAgora({
    env: { AGORA_RATE_LIMITS: 'on' },
    gateway: { entry: meteredGateway, env: { GAUGES_PORT: String(port) } },
  });
  const authors: Person[] = [];
  for (let at = 0; at < (kind === 'mixed' ? 10 : 1); at += 1) authors.push(await agora.register());
  const stores = await agora.open();
  const people = await makeLivePeople(stores.users, {
    authorId: authors[0]?.id ?? '',
    count: Math.ceil(sockets / each),
    areFollowers: kind === 'feed',
  });
  await stores.drain(120_000);
  let number = 0;
  const post = async (): Promise<void> => {
    const author = authors[number % authors.length] as SignedIn;
    number += 1;
    await publish(agora, author, liveText(Math.ceil(number / authors.length), 'bench', (number - 1) % authors.length));
  };
  for (let warm = 0; warm < 5; warm += 1) await post();
  const { gateway, posts, users } = agora;
  const pids = [gateway.pid(), posts.pid(), users.pid()];
  await delay(idleMs);
  const memory = pids.map(residentKbOf);
  using clients = startLiveSockets({
    url: gateway.url,
    tokens: people.map(({ accessToken }) => accessToken),
    sockets,
    queries,
    variables: { tag: 'bench' },
  });
  await clients.open(perSecond);
  console.log(`${sockets} sockets are open: the gateway is ${gateway.pid()} (${describeMachine()})`);
  await delay(idleMs);
  const openMemory = pids.map(residentKbOf);
  const idleBefore = cpuMsOf(gateway.pid());
  await delay(idleMs);
  const idleShare = ((cpuMsOf(gateway.pid()) - idleBefore) / idleMs) * 100;
  for (let warm = 0; warm < 3; warm += 1) {
    await post();
    await delay(1_000);
  }
  await readAll(clients);
  const before = await readFigures(port);
  const { received, wrong, lateMs, cpuMs } = await measure(clients, [...pids, clients.pid], post);
  const after = await readFigures(port);
  const counted = (name: string): number => ((after.counted[name] ?? 0) - (before.counted[name] ?? 0)) / seconds;
  // The first author alone is blocked by some.
  const seeing = Array.from({ length: sockets }, (_, index) => people[index % people.length]).filter((person) => person?.sees).length;
  const ofFirst = Array.from({ length: seconds }, (_, at) => (number - seconds + at) % authors.length).filter((at) => at === 0).length;
  const expected = ofFirst * seeing + (seconds - ofFirst) * sockets;
  const [ofGateway = 0, ofPosts = 0, ofUsers = 0, ofClients = 0] = cpuMs;
  const grown = openMemory.map((kb, index) => (kb - (memory[index] ?? 0)) / sockets);
  return [
    { what: 'sockets', value: sockets, unit: '' },
    { what: 'events received', value: received, unit: '', exactly: expected },
    { what: 'events twice, out of order, missing, or errors', value: wrong, unit: '', exactly: 0 },
    { what: 'from createPost to receiving, p50', value: percentile(lateMs, 0.5), unit: 'ms' },
    { what: 'from createPost to receiving, p99', value: percentile(lateMs, 0.99), unit: 'ms' },
    { what: 'CPU of the gateway for an event', value: ofGateway / seconds, unit: 'ms' },
    { what: 'CPU of posts for an event', value: ofPosts / seconds, unit: 'ms' },
    { what: 'CPU of users for an event', value: ofUsers / seconds, unit: 'ms' },
    { what: 'CPU of the clients for an event', value: ofClients / seconds, unit: 'ms' },
    { what: 'messages of posts for an event', value: counted('agora_live_messages_total{subgraph="posts"}'), unit: '' },
    { what: 'fetches from users for an event', value: counted('agora_live_fetches_total{subgraph="users"}'), unit: '' },
    { what: 'fetches from media for an event', value: counted('agora_live_fetches_total{subgraph="media"}'), unit: '' },
    { what: 'delay of the event loop, p99', value: after.delayP99Ms, unit: 'ms' },
    { what: 'delay of the event loop, at most', value: after.delayMaxMs, unit: 'ms' },
    { what: 'deliveries a CPU second of the gateway', value: received / (ofGateway / 1_000), unit: '' },
    { what: 'memory of the gateway a socket', value: grown[0] ?? 0, unit: 'kB' },
    { what: 'memory of posts a socket', value: grown[1] ?? 0, unit: 'kB' },
    { what: 'the gateway with idle sockets', value: idleShare, unit: '% of a core' },
  ];
}

/** Waits until nothing is on its way to the clients any more. @returns What came. */
async function readAll(clients: LiveSockets): Promise<LiveTold> {
  const all = await clients.look();
  for (let silentSeconds = 0; silentSeconds < 3; ) {
    await delay(1_000);
    const { received, repeated, missing, errors, lateMs } = await clients.look();
    silentSeconds = received === 0 ? silentSeconds + 1 : 0;
    all.received += received;
    all.repeated += repeated;
    all.missing += missing;
    all.errors += errors;
    all.lateMs = all.lateMs.concat(lateMs);
  }
  return all;
}

/** The same sockets and bytes of another server. */
async function measurePeer(peer: 'graphql-ws' | 'ws'): Promise<Figure[]> {
  await using server = await startPeer(peer);
  const before = residentKbOf(server.pid);
  using clients = startLiveSockets({ url: server.url, tokens: ['none'], sockets, queries: [queryOf()], variables: {} });
  await clients.open(perSecond);
  await delay(idleMs);
  const memory = (residentKbOf(server.pid) - before) / sockets;
  let number = 0;
  const send = async (): Promise<void> => server.send(liveText((number += 1), 'bench'));
  for (let warm = 0; warm < 3; warm += 1) {
    await send();
    await delay(1_000);
  }
  const { received, lateMs, cpuMs } = await measure(clients, [server.pid], send);
  return [
    { what: `bare ${peer}: events received`, value: received, unit: '', exactly: sockets * seconds },
    { what: `bare ${peer}: p99`, value: percentile(lateMs, 0.99), unit: 'ms' },
    { what: `bare ${peer}: deliveries a CPU second`, value: received / ((cpuMs[0] ?? 0) / 1_000), unit: '' },
    { what: `bare ${peer}: memory a socket`, value: memory, unit: 'kB' },
  ];
}

async function publish(agora: Client, author: SignedIn, text: string): Promise<void> {
  const { errors } = await agora.ask(
    'mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }',
    { input: { text } },
    author,
  );
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
}

const machine = describeMachine();
const ofAgora = await measureAgora();
const ofPeers = isAlone ? [] : [...(await measurePeer('graphql-ws')), ...(await measurePeer('ws'))];
const figures = [...ofAgora, ...ofPeers];
console.log(`${machine}, at the end ${describeMachine()}`);
report(figures);
const folder = new URL('results/', import.meta.url);
await mkdir(folder, { recursive: true });
const file = new URL('live.json', folder);
const runs = (JSON.parse(await readFile(file, 'utf8').catch(() => '{}')) as { runs?: object }).runs ?? {};
const name = `${sockets} sockets, ${kind}`;
await writeFile(
  file,
  `${JSON.stringify({ runs: { ...runs, [name]: { machine, atTheEnd: describeMachine(), seconds, figures } } }, null, 2)}\n`,
);
