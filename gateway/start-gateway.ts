/** Assembles a gateway and shuts it down in order. */
import { createServer } from 'node:http';
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { Redis } from 'ioredis';
import { createAccessTokenVerifier } from '#lib/auth/access-token.ts';
import { createEndedSessions } from '#lib/auth/ended-sessions.ts';
import type { Env } from '#lib/config/config.ts';
import { createAsk } from '#lib/graphql/ask.ts';
import { createLogger } from '#lib/observe/log.ts';
import { createMetrics, type Metrics } from '#lib/observe/metrics.ts';
import { addressKey } from '#lib/net/address-key.ts';
import { guardPace } from '#lib/sockets/guard-pace.ts';
import { createLeaving } from '#lib/core/leave.ts';
import { stopAccepting } from '#lib/service/stop-accepting.ts';
import { createApollo } from './apollo.ts';
import { createAuthenticator } from './authenticate.ts';
import { readGatewayConfig } from './config.ts';
import { createBudgets } from './cost/budgets.ts';
import { loadSupergraph } from './execution/load-supergraph.ts';
import { createSubgraphHttp } from './execution/subgraph-http.ts';
import { createSubgraphSource } from './execution/subgraph-source.ts';
import { buildSupergraph } from './execution/supergraph.ts';
import { createApp } from './http/app.ts';
import { createClientAddresses } from './http/client-address.ts';
import { drain } from './http/drain.ts';
import { allowedOrigins, mediaOrigins } from './http/guards/origins.ts';
import { requireTarget } from './http/guards/require-target.ts';
import { createKnownOperations } from './http/operations/known-operations.ts';
import { serveOperations } from './http/operations/serve-operations.ts';
import { createAskForViewers } from './live/ask-for-viewers.ts';
import { createLiveMetrics } from './live/live-metrics.ts';
import { createLiveSubscriptions } from './live/live-subscriptions.ts';
import { createPlanner as createOwnPlanner, type Planner } from './planning/planner.ts';
import { serveStreams } from './sse/serve-streams.ts';
import { countConnections } from './subscriptions/count-connections.ts';
import { createOperations } from './subscriptions/operations.ts';
import { createUpstreams } from './subscriptions/upstream.ts';
import { watchSessions } from './subscriptions/watch-sessions.ts';
import { serveSockets } from './websocket/serve-sockets.ts';

export interface StartGatewayOptions {
  env: Env;
  clock?: () => Date;
  /** The supergraph itself; without it the file of AGORA_SUPERGRAPH is followed. */
  supergraphSdl?: string;
  /** By default each gateway has a planning thread of its own. */
  createPlanner?: (sdl: string) => Planner;
}

export interface RunningGateway {
  /** Its address, without a path. */
  url: string;
  port: number;
  metrics: Metrics;
  /** Says that it is about to end, and goes on serving. */
  leave: () => void;
  /** Stops taking requests, closes sockets with 1001, lets running operations end, then lets go of Redis. */
  close: () => Promise<void>;
}

const redisWaitMs = 2_000;

/**
 * Starts a gateway in this process.
 *
 * @throws ConfigError with every setting at fault; Error when there is no valid supergraph or the port is taken.
 */
