/** A gateway over two small subgraphs that speak as Agora's do, with a Redis of its own: for the gateway's tests. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { composeServices } from '@apollo/composition';
import { ApolloServer } from '@apollo/server';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { GraphQLError, parse } from 'graphql';
import { SignJWT, type JWTPayload } from 'jose';
import type { Identity } from '#lib/auth/identity.ts';
import { createIdentityCheck } from '#lib/auth/identity-check.ts';
import { developmentSecret, type Env } from '#lib/config/config.ts';
import { createLogger } from '#lib/observe/log.ts';
import type { ResolverMap } from '#lib/service/define-subgraph.ts';
import { type ClientInfo, createApp } from '#lib/service/http.ts';
import { createLeaving } from '#lib/core/leave.ts';
import { serveUpgrades } from '#lib/sockets/upgrades.ts';
import { serveSubscriptions } from '#lib/sockets/websocket.ts';
import { startGateway, type RunningGateway } from '../../gateway/index.ts';
import { startRedis, type RedisServer } from './stores/redis.ts';

const header = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])
scalar EmailAddress`;

export const usersSdl = `${header}
type User @key(fields: "id") { id: ID! name: String! role: Role! friends(first: Int, last: Int): UserConnection! }
enum Role { MEMBER ADMIN }
type UserConnection @shareable { nodes: [User]! }
input GreetInput { email: EmailAddress! times: Int! }
type Query { me: User user(id: ID!): User whoAsks: String! fail(how: String!): String }
type Mutation { greet(input: GreetInput!): String! }`;

export const postsSdl = `${header}
type User @key(fields: "id", resolvable: false) { id: ID! }
type Post @key(fields: "id") { id: ID! text: String! author: User }
type PostConnection @shareable { nodes: [Post]! }
type NewPostEvent { cursor: String! post: Post }
type Query { posts(first: Int): PostConnection post(id: ID!): Post }
type Mutation { createPost(text: String!): Post! }
type Subscription { newPost(after: String): NewPostEvent! ticks: Int! }`;

interface Context {
  identity: Identity;
  client: ClientInfo;
}

interface Post {
  id: string;
  text: string;
  author: { __typename: string; id: string };
}

/** A subgraph that can be stopped, and started again at the same address. */
export interface SmallSubgraph extends AsyncDisposable {
  url: string;
  /** Cuts every connection at once, as a crash would. */
  stop: () => Promise<void>;
  start: () => Promise<void>;
  /** When set, answers every POST to /graphql instead of it: garbage, or nothing at all. */
  misbehave: ((socket: Socket) => void) | null;
}

async function startSmallSubgraph(
  name: string,
  sdl: string,
  resolvers: ResolverMap,
  secret: string,
  jwks: () => unknown,
): Promise<SmallSubgraph> {
  const schema = buildSubgraphSchema([
    { typeDefs: parse(sdl), resolvers },
    { typeDefs: parse('extend type Query { _liveCursor: String! _sessionsEnded(ids: [ID!]!): [ID!]! }') },
  ]);
  const log = createLogger(name, 'silent');
  const shared = {
    checkIdentity: createIdentityCheck({ secret, audience: name, clock: () => new Date(), log }),
    createContext: (identity: Identity, client: ClientInfo): Context => ({ identity, client }),
  };
  let port = 0;
  let server: Server | null = null;
  let live: AsyncDisposable | null = null;
  const connections = new Set<Socket>();

  const subgraph: SmallSubgraph = {
    url: '',
    misbehave: null,
    start: async () => {
      const apollo = new ApolloServer<Context>({ schema, stopOnTerminationSignals: false, logger: log });
      await apollo.start();
      const listening = createServer(
        createApp({
          ...shared,
          apollo,
          health: async () => ({ status: 'ok', checks: {} }),
          leaving: createLeaving(),
          routes: (app) => {
            app.get('/.well-known/jwks.json', (_request, response) => void response.json(jwks()));
            app.post('/graphql', (request, _response, next) => (subgraph.misbehave ? subgraph.misbehave(request.socket) : next()));
          },
        }),
      );
      listening.on('connection', (socket) => {
        connections.add(socket);
        socket.once('close', () => connections.delete(socket));
      });
      if (schema.getSubscriptionType()) {
        const subscriptions = serveSubscriptions({ ...shared, schema, log });
        serveUpgrades(listening, [subscriptions.upgrade]);
        live = subscriptions;
      }
      await new Promise<void>((resolve) => listening.listen(port, '127.0.0.1', resolve));
      port = (listening.address() as AddressInfo).port;
      subgraph.url = `http://127.0.0.1:${port}`;
      server = listening;
    },
    stop: async () => {
      const closed = new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
      for (const socket of connections) socket.destroy();
      await live?.[Symbol.asyncDispose]();
      await closed;
      server = null;
      live = null;
    },
    [Symbol.asyncDispose]: async () => await subgraph.stop(),
  };
  await subgraph.start();
  return subgraph;
}

