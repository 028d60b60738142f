/**
 * Runs a whole Agora on this machine: the stores unless MONGODB_URI and REDIS_URL name others, every subgraph, the
 * gateway, then the demo data. `npm start` comes here once the machine is ready.
 */
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { demoAccounts, demoPassword, readDemo } from '../demo/demo.ts';
import { findRedis } from './find-redis.mjs';
import { healthReady } from './health-ready.ts';
import { keepPrivate } from './keep-private.ts';
import { freePort, isFree } from './ports.ts';
import { readRun, removeRun, writeRun } from './run-file.ts';
import { subgraphNames } from './subgraph-names.ts';
import { supervise, type ProcessOptions, type Supervised } from './supervise.ts';
import { wantsDemo } from './wants-demo.ts';
import { redisCommand, redisReady } from './redis.ts';

const impatientMs = 1_500;
/**
 * The user waits for the end, so running work has only this long. The next start takes up what is cut off, as after a
 * crash.
 */
const graceMs = { gateway: 500, subgraphs: 1_000, stores: 800 };
const root = fileURLToPath(new URL('../../', import.meta.url));
const startedAt = performance.now();
const setting = (name: string): string => process.env[name] ?? '';
const dataDir = resolve(root, setting('AGORA_DATA_DIR') || '.data');
const host = setting('AGORA_HOST') || '127.0.0.1';
const port = Number(setting('PORT') || 4000);
const processes: Supervised[] = [];
const pids = new Map<string, number>();
let isStopping = false;
let stoppingSince = 0;

/** An obstacle that ends the start before anything runs; the message is for the user. */
class CannotStart extends Error {}

const since = (): string => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;

let isReady = false;

function say(name: string, text: string): void {
  console.log(`  ${name.padEnd(10)} ${text}`);
}

/** Prints a warning of a service. While all services start, they miss each other, and these warnings are left out. */
function warn(name: string, text: string): void {
  if (isReady) say(name, text);
}

const guard = fork(join(root, 'tools/launch/guard.ts'), { detached: true, stdio: 'ignore' });
guard.unref();

async function run(
  options: Pick<ProcessOptions, 'name' | 'command' | 'awaitReady' | 'addressIn'> & { env: Record<string, string> },
): Promise<string> {
  const { name } = options;
  const onPid = (pid: number | null): void => {
    if (pid === null) pids.delete(name);
    else pids.set(name, pid);
    if (guard.connected) guard.send([...pids.values()]);
  };
  const env = { AGORA_HOST: '127.0.0.1', AGORA_DATA_DIR: dataDir, NODE_COMPILE_CACHE: join(root, '.cache/compile'), ...options.env };
  const supervised = supervise({ ...options, env, cwd: root, logFile: join(dataDir, 'logs', `${name}.log`), say, warn, onPid });
  processes.push(supervised);
  return await supervised.ready;
}

/** Checks for obstacles that would make a start fail half-way. */
async function checkGround(): Promise<void> {
  const other = readRun(dataDir);
  if (other) throw new CannotStart(`Agora already runs on ${relative(root, dataDir) || dataDir}: ${other.gateway} (process ${other.pid}).`);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new CannotStart(`PORT=${setting('PORT')} is no port.`);
  if (!(await isFree(port, host))) {
    throw new CannotStart(`Port ${port} is taken by another program. Stop that, or choose another: PORT=${port + 1} npm start`);
  }
}

async function startDatabase(): Promise<string> {
  const given = setting('MONGODB_URI');
  if (given !== '') return given;
  const path = join(dataDir, 'devdb');
  const url = await run({
    name: 'devdb',
    command: [process.execPath, 'devdb/main.ts'],
    env: { DEVDB_PORT: String(await freePort()), DEVDB_PATH: path },
    addressIn: (line) => /^devdb (mongodb:\S+)$/.exec(line)?.[1] ?? null,
  });
  say('devdb', `${since()}  embedded database, data in ${relative(root, path)}`);
  return url;
}

async function startRedis(): Promise<string> {
  const given = setting('REDIS_URL');
  if (given !== '') return given;
  const redisPort = await freePort();
  const dir = join(dataDir, 'redis');
  mkdirSync(dir, { recursive: true });
  await run({
    name: 'redis',
    command: redisCommand({ port: redisPort, dir }),
    env: {},
    awaitReady: (signal) => redisReady(redisPort, signal),
  });
  say('redis', `${since()}  ${findRedis()}, data in ${relative(root, dir)}`);
  return `redis://127.0.0.1:${redisPort}`;
}

