/**
 * Pages of 20 posts with their authors through this gateway and through others, over the same two subgraphs, in turns.
 *
 * `npm run bench -- gateway [rounds] [pages] [rows]`, as `ours,stock`; the figures go to bench/results/gateway.json. Ours has its limits on, verifies tokens and
 * charges budgets. The CPU is that of the gateway's process alone, from /proc.
 */
import { spawn } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { Redis } from 'ioredis';
import { SignJWT } from 'jose';
import { completeKey } from '#lib/auth/ended-sessions.ts';
import { describeMachine, type Figure, percentile, report } from '../test/harness/load/figures.ts';
import { cpuMsOf } from '../test/harness/load/process-usage.ts';
import { arePeersInstalled, type PagePeer, startPagePeer } from '../test/harness/pages/peers.ts';
import { pageBody, startReaders } from '../test/harness/pages/readers.ts';
import { type PageServices, startPageServices } from '../test/harness/pages/services.ts';
import { startRedis } from '../test/harness/stores/redis.ts';
import { freePort } from '../tools/launch/ports.ts';

const rounds = Number(process.argv[2] ?? 5);
const pages = Number(process.argv[3] ?? 2_000);
const chosen = process.argv[4]?.split(',');
/** So many that none reaches the limit of its budget. */
const viewers = 1_000;
const clients = 32;
/** Until the engine has compiled what is run most. */
const warmUpPages = 2_000;
const comparedPages = 20;
const kid = 'key-1';

const root = fileURLToPath(new URL('../', import.meta.url));

async function startOurs({ supergraphSdl, addresses }: PageServices, redisUrl: string, folder: string): Promise<PagePeer> {
  const file = path.join(folder, 'supergraph.graphql');
  await writeFile(file, supergraphSdl);
  const port = await freePort();
  const child = spawn(process.execPath, ['gateway/index.ts'], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      LOG_LEVEL: 'warn',
      REDIS_URL: redisUrl,
      AGORA_IDENTITY_SECRET: randomBytes(32).toString('hex'),
      AGORA_SUPERGRAPH: file,
      AGORA_SUBGRAPHS: Object.entries(addresses)
        .map(([name, url]) => `${name}=${url}`)
        .join(','),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const end = (): void => void child.kill('SIGINT');
  process.once('exit', end);
  const url = `http://127.0.0.1:${port}/graphql`;
  for (;;) {
    if (child.exitCode !== null) throw new Error('The gateway ended before it was ready.');
    const isReady = await fetch(`http://127.0.0.1:${port}/health/live`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return { url, pid: child.pid ?? 0, [Symbol.dispose]: end };
    await delay(50);
  }
}

/** What a gateway answers for a page. */
async function readPage(url: string, after: number, token?: string): Promise<string> {
  const headers = { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) };
  return await (await fetch(url, { method: 'POST', headers, body: pageBody(after) })).text();
}

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const now = Math.floor(Date.now() / 1_000);
const tokens = await Promise.all(
  Array.from({ length: viewers }, async (_, index) => {
    const number = String(index).padStart(26, '0');
    const claims = { iss: 'agora', aud: 'agora', sub: `usr_${number}`, sid: `ses_${number}`, role: 'MEMBER', iat: now, exp: now + 36_000 };
    return await new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA', kid }).sign(privateKey);
  }),
);
const machine = describeMachine();
const folder = await mkdtemp(path.join(tmpdir(), 'agora-bench-'));
const measured = new Map<string, { cpuUs: number[]; perSecond: number[]; p99Ms: number[] }>();
let failed = 0;
let different = 0;

try {
  await using redis = await startRedis();
  using connection = Object.assign(new Redis(redis.url), { [Symbol.dispose]: () => connection.disconnect() });
  // As users keeps it: all ended sessions are known.
  await connection.set(completeKey, '1');
  using services = await startPageServices({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid, alg: 'EdDSA', use: 'sig' }] });
  using ours = await startOurs(services, redis.url, folder);
  const bytes = await readPage(ours.url, 0);
  await using peers = new AsyncDisposableStack();
  const kinds = (['stock', 'bare', ...(arePeersInstalled ? (['mercurius', 'hive'] as const) : [])] as const).filter(
    (kind) => kind === 'stock' || (chosen?.includes(kind) ?? true),
  );
  const others = new Map<string, PagePeer>();
  for (const kind of kinds) others.set(kind, peers.use(await startPagePeer(kind, { ...services, bytes })));
  if (!arePeersInstalled) console.log('Mercurius and Hive Gateway are not measured: npm install in bench/peers brings them.');
  for (let page = 0; page < comparedPages; page += 1) {
    const [one, other] = await Promise.all([
      readPage(ours.url, page * 37, tokens[page]),
      readPage(others.get('stock')?.url ?? '', page * 37),
    ]);
    if (!isDeepStrictEqual((JSON.parse(one) as { data: unknown }).data, (JSON.parse(other) as { data: unknown }).data)) different += 1;
  }
  using readers = startReaders();
  const rows = [
    { name: 'ours', url: ours.url, pid: ours.pid, signedIn: tokens },
    ...[...others].map(([name, { url, pid }]) => ({ name, url, pid, signedIn: [] })),
  ].filter(({ name }) => chosen?.includes(name) ?? true);
  for (const { url, signedIn } of rows) await readers.read({ url, tokens: signedIn, clients }, warmUpPages);
  for (let round = 0; round < rounds; round += 1)
    for (const { name, url, pid, signedIn } of rows) {
      const before = { cpuMs: cpuMsOf(pid), ms: performance.now() };
      const told = await readers.read({ url, tokens: signedIn, clients }, pages);
      const row = measured.get(name) ?? { cpuUs: [], perSecond: [], p99Ms: [] };
      measured.set(name, row);
      row.cpuUs.push(((cpuMsOf(pid) - before.cpuMs) * 1_000) / told.read);
      row.perSecond.push(told.read / ((performance.now() - before.ms) / 1_000));
      row.p99Ms.push(percentile(told.lateMs, 0.99));
      failed += told.failed;
      console.log(
        `round ${round + 1}, ${name}: ${row.cpuUs.at(-1)?.toFixed(0)} µs a page, ${row.perSecond.at(-1)?.toFixed(0)} pages a second`,
      );
    }
} finally {
  await rm(folder, { recursive: true });
}

