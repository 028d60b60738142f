/** The whole supergraph in this process, on real stores: what tests of flows across services stand on. */
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { Env } from '#lib/config/config.ts';
import { openEventLog } from '#lib/events/log.ts';
import { checkpointModels } from '#lib/events/reader.ts';
import { jobRecords } from '#lib/jobs/records.ts';
import type { Subgraph } from '#lib/service/define-subgraph.ts';
import type { Deps } from '#lib/service/deps.ts';
import { type RunningSubgraph, startSubgraph } from '#lib/service/start-subgraph.ts';
import { startGateway, type RunningGateway } from '../../gateway/index.ts';
import { nodes } from '../../subgraphs/nodes/index.ts';
import type { PostsDeps } from '../../subgraphs/posts/context.ts';
import { posts } from '../../subgraphs/posts/index.ts';
import type { UsersDeps } from '../../subgraphs/users/context.ts';
import { users } from '../../subgraphs/users/index.ts';
import { freePort } from '../../tools/launch/ports.ts';
import { startStores, type TestStores } from './stores.ts';

export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: a test knows what it asked for.
  data: any;
  errors: { message: string; path?: (string | number)[]; extensions: { code: string; field?: string; retryAfter?: number; requestId: string } }[];
}

export interface Person {
  id: string;
  username: string;
  password: string;
  sessionId: string;
  accessToken: string;
  refreshToken: string;
}

export interface Supergraph extends AsyncDisposable {
  /** The gateway's `/graphql`. */
  url: string;
  gateway: RunningGateway;
  stores: TestStores;
  users: RunningSubgraph<UsersDeps>;
  posts: RunningSubgraph<PostsDeps>;
  nodes: RunningSubgraph;
  /** A service's settings, for a second process of it. */
  env: (service: string) => Env;
  /** Sends an operation, as somebody where given. */
  ask: (query: string, variables?: object, as?: Pick<Person, 'accessToken'>) => Promise<Answer>;
  /** Makes an account with a name of its own. */
  register: (username?: string) => Promise<Person>;
  /** Events as they come, each with its answer; ends when aborted. */
  subscribe: (query: string, variables: object, as: Pick<Person, 'accessToken'>, signal: AbortSignal) => AsyncGenerator<Answer>;
  /** Waits until every event has been numbered and read, and every job that is due has run. */
  drain: () => Promise<void>;
}

export const testPassword = 'correct horse battery staple';

export interface SupergraphOptions {
  /** Settings for all services, over those of tests. */
  env?: Env;
  clock?: () => Date;
}

/** Starts users, posts, nodes and a gateway, with every worker, in this process. */
export async function startSupergraph({ env: extra = {}, clock }: SupergraphOptions = {}): Promise<Supergraph> {
  const stack = new AsyncDisposableStack();
  const stores = stack.use(await startStores());
  const names = ['users', 'posts', 'nodes', 'gateway'] as const;
  const ports = new Map<string, number>();
  for (const name of names) ports.set(name, await freePort());
  const addresses = names.slice(0, 3).map((name) => `${name}=http://127.0.0.1:${ports.get(name)}`);
  const env = (service: string): Env => ({
    ...stores.env(service),
    PORT: String(ports.get(service) ?? 0),
    AGORA_SUBGRAPHS: addresses.join(','),
    AGORA_RATE_LIMITS: 'off',
    ...extra,
  });
  const start = async <SubgraphDeps>(definition: Subgraph<SubgraphDeps>): Promise<RunningSubgraph<SubgraphDeps>> => {
    const running = await startSubgraph(definition, { env: env(definition.name), ...(clock && { clock }) });
    stack.defer(running.close);
    return running;
  };
  const running = { users: await start(users), posts: await start(posts), nodes: await start(nodes) };
  const supergraphSdl = readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8');
  const gateway = await startGateway({ env: env('gateway'), supergraphSdl, ...(clock && { clock }) });
  stack.defer(gateway.close);
  const url = `${gateway.url}/graphql`;

  const ask: Supergraph['ask'] = async (query, variables = {}, as) => await post(url, query, variables, as);
  let registered = 0;
  return {
    url,
    gateway,
    stores,
    ...running,
    env,
    ask,
    register: async (username = `person_${++registered}_${Date.now().toString(36)}`) => {
      const input = { username, email: `${username}@example.org`, password: testPassword };
      const { data, errors } = await ask(
        'mutation ($input: RegisterInput!) { register(input: $input) { viewer { user { id } sessions { id } } tokens { accessToken refreshToken } } }',
        { input },
      );
      if (!data) throw new Error(JSON.stringify(errors));
      const { viewer, tokens } = data.register;
      return { id: viewer.user.id, username, password: testPassword, sessionId: viewer.sessions[0].id, ...tokens };
    },
    subscribe: (query, variables, as, signal) => subscribe(url, { query, variables: { ...variables } }, as, signal),
    drain: async () => await drain([running.users.deps, running.posts.deps]),
    [Symbol.asyncDispose]: async () => await stack.disposeAsync(),
  };
}

async function post(url: string, query: string, variables: object, as?: Pick<Person, 'accessToken'>): Promise<Answer> {
  const headers = { 'content-type': 'application/json', ...(as && { authorization: `Bearer ${as.accessToken}` }) };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  const { data = null, errors = [] } = (await response.json()) as Partial<Answer>;
  return { data, errors };
}

async function* subscribe(
  url: string,
  payload: { query: string; variables: Record<string, unknown> },
  as: Pick<Person, 'accessToken'>,
  signal: AbortSignal,
): AsyncGenerator<Answer> {
  const client = createClient({
    url: url.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${as.accessToken}` },
    retryAttempts: 0,
  });
  const events = client.iterate(payload);
  signal.addEventListener('abort', () => void events.return?.(undefined), { once: true });
  try {
    for await (const { data = null, errors = [] } of events) yield { data, errors } as unknown as Answer;
  } finally {
    await client.dispose();
  }
}

const drainDeadlineMs = 30_000;

async function drain(publishers: Deps[]): Promise<void> {
  const deadline = Date.now() + drainDeadlineMs;
  for (;;) {
    const left = (await Promise.all(publishers.map((deps) => whatIsLeft(deps, publishers)))).flat();
    if (left.length === 0) return;
    if (Date.now() > deadline) throw new Error(`Not drained after ${drainDeadlineMs} ms: ${left.join('; ')}`);
    await delay(15);
  }
}

/** What a subgraph has still to do: events without a number, events not read, jobs not done. */
async function whatIsLeft({ connection, clock }: Deps, publishers: Deps[]): Promise<string[]> {
  const left: string[] = [];
  const { events } = openEventLog(connection);
  if (await events.exists({ pending: true })) left.push(`${connection.name}: events to number`);
  for (const { _id, seq } of await checkpointModels(connection).checkpoints.find().lean()) {
    const publisher = publishers.find((other) => other.connection.name.endsWith(`_${_id}`));
    if (publisher && (await openEventLog(publisher.connection).head()).seq > seq) left.push(`${connection.name}: events of ${_id} to read`);
  }
  const job = await jobRecords(connection).findOne({ state: 'pending', runAt: { $lte: clock() } }).lean();
  if (job) left.push(`${connection.name}: job ${job._id} to run`);
  return left;
}