export interface SmallSupergraph extends AsyncDisposable {
  gateway: RunningGateway;
  /** The gateway's supergraph, for a second gateway. */
  supergraphSdl: string;
  users: SmallSubgraph;
  posts: SmallSubgraph;
  redis: RedisServer;
  privateKey: KeyObject;
  /** Sessions that users says have ended. */
  endedSessions: Set<string>;
  /** An access token; claims and header can be spoilt. */
  token: (claims?: JWTPayload, tokenHeader?: { alg?: string; kid?: string; key?: KeyObject }) => Promise<string>;
  /** Adds a post as if its author had written it. */
  publish: (text: string) => void;
  /** How many subscriptions wait for the next post. */
  listeners: () => number;
  /** Whether events come without their posts, as when the store of posts is away, and how often they did. */
  store: { isAway: boolean; refused: number };
  /** How often each subgraph was asked for an operation. */
  count: { users: number; posts: number };
  query: (
    query: string,
    options?: { variables?: Record<string, unknown>; headers?: Record<string, string> },
  ) => Promise<{ status: number; headers: Headers; body: Answer }>;
}

export interface Answer {
  data?: Record<string, unknown> | null;
  errors?: {
    message: string;
    path?: (string | number)[];
    extensions: { code: string; field?: string; retryAfter?: number; requestId: string };
  }[];
  extensions?: unknown;
}

export const viewerId = 'usr_01JD0000000000000000000001';
export const sessionId = 'ses_01JD0000000000000000000001';
const kid = 'key-1';

/**
 * @param env - Settings of the gateway, besides the addresses.
 * @param others - Addresses of services besides the two.
 */
