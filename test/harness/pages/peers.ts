/**
 * Other gateways over the same subgraphs, each a process of its own: stock Apollo Gateway, bare node:http that answers stored
 * bytes, and those of `bench/peers` where they are installed.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';

export interface PagePeer extends Disposable {
  url: string;
  pid: number;
}

type Kind = 'stock' | 'bare' | 'mercurius' | 'hive';

const peersFolder = new URL('../../../bench/peers/', import.meta.url);
export const arePeersInstalled = existsSync(new URL('node_modules', peersFolder));
/** They are no packages of this project, so nothing is known of their types. */
const load = createRequire(new URL('package.json', peersFolder));

export interface PeerTask {
  supergraphSdl: string;
  /** Addresses by name, and schemas without what only newer versions of federation know. */
  services: { name: string; url: string; schema: string }[];
  /** What bare node:http answers. */
  bytes: string;
}

export async function startPagePeer(kind: Kind, task: PeerTask): Promise<PagePeer> {
  const child = fork(fileURLToPath(import.meta.url), ['page-peer', kind], { env: { ...process.env, NODE_ENV: 'production' } });
  const end = (): void => void child.kill('SIGKILL');
  process.once('exit', end);
  child.send(task);
  const failed = once(child, 'exit').then(() => {
    throw new Error(`${kind} ended before it was ready`);
  });
  failed.catch(() => undefined);
  const [url] = (await Promise.race([once(child, 'message'), failed])) as [string];
  return { url, pid: child.pid ?? 0, [Symbol.dispose]: end };
}

async function serveStock({ supergraphSdl }: PeerTask): Promise<string> {
  const server = new ApolloServer({ gateway: new ApolloGateway({ supergraphSdl }) });
  const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } });
  return url;
}

async function serveBare({ bytes }: PeerTask): Promise<string> {
  const stored = Buffer.from(bytes);
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => response.writeHead(200, { 'content-type': 'application/json', 'content-length': stored.length }).end(stored));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

interface Fastify {
  register: (plugin: unknown, options: object) => Promise<void>;
  listen: (options: object) => Promise<string>;
}

async function serveMercurius({ services }: PeerTask): Promise<string> {
  const app = (load('fastify') as () => Fastify)();
  await app.register(load('@mercuriusjs/gateway'), { gateway: { services }, jit: 1 });
  return `${await app.listen({ port: 0, host: '127.0.0.1' })}/graphql`;
}

async function serveHive({ supergraphSdl }: PeerTask): Promise<string> {
  const { createGatewayRuntime } = load('@graphql-hive/gateway-runtime') as { createGatewayRuntime: (options: object) => RequestListener };
  const server = createServer(createGatewayRuntime({ supergraph: supergraphSdl, logging: false }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}

const serve: Record<Kind, (task: PeerTask) => Promise<string>> = {
  stock: serveStock,
  bare: serveBare,
  mercurius: serveMercurius,
  hive: serveHive,
};

if (process.argv[2] === 'page-peer') {
  const [task] = (await once(process, 'message')) as [PeerTask];
  process.send?.(await serve[process.argv[3] as Kind](task));
}
