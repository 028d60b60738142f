/** Two plain subgraphs of pages of posts with their authors, each a process of its own that executes what it is asked. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse, type DocumentNode, type GraphQLSchema } from 'graphql';

type Name = 'users' | 'posts';

const header = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])';
const sdl: Record<Name, string> = {
  users: `${header}
type User @key(fields: "id") { id: ID! username: String! displayName: String! avatarUrl: String }
type Query { user(id: ID!): User }`,
  posts: `${header}
type User @key(fields: "id", resolvable: false) { id: ID! }
type Post @key(fields: "id") { id: ID! text: String! createdAt: String! likeCount: Int! author: User }
type PostConnection { nodes: [Post!]! pageInfo: PageInfo! }
type PageInfo @shareable { endCursor: String hasNextPage: Boolean! }
type Query { feed(first: Int, after: String): PostConnection! }`,
};

/** A page of 20 posts; `after` is a number. */
export const pageQuery = `query Page($after: String) { feed(first: 20, after: $after) {
  nodes { id text createdAt likeCount author { id username displayName avatarUrl } } pageInfo { endCursor hasNextPage } } }`;
export const pagesInAll = 10_000;
const usersInAll = 1_000;
const postsOfPage = 20;

export interface PageServices extends Disposable {
  supergraphSdl: string;
  addresses: Record<Name, string>;
  /** For gateways that know only the first version of federation. */
  services: { name: string; url: string; schema: string }[];
}

/** @param jwks - The keys that users publishes. */
export async function startPageServices(jwks: object): Promise<PageServices> {
  const children = (['users', 'posts'] as const).map((name) => fork(fileURLToPath(import.meta.url), ['page-service', name]));
  const end = (): void => children.forEach((child) => child.kill('SIGKILL'));
  process.once('exit', end);
  const ports = await Promise.all(
    children.map(async (child) => {
      child.send(jwks);
      const [port] = (await once(child, 'message')) as [number];
      return port;
    }),
  );
  const addresses = { users: `http://127.0.0.1:${ports[0]}`, posts: `http://127.0.0.1:${ports[1]}` };
  const composed = composeServices(
    (['users', 'posts'] as const).map((name) => ({ name, typeDefs: parse(sdl[name]), url: `${addresses[name]}/graphql` })),
  );
  if (composed.errors) throw new Error(composed.errors.map(({ message }) => message).join('\n'));
  const services = (['users', 'posts'] as const).map((name) => ({
    name,
    url: `${addresses[name]}/graphql`,
    schema: sdl[name]
      .replace(header, '')
      .replace('type User @key(fields: "id", resolvable: false) { id: ID! }', 'extend type User @key(fields: "id") { id: ID! @external }')
      .replace('type Query', 'extend type Query')
      .replace(' @shareable', ''),
  }));
  return { supergraphSdl: composed.supergraphSdl, addresses, services, [Symbol.dispose]: end };
}

const userOf = (id: string): object => ({
  __typename: 'User',
  id,
  username: `user${id}`,
  displayName: `The user with the number ${id}`,
  avatarUrl: `https://example.com/media/${id}/small.webp`,
});

const words = 'words of a post that people read, in a feed that is as long as feeds are, '.repeat(2);

function pageAfter({ first = postsOfPage, after }: { first?: number; after?: string | null }): object {
  const from = Number(after ?? 0);
  const nodes = Array.from({ length: first }, (_, index) => {
    const number = from + index;
    // Of the authors of a page some have two posts.
    const author = { __typename: 'User', id: String((number * 7 + (index % 3)) % usersInAll) };
    return { id: String(number), text: `${number} ${words}`, createdAt: '2026-01-01T00:00:00.000Z', likeCount: number % 100, author };
  });
  return { nodes, pageInfo: { endCursor: String(from + first), hasNextPage: true } };
}

function schemaOf(name: Name): GraphQLSchema {
  const resolvers =
    name === 'users'
      ? {
          User: { __resolveReference: ({ id }: { id: string }) => userOf(id) },
          Query: { user: (_: unknown, { id }: { id: string }) => userOf(id) },
        }
      : { Query: { feed: (_: unknown, args: { first?: number; after?: string | null }) => pageAfter(args) } };
  return buildSubgraphSchema([
    { typeDefs: parse(sdl[name]), resolvers },
    ...(name === 'users' ? [{ typeDefs: parse('extend type Query { _sessionsEnded(ids: [ID!]!): [ID!]! }') }] : []),
  ]);
}

async function serve(name: Name): Promise<void> {
  const [jwks] = (await once(process, 'message')) as [object];
  const schema = schemaOf(name);
  const documents = new Map<string, DocumentNode>();
  const answer = async (text: string): Promise<string> => {
    const { query, variables } = JSON.parse(text) as { query: string; variables?: Record<string, unknown> };
    const document = documents.get(query) ?? parse(query);
    documents.set(query, document);
    return JSON.stringify(await execute({ schema, document, variableValues: variables }));
  };
  const server = createServer((request, response) => {
    if (request.method === 'GET') return void response.setHeader('content-type', 'application/json').end(JSON.stringify(jwks));
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      void answer(Buffer.concat(chunks).toString()).then((text) =>
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text),
      );
    });
  });
  server.keepAliveTimeout = 65_000;
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
}

if (process.argv[2] === 'page-service') await serve(process.argv[3] as Name);