export async function startSmallSupergraph(env: Env = {}, others: Record<string, string> = {}): Promise<SmallSupergraph> {
  await using stack = new AsyncDisposableStack();
  const redis = stack.use(await startRedis());
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const secret = env['AGORA_IDENTITY_SECRET'] ?? developmentSecret;
  const endedSessions = new Set<string>();
  const posts: Post[] = [];
  const wakeUps = new Set<() => void>();
  const count = { users: 0, posts: 0 };
  const store = { isAway: false, refused: 0 };

  async function* newPosts(after: string | undefined): AsyncGenerator<{ newPost: { cursor: string; post: Post } }> {
    let next = after === undefined ? posts.length : Number(after);
    for (;;) {
      const post = posts[next];
      if (post) {
        next += 1;
        yield { newPost: { cursor: String(next), post } };
      } else {
        await new Promise<void>((resolve) => wakeUps.add(resolve));
      }
    }
  }
  async function* ticks(): AsyncGenerator<{ ticks: number }> {
    for (let tick = 1; ; tick += 1) {
      yield { ticks: tick };
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  const publish = (text: string): void => {
    posts.push({ id: String(posts.length), text, author: { __typename: 'User', id: `u${posts.length}` } });
    for (const wake of wakeUps) wake();
    wakeUps.clear();
  };
  const person = (id: string): object => ({ __typename: 'User', id, name: `name of ${id}`, role: 'MEMBER' });

  const users = stack.use(
    await startSmallSubgraph(
      'users',
      usersSdl,
      {
        User: {
          __resolveReference: ({ id }: { id: string }) => person(id),
          friends: (_source: unknown, { first = 20 }: { first?: number }) => ({
            nodes: Array.from({ length: first }, (_, index) => person(`f${index}`)),
          }),
        },
        Query: {
          me: (_source: unknown, _args: unknown, { identity }: Context) => {
            count.users += 1;
            return identity.viewerId === null ? null : person(identity.viewerId);
          },
          user: (_source: unknown, { id }: { id: string }) => person(id),
          whoAsks: (_source: unknown, _args: unknown, { identity, client }: Context) => JSON.stringify({ ...identity, ...client }),
          fail: (_source: unknown, { how }: { how: string }) => {
            if (how === 'unexpected') throw new Error('connect to mongodb://secret failed');
            throw new GraphQLError('Taken.', { extensions: { code: how, field: 'input.username', retryAfter: 3, stacktrace: ['secret'] } });
          },
          _sessionsEnded: (_source: unknown, { ids }: { ids: string[] }) => ids.filter((id) => endedSessions.has(id)),
        },
        Mutation: { greet: (_source: unknown, { input }: { input: { email: string } }) => `Hello ${input.email}` },
      },
      secret,
      () => ({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid, alg: 'EdDSA', use: 'sig' }] }),
    ),
  );
  const postsSubgraph = stack.use(
    await startSmallSubgraph(
      'posts',
      postsSdl,
      {
        Query: {
          posts: (_source: unknown, { first = 20 }: { first?: number }) => {
            count.posts += 1;
            return { nodes: posts.slice(0, first) };
          },
          post: (_source: unknown, { id }: { id: string }) => posts[Number(id)] ?? null,
          _liveCursor: () => String(posts.length),
        },
        Mutation: {
          createPost: (_source: unknown, { text }: { text: string }) => {
            publish(text);
            return posts.at(-1);
          },
        },
        NewPostEvent: {
          post: ({ post }: { post: Post }) => {
            if (!store.isAway) return post;
            store.refused += 1;
            throw new GraphQLError('The store is away.', { extensions: { code: 'SUBGRAPH_UNAVAILABLE' } });
          },
        },
        Subscription: {
          newPost: {
            subscribe: (_source: unknown, { after }: { after?: string }, { identity }: Context) => {
              if (identity.viewerId === null) throw new GraphQLError('Sign in first.', { extensions: { code: 'UNAUTHENTICATED' } });
              if (after === 'old') throw new GraphQLError('Load the page again.', { extensions: { code: 'CURSOR_EXPIRED' } });
              return newPosts(after ?? undefined);
            },
          },
          ticks: { subscribe: () => ticks() },
        },
      },
      secret,
      () => ({}),
    ),
  );

  const composed = composeServices([
    { name: 'users', typeDefs: parse(usersSdl), url: 'http://127.0.0.1:1/graphql' },
    { name: 'posts', typeDefs: parse(postsSdl), url: 'http://127.0.0.1:1/graphql' },
  ]);
  if (composed.errors) throw new Error(composed.errors.map(({ message }) => message).join('\n'));
  const gateway = await startGateway({
    env: {
      PORT: '0',
      LOG_LEVEL: 'silent',
      REDIS_URL: redis.url,
      AGORA_SUBGRAPHS: Object.entries({ users: users.url, posts: postsSubgraph.url, ...others })
        .map(([name, url]) => `${name}=${url}`)
        .join(','),
      ...env,
    },
    supergraphSdl: composed.supergraphSdl,
  });
  stack.defer(async () => await gateway.close());

  const started = stack.move();
  return {
    gateway,
    supergraphSdl: composed.supergraphSdl,
    users,
    posts: postsSubgraph,
    redis,
    privateKey,
    endedSessions,
    publish,
    listeners: () => wakeUps.size,
    store,
    count,
    token: async (claims = {}, { alg = 'EdDSA', kid: keyId = kid, key = privateKey } = {}) => {
      const now = Math.floor(Date.now() / 1000);
      const all = { iss: 'agora', aud: 'agora', sub: viewerId, sid: sessionId, role: 'MEMBER', iat: now, exp: now + 900, ...claims };
      return await new SignJWT(all).setProtectedHeader({ alg, kid: keyId }).sign(key);
    },
    query: async (query, { variables, headers = {} } = {}) => {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      });
      return { status: response.status, headers: response.headers, body: (await response.json()) as Answer };
    },
    [Symbol.asyncDispose]: async () => await started.disposeAsync(),
  };
}
