/** Agora as deployed, each service a process, for tests, proofs and benches that kill some of them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Env } from '#lib/config/config.ts';
import { createDeps } from '#lib/service/create-deps.ts';
import type { MediaDeps } from '../../subgraphs/media/deps.ts';
import { media } from '../../subgraphs/media/index.ts';
import type { NotificationsDeps } from '../../subgraphs/notifications/deps.ts';
import type { NewsDeps } from '../../subgraphs/news/deps.ts';
import { news } from '../../subgraphs/news/index.ts';
import { notifications } from '../../subgraphs/notifications/index.ts';
import type { PostsDeps } from '../../subgraphs/posts/deps.ts';
import { posts } from '../../subgraphs/posts/index.ts';
import type { RoomsDeps } from '../../subgraphs/rooms/deps.ts';
import { rooms } from '../../subgraphs/rooms/index.ts';
import type { SearchDeps } from '../../subgraphs/search/deps.ts';
import { search } from '../../subgraphs/search/index.ts';
import type { UsersDeps } from '../../subgraphs/users/deps.ts';
import { users } from '../../subgraphs/users/index.ts';
import { freePort } from '../../tools/launch/ports.ts';
import type { Breakable } from './fakes/breakable.ts';
import { createApiClient, type Client } from './clients/client.ts';
import { drain } from './drain.ts';
import { startStores, type StoresOptions, type TestStores } from './stores/stores.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const startWithinMs = 60_000;
const pollMs = 25;
const outputKept = 4_000;

export type ServiceName = 'users' | 'posts' | 'media' | 'search' | 'notifications' | 'news' | 'rooms' | 'nodes' | 'gateway';

/** A restart returns when it is ready. */
export interface ServiceProcess extends Breakable {
  name: ServiceName;
  /** Its base address; a restart keeps it. */
  url: string;
  pid: () => number;
  isRunning: () => boolean;
  /** Tells it to make room for another (SIGTERM), or to end at once in order (SIGINT); returns its exit code. */
  stop: () => Promise<number | null>;
  end: () => Promise<number | null>;
}

export interface ProcessOptions {
  role?: 'all' | 'api' | 'worker';
  /** Settings over those of tests. */
  env?: Env;
  /** The entry to run in place of the service's own. */
  entry?: string;
  /** Addresses of the subgraphs that it asks, over the first of each kind. */
  subgraphs?: Partial<Record<ServiceName, string>>;
}

/** The stores of the subgraphs that have some, and their rules, in this process. */
export interface OpenedStores {
  users: UsersDeps;
  posts: PostsDeps;
  media: MediaDeps;
  search: SearchDeps;
  notifications: NotificationsDeps;
  news: NewsDeps;
  rooms: RoomsDeps;
  /** Waits until every event has been numbered and read, and every job that is due has run. */
  drain: (withinMs?: number) => Promise<void>;
}

export interface AgoraProcesses extends AsyncDisposable {
  stores: TestStores;
  /** Starts one more process; the first subgraph of each kind is the one that others ask. Returns when it is ready. */
  start: (name: ServiceName, options?: ProcessOptions) => Promise<ServiceProcess>;
  /** Opens the stores in this process, to look at what the others did. Closed with the rest. */
  open: () => Promise<OpenedStores>;
}

export interface AgoraOptions extends StoresOptions {
  /** Settings of all services, over those of tests. */
  env?: Env;
  /** Of the gateway that starts with the services. */
  gateway?: ProcessOptions;
  /** Stores that are there already, and stay; new ones by default. */
  stores?: TestStores;
}

/** Opens stores for processes; what was started ends with it, or with this process. */
export async function openProcesses({ env: common = {}, stores: given, ...options }: AgoraOptions = {}): Promise<AgoraProcesses> {
  await using opened = new AsyncDisposableStack();
  const stores = given ?? opened.use(await startStores(options));
  const addresses = new Map<string, string>();
  for (const name of ['users', 'posts', 'media', 'search', 'notifications', 'news', 'rooms', 'nodes'])
    addresses.set(name, `http://127.0.0.1:${await freePort()}`);
  const gatewayUrl = `http://127.0.0.1:${await freePort()}`;
  const taken = new Set<string>();
  const started: ServiceProcess[] = [];
  opened.defer(async () => void (await Promise.all(started.map(async (service) => await service.end()))));
  const everything = opened.move();
  const envOf = (name: ServiceName, { role, env = {}, subgraphs = {} }: ProcessOptions = {}): Env => ({
    ...stores.env(name),
    LOG_LEVEL: 'warn',
    NODE_COMPILE_CACHE: `${root}.cache/compile`,
    AGORA_RATE_LIMITS: 'off',
    AGORA_PUBLIC_URL: gatewayUrl,
    AGORA_SUBGRAPHS: [...new Map([...addresses, ...Object.entries(subgraphs)])].map(([subgraph, url]) => `${subgraph}=${url}`).join(','),
    ...(role && { AGORA_ROLE: role }),
    ...common,
    ...env,
  });
  return {
    stores,
    start: async (name, options = {}) => {
      const first = options.role === 'worker' || taken.has(name) ? undefined : name === 'gateway' ? gatewayUrl : addresses.get(name);
      if (first !== undefined) taken.add(name);
      const url = first ?? `http://127.0.0.1:${await freePort()}`;
      const service = createService(name, url, {
        env: envOf(name, options),
        isAway: (other) => addresses.has(other) && !taken.has(other),
        entry: options.entry,
      });
      started.push(service);
      await service.restart();
      return service;
    },
    open: async () => {
      const ofUsers = everything.use(await createDeps(users, { env: { ...envOf('users'), LOG_LEVEL: 'silent' } }));
      const ofPosts = everything.use(await createDeps(posts, { env: { ...envOf('posts'), LOG_LEVEL: 'silent' } }));
      const ofMedia = everything.use(await createDeps(media, { env: { ...envOf('media'), LOG_LEVEL: 'silent' } }));
      const ofSearch = everything.use(await createDeps(search, { env: { ...envOf('search'), LOG_LEVEL: 'silent' } }));
      const ofNotifications = everything.use(await createDeps(notifications, { env: { ...envOf('notifications'), LOG_LEVEL: 'silent' } }));
      const ofNews = everything.use(await createDeps(news, { env: { ...envOf('news'), LOG_LEVEL: 'silent' } }));
      const ofRooms = everything.use(await createDeps(rooms, { env: { ...envOf('rooms'), LOG_LEVEL: 'silent' } }));
      const deps = {
        users: ofUsers.deps,
        posts: ofPosts.deps,
        media: ofMedia.deps,
        search: ofSearch.deps,
        notifications: ofNotifications.deps,
        news: ofNews.deps,
        rooms: ofRooms.deps,
      };
      return { ...deps, drain: async (withinMs) => await drain(Object.values(deps), withinMs) };
    },
    [Symbol.asyncDispose]: async () => await everything.disposeAsync(),
  };
}