export async function startGateway(options: StartGatewayOptions): Promise<RunningGateway> {
  const { env, clock = () => new Date(), supergraphSdl, createPlanner = createOwnPlanner } = options;
  const config = readGatewayConfig(env);
  const isProduction = config.NODE_ENV === 'production';
  const log = createLogger('gateway', config.LOG_LEVEL);
  const secret = config.AGORA_IDENTITY_SECRET;
  const addresses = config.AGORA_SUBGRAPHS;

  await using opened = new AsyncDisposableStack();
  const redis = opened.adopt(connectRedis(config.REDIS_URL), (connection) => connection.disconnect());
  redis.on('error', (error) => log.debug({ err: error }, 'Redis is not reachable'));
  await Promise.race([
    new Promise((resolve) => redis.once('ready', resolve)),
    new Promise((resolve) => setTimeout(resolve, redisWaitMs).unref()),
  ]);

  const http = opened.use(createSubgraphHttp({ log }));
  const urlOf = (name: string, routingUrl = ''): URL => new URL(addresses[name] === undefined ? routingUrl : `${addresses[name]}/graphql`);
  const budgets = createBudgets(config.AGORA_RATE_LIMITS === 'off' ? null : redis);
  const loader = loadSupergraph({
    from: supergraphSdl === undefined ? { path: config.AGORA_SUPERGRAPH } : { sdl: supergraphSdl },
    build: (sdl) =>
      buildSupergraph({
        sdl,
        createSource: (name, routingUrl) => createSubgraphSource({ name, url: urlOf(name, routingUrl), secret, clock, http, log }),
        budgets,
        createPlanner,
      }),
    log,
  });

  const usersUrl = addresses['users'] ?? 'http://127.0.0.1:4001';
  const tokens = opened.use(createAccessTokenVerifier({ jwksUrl: new URL(`${usersUrl}/.well-known/jwks.json`), clock }));
  const ask = createAsk({ service: 'gateway', secret, subgraphs: addresses, clock, random: randomBytes });
  const sessions = createEndedSessions({ redis, ask, log });
  const authenticator = createAuthenticator({ tokens, sessions });

  const mostObjects = config.AGORA_MAX_OBJECTS;
  const known = createKnownOperations({ current: loader.current, budgets, mostObjects, log, isProduction });
  const apollo = createApollo({ loader, budgets, mostObjects, onChecked: known.learn, log, isProduction });
  await apollo.start();
  opened.defer(async () => await apollo.stop());

  const leaving = createLeaving();
  let isStopping = false;
  const clients = createClientAddresses(config.AGORA_TRUSTED_PROXIES);
  const mayCall = allowedOrigins(config);
  const isLimited = config.AGORA_RATE_LIMITS === 'on';
  const pace = opened.use(guardPace({ log, keyOf: (request) => (isLimited ? addressKey(clients.of(request)) : null) }));
  const metrics = createMetrics();
  const liveMetrics = createLiveMetrics(metrics, clock);
  const askForViewers = createAskForViewers({ urlOf, http, secret, clock, metrics: liveMetrics, log });
  const live = opened.use(createLiveSubscriptions({ urlOf, secret, clock, log, isProduction, askForViewers, metrics: liveMetrics }));
  const upstreams = opened.use(createUpstreams({ urlOf, secret, clock }));
  const watch = opened.use(watchSessions({ redis, sessions, log }));
  const connections = countConnections(isLimited);
  const operations = createOperations({
    loader,
    apollo,
    authenticator,
    budgets,
    ask,
    secret,
    clock,
    log,
    isProduction,
    live,
    upstream: upstreams.of,
  });
  const streams = opened.use(serveStreams({ operations, watch, connections, mayCall, pace, metrics: liveMetrics, log }));
  const shared = { engines: { apollo, known }, authenticator, budgets, addresses: clients, mayCall, leaving };
  const plain = serveOperations(shared);
  const app = createApp({
    ...shared,
    failureOf: plain.failureOf,
    health: { subgraphs: () => loader.current().subgraphs, addresses, redis, hasKeys: tokens.isReady, isLeaving: leaving.isLeaving },
    streams: streams.handler,
    mediaUrl: addresses['media'],
    notificationsUrl: addresses['notifications'],
    newsUrl: addresses['news'],
    publicUrl: config.AGORA_PUBLIC_URL,
    mediaOrigins: mediaOrigins(config),
    log,
    isProduction,
  });
  const server = createServer(
    {
      headersTimeout: 10_000,
      requestTimeout: 3_600_000,
      connectionsCheckingInterval: 5_000,
      keepAliveTimeout: 65_000,
      // Other upgrades, such as curl's offer of HTTP/2, are ignored, and the request is answered.
      shouldUpgradeCallback: ({ headers: { upgrade } }) => upgrade?.toLowerCase() === 'websocket',
    },
    requireTarget(pace.wrap((request, response) => (plain.takes(request) ? plain.answer(request, response, app) : app(request, response)))),
  );
  pace.watch(server);
  opened.defer(async () => await drain(server));
  const sockets = opened.use(
    serveSockets(server, { operations, watch, authenticator, budgets, clients, connections, mayCall, metrics: liveMetrics, log }),
  );
  liveMetrics.watch(() => ({
    sockets: sockets.count(),
    streams: streams.count(),
    waitingBytes: sockets.waitingBytes() + streams.waitingBytes(),
  }));

  await loader.current().ready;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.PORT, config.AGORA_HOST, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://${['0.0.0.0', '::'].includes(config.AGORA_HOST) ? '127.0.0.1' : config.AGORA_HOST}:${port}`;
  void tokens.hasKeys.then(() => log.info({ url }, 'ready'));
  const running = opened.move();
  return {
    url,
    port,
    metrics,
    leave: leaving.leave,
    close: async () => {
      if (isStopping) return;
      isStopping = true;
      leaving.leave();
      await stopAccepting(server);
      streams[Symbol.dispose]();
      await sockets[Symbol.asyncDispose]();
      await running.disposeAsync();
    },
  };
}

/** Commands fail at once while Redis is away: every caller has another way to an answer. */
function connectRedis(url: string): Redis {
  return new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: 1_000,
    retryStrategy: (times) => Math.min(times * 100, 1_000),
  });
}
