/** Runs a subgraph in this process: HTTP and WebSockets before, events and jobs behind, and their end in the right order. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import type { Identity } from '../auth/identity.ts';
import { createIdentityCheck } from '../auth/identity-check.ts';
import { answerCrowd } from '../crowd/answer-crowd.ts';
import { createViewersExecutor } from '../crowd/execute-for-viewers.ts';
import { type Live, startLive } from '../events/live.ts';
import { formatError } from '../graphql/format-error.ts';
import { wrapMutationFields } from '../graphql/mutation-fields.ts';
import { buildServedSchema } from '../graphql/subgraph-schema.ts';
import { wrapSubscriptionFields } from '../graphql/subscription-fields.ts';
import { blockingRedis, createDeps, type CreateDepsOptions } from './create-deps.ts';
import type { BaseContext, Subgraph } from './define-subgraph.ts';
import type { Deps } from '../core/deps.ts';
import { checkStores, type Health } from './health.ts';
import { type ClientInfo, createApp } from './http.ts';
import { guardPace } from '../sockets/guard-pace.ts';
import { createLeaving } from '../core/leave.ts';
import { startBackground } from './start-background.ts';
import { stopAccepting } from './stop-accepting.ts';
import { serveHub } from '../hub/serve-hub.ts';
import { serveUpgrades, type UpgradePath } from '../sockets/upgrades.ts';
import { serveSubscriptions } from '../sockets/websocket.ts';

export interface RunningSubgraph<SubgraphDeps = Deps> {
  name: string;
  /** Its base address, without `/graphql`. */
  url: string;
  deps: SubgraphDeps;
  /** Says that it is about to end, and goes on serving. */
  leave: () => void;
  /** Ends everything it began, in order; returns when all has ended. */
  close: () => Promise<void>;
}

/** The full context of resolvers, with live events where the subgraph has subscriptions. */
export interface ServedContext<SubgraphDeps, Interest = unknown> extends BaseContext<SubgraphDeps> {
  live: Live<Interest> | null;
  /** Of a subscription: aborts when the client or the server ends it. */
  signal?: AbortSignal;
}

/** Longer than the gateway keeps its idle connections, so that it never sends into one that is closing. */
const keepAliveMs = 65_000;
const longestRequestMs = 3_600_000;
const nowhere: ClientInfo = { ip: null, userAgent: null };

/**
 * Starts a subgraph as its settings say: `AGORA_ROLE` api serves, worker works behind, all does both.
 *
 * @throws ConfigError when settings are at fault; the driver's error when the database does not answer.
 */
export async function startSubgraph<SubgraphDeps>(
  typed: Subgraph<SubgraphDeps>,
  options: CreateDepsOptions,
): Promise<RunningSubgraph<SubgraphDeps>> {
  const definition = typed as unknown as Subgraph;
  const opened = await createDeps(definition, options);
  const { deps, config, eventLog, hasStores } = opened;
  await using stack = new AsyncDisposableStack();
  stack.use(opened);
  stack.use(await definition.onStart(deps));
  const leaving = createLeaving();
  let isClosing = false;
  const health = async (): Promise<Health> => {
    return leaving.isLeaving() ? { status: 'down', checks: {} } : await checkStores(hasStores ? deps : null);
  };

  if (hasStores && config.AGORA_ROLE !== 'api') stack.use(startBackground(definition, opened));

  const { audience } = definition;
  const live =
    audience && eventLog && config.AGORA_ROLE !== 'worker'
      ? startLive({
          publisher: definition.name,
          log: eventLog,
          redis: blockingRedis(deps.redis),
          logger: deps.log,
          audience: (envelope, interests) => audience(deps, envelope, interests),
        })
      : null;
  if (live) stack.use(live);

  const schema = buildServedSchema(definition, eventLog);
  const renew = ({ viewerId }: BaseContext<Deps>): object => definition.context(deps, viewerId);
  wrapMutationFields(schema, renew);
  wrapSubscriptionFields(schema, renew);
  const createContext = (identity: Identity, client: ClientInfo): ServedContext<Deps> => {
    const { viewerId, requestId } = identity;
    return { deps, identity, viewerId, requestId, client, live, ...definition.context(deps, viewerId) };
  };

  const { crowdContext } = definition;
  const executeForViewers = createViewersExecutor({
    schema,
    contextOf: (identity) => createContext(identity, nowhere),
    crowdContextOf: crowdContext
      ? (crowd, requestId) => {
          const shared = { deps, requestId, client: nowhere, live: null, crowd, ...crowdContext(deps, crowd) };
          return Object.defineProperties(shared, { viewerId: { get: crowd.apart }, identity: { get: crowd.apart } });
        }
      : null,
    log: deps.log,
  });

  const checkIdentity = createIdentityCheck({
    secret: config.AGORA_IDENTITY_SECRET,
    audience: definition.name,
    clock: deps.clock,
    log: deps.log,
  });
  const apollo = new ApolloServer<ServedContext<Deps>>({
    schema,
    logger: deps.log,
    // Cache hints would be worked out for every field, and the gateway reads none.
    plugins: [ApolloServerPluginInlineTraceDisabled(), ApolloServerPluginCacheControlDisabled()],
    introspection: false,
    csrfPrevention: true,
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    formatError: (formatted, error) => formatError(formatted, error, deps.log),
  });
  const { name, routes } = definition;
  const server = createServer();
  server.keepAliveTimeout = keepAliveMs;
  // As long as an upload keeps its pace.
  server.requestTimeout = longestRequestMs;
  apollo.addPlugin(ApolloServerPluginDrainHttpServer({ httpServer: server }));
  await apollo.start();
  stack.defer(async () => await apollo.stop());
  const pace = stack.use(guardPace({ log: deps.log }));
  pace.watch(server);
  const app = createApp({
    checkIdentity,
    apollo,
    createContext,
    health,
    leaving,
    routes: (to) => {
      routes(to, deps);
      answerCrowd(to, { schema, checkIdentity, execute: executeForViewers });
    },
  });
  server.on('request', pace.wrap(app));
  const upgrades: UpgradePath[] = [];
  if (schema.getSubscriptionType()) {
    const liveContextOf = (identity: Identity, own: Live | null): object => ({ ...createContext(identity, nowhere), live: own });
    const hub = serveHub({ checkIdentity, schema, live, contextOf: liveContextOf, execute: executeForViewers, log: deps.log });
    upgrades.push(stack.use(hub).upgrade);
    upgrades.push(stack.use(serveSubscriptions({ checkIdentity, schema, createContext, log: deps.log })).upgrade);
    serveUpgrades(server, upgrades);
  }
  const url = await listen(server, config.AGORA_HOST, config.PORT);
  deps.log.info({ url, role: config.AGORA_ROLE }, 'ready');
  const everything = stack.move();
  return {
    name,
    url,
    deps: deps as SubgraphDeps,
    leave: leaving.leave,
    close: async () => {
      if (isClosing) return;
      isClosing = true;
      leaving.leave();
      await stopAccepting(server);
      await everything.disposeAsync();
    },
  };
}

async function listen(server: Server, host: string, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  return `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${address.port}`;
}