async function startAll(): Promise<void> {
  const isDemo = wantsDemo(process.env);
  await checkGround();
  keepPrivate(dataDir);
  mkdirSync(join(dataDir, 'logs'), { recursive: true });
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  console.log(`Agora ${version}`);
  const [mongodb, redis] = await Promise.all([startDatabase(), startRedis()]);
  const names = await subgraphNames();
  const subgraphs: Record<string, string> = {};
  for (const name of names) subgraphs[name] = `http://127.0.0.1:${await freePort()}`;
  const gateway = `http://localhost:${port}`;
  const common = {
    AGORA_PUBLIC_URL: setting('AGORA_PUBLIC_URL') || gateway,
    MONGODB_URI: mongodb,
    REDIS_URL: redis,
    AGORA_SUBGRAPHS: Object.entries(subgraphs)
      .map(([name, url]) => `${name}=${url}`)
      .join(','),
  };
  writeRun(dataDir, { pid: process.pid, gateway, mongodb, redis, subgraphs });
  const services = names.map(async (name) => {
    const env = { ...common, PORT: new URL(subgraphs[name] ?? '').port, AGORA_ROLE: 'all' };
    const awaitReady = async (signal: AbortSignal): Promise<void> => await healthReady(subgraphs[name] ?? '', signal);
    await run({ name, command: [process.execPath, `subgraphs/${name}/index.ts`], env, awaitReady });
    say(name, since());
  });
  const gatewayEnv = { ...common, PORT: String(port), AGORA_HOST: host };
  const local = `http://${['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host}:${port}`;
  const entry = run({
    name: 'gateway',
    command: [process.execPath, 'gateway/index.ts'],
    env: gatewayEnv,
    awaitReady: async (signal) => await healthReady(local, signal),
  }).then(() => say('gateway', since()));
  await Promise.all([...services, entry]);
  isReady = true;
  tell(gateway, { isDemoComing: isDemo && readDemo(dataDir) !== 'ready' });
  if (isDemo) startDemo(gateway);
  else if (process.env['NODE_ENV'] === 'production' && existsSync(join(dataDir, 'demo')))
    say('demo', 'this data holds the demo accounts, whose password everybody knows: production needs data of its own');
}

function tell(gateway: string, { isDemoComing }: { isDemoComing: boolean }): void {
  const database = setting('MONGODB_URI') === '' ? 'devdb (embedded; set MONGODB_URI for MongoDB)' : 'MongoDB (MONGODB_URI)';
  const redis = setting('REDIS_URL') === '' ? 'a Redis of its own (set REDIS_URL for another)' : 'Redis (REDIS_URL)';
  console.log(`
Ready after ${since()}${isDemoComing ? '; the demo people are on their way' : ''}.
  ${gateway}                the app
  ${gateway}/graphql        GraphQL: HTTP and WebSocket; in a browser the playground
  ${gateway}/health/ready   health
  runs on    Node ${process.versions.node}, ${database}, ${redis}
  data, logs ${relative(root, dataDir) || dataDir}
  Ctrl-C     stops all of it
`);
}

/** Creates the demo data while everything already runs. */
function startDemo(gateway: string): void {
  const demo = spawn(process.execPath, ['tools/demo/demo.ts', gateway, dataDir], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  if (demo.pid !== undefined) pids.set('demo', demo.pid);
  let output = '';
  for (const stream of [demo.stdout, demo.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  demo.on('close', (code) => {
    pids.delete('demo');
    if (isStopping) return;
    const [firstLine = ''] = output.trim().split('\n');
    if (code !== 0) say('demo', `the demo data did not come in: ${firstLine}`);
    else if (firstLine === 'ready')
      say('demo', `${since()}  accounts ${demoAccounts.map(({ username }) => username).join(', ')} · password ${demoPassword}`);
  });
}

/** Stops the gateway, then the subgraphs, then the stores, so that running work ends well. */
async function stopAll(): Promise<void> {
  isStopping = true;
  stoppingSince = Date.now();
  const demo = pids.get('demo');
  if (demo !== undefined) process.kill(demo, 'SIGTERM');
  const of = (...names: string[]): Supervised[] => processes.filter(({ name }) => names.includes(name));
  const stores = of('devdb', 'redis');
  const front = of('gateway');
  const subgraphs = processes.filter((supervised) => !stores.includes(supervised) && !front.includes(supervised));
  await Promise.all(front.map((supervised) => supervised.stop(graceMs.gateway)));
  await Promise.all(subgraphs.map((supervised) => supervised.stop(graceMs.subgraphs)));
  await Promise.all(stores.map((supervised) => supervised.stop(graceMs.stores)));
  if (readRun(dataDir)?.pid === process.pid) removeRun(dataDir);
  if (!guard.connected) return;
  const gone = once(guard, 'exit');
  guard.ref();
  guard.send([]);
  guard.disconnect();
  await gone;
}

/** Stops in order; at once when asked a second time. One Ctrl-C can arrive twice, from the terminal and from npm. */
function stopFor(why: string): void {
  if (!isStopping) {
    console.log(`\n${why}: stopping …`);
    void stopAll().then(() => {
      console.log('Stopped.');
      process.exit();
    });
  } else if (Date.now() - stoppingSince > impatientMs) {
    for (const supervised of processes) supervised.kill();
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopFor(signal));
process.on('disconnect', () => stopFor('npm went away'));

try {
  await startAll();
} catch (error) {
  if (!isStopping) {
    console.error(error instanceof Error ? error.message : error);
    await stopAll();
    process.exit(1);
  }
}