/** A whole Agora: one process of each service, which serves and works, and a client of its gateway. */
export interface WholeAgora extends AgoraProcesses, Client {
  users: ServiceProcess;
  posts: ServiceProcess;
  media: ServiceProcess;
  search: ServiceProcess;
  notifications: ServiceProcess;
  news: ServiceProcess;
  rooms: ServiceProcess;
  nodes: ServiceProcess;
  gateway: ServiceProcess;
}

export async function startAgora(options: AgoraOptions = {}): Promise<WholeAgora> {
  return await startServices(['users', 'posts', 'media', 'search', 'notifications', 'news', 'rooms', 'nodes'], options);
}

/** One process of each of these, and of the gateway, which is ready once these are. */
export type SomeAgora<Name extends ServiceName> = AgoraProcesses & Client & Record<Name | 'gateway', ServiceProcess>;

export async function startServices<Name extends ServiceName>(
  names: readonly Name[],
  options: AgoraOptions = {},
): Promise<SomeAgora<Name>> {
  const processes = await openProcesses(options);
  try {
    const started = await Promise.all(names.map(async (name) => [name, await processes.start(name)] as const));
    const gateway = await processes.start('gateway', options.gateway);
    return { ...processes, ...createApiClient(gateway.url), ...(Object.fromEntries(started) as Record<Name, ServiceProcess>), gateway };
  } catch (error) {
    await processes[Symbol.asyncDispose]();
    throw error;
  }
}

/** Processes that end with this one, however it ends. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

const entryOf = (name: ServiceName): string => (name === 'gateway' ? 'gateway/index.ts' : `subgraphs/${name}/index.ts`);

interface Service {
  env: Env;
  /** Whether that service was never started, so that readiness does not wait for it. */
  isAway: (name: string) => boolean;
  entry: string | undefined;
}

function createService(name: ServiceName, url: string, { env, isAway, entry = entryOf(name) }: Service): ServiceProcess {
  let child: ChildProcess | null = null;
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    const ending = child;
    child = null;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return ending?.exitCode ?? null;
    const exited = once(ending, 'exit');
    ending.kill('SIGCONT');
    ending.kill(signal);
    const [code] = (await exited) as [number | null];
    return code;
  };
  return {
    name,
    url,
    pid: () => child?.pid ?? 0,
    isRunning: () => child !== null && child.exitCode === null && child.signalCode === null,
    pause: () => void child?.kill('SIGSTOP'),
    resume: () => void child?.kill('SIGCONT'),
    kill: async () => void (await end('SIGKILL')),
    stop: async () => await end('SIGTERM'),
    end: async () => await end('SIGINT'),
    restart: async () => {
      await end('SIGKILL');
      const { AGORA_SUBGRAPHS, MONGODB_URI, REDIS_URL, ...others } = env;
      const started = spawn(process.execPath, [entry], {
        cwd: root,
        env: { ...process.env, AGORA_SUBGRAPHS, MONGODB_URI, REDIS_URL, ...others, PORT: new URL(url).port },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child = started;
      running.add(started);
      started.once('exit', () => running.delete(started));
      let output = '';
      for (const stream of [started.stdout, started.stderr]) {
        stream.setEncoding('utf8').on('data', (text: string) => {
          output = (output + text).slice(-outputKept);
          if (process.env['AGORA_SHOW_LOGS']) process.stderr.write(`${name} ${started.pid} ${text}`);
        });
      }
      await untilReady({ name, url, isAway }, () => {
        if (started.exitCode !== null || started.signalCode !== null) throw new Error(`${name} ended before it was ready:\n${output}`);
        return output;
      });
    },
  };
}

/** @param check - Throws when waiting is in vain; returns what the process has said. */
async function untilReady(
  { name, url, isAway }: Pick<ServiceProcess, 'name' | 'url'> & Pick<Service, 'isAway'>,
  check: () => string,
): Promise<void> {
  const deadline = performance.now() + startWithinMs;
  for (;;) {
    const said = check();
    let health: string;
    try {
      const response = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2_000) });
      health = await response.text();
      const { status, checks = {} } = JSON.parse(health) as { status: string; checks?: Record<string, string> };
      const isWell = Object.entries(checks).every(([part, found]) => found === 'ok' || isAway(part));
      if (status !== 'down' && isWell) return;
    } catch (error) {
      // It does not listen yet.
      health = String(error);
    }
    if (performance.now() > deadline) throw new Error(`${name} (${url}) is not ready after ${startWithinMs} ms: ${health}\n${said}`);
    await delay(pollMs);
  }
}