interface Spread extends Figure {
  /** Of the rounds. */
  least: number;
  most: number;
}

const spread = (what: string, unit: string, each: number[], limit: Partial<Figure> = {}): Spread => ({
  what,
  value: percentile(each, 0.5),
  unit,
  least: Math.min(...each),
  most: Math.max(...each),
  ...limit,
});
const cpuOf = (name: string): number[] => measured.get(name)?.cpuUs ?? [];
const ratio = (one: string, other: string): number[] => cpuOf(one).map((us, round) => us / (cpuOf(other)[round] ?? NaN));
const figures: (Figure | Spread)[] = [
  ...[...measured].flatMap(([name, { cpuUs, perSecond, p99Ms }]) => [
    spread(`${name}: CPU of the gateway for a page`, 'µs', cpuUs),
    spread(`${name}: pages a second`, '', perSecond),
    spread(`${name}: p99 of ${clients} clients`, 'ms', p99Ms),
  ]),
  spread('pages of ours in the CPU of one of stock', '', ratio('stock', 'ours')),
  spread('pages of bare node:http in the CPU of one of ours', '', ratio('ours', 'bare')),
  { what: 'answers that were no page', value: failed, unit: '', exactly: 0 },
  { what: `pages of ${comparedPages} that ours and stock answer differently`, value: different, unit: '', exactly: 0 },
];
console.log(`${machine}, at the end ${describeMachine()}`);
report(figures);
const results = new URL('results/', import.meta.url);
await mkdir(results, { recursive: true });
await writeFile(
  new URL('gateway.json', results),
  `${JSON.stringify({ machine, atTheEnd: describeMachine(), rounds, pages, figures }, null, 2)}\n`,
);
