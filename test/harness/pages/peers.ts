/** Other gateways over the same subgraphs, each a process of its own: stock Apollo Gateway, and bare node:http that answers stored bytes. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';

export interface PagePeer extends Disposable {
  url: string;
  pid: number;
}

type Kind = 'stock' | 'bare';

export interface PeerTask {
  supergraphSdl: string;
  /** What bare node:http answers. */
  bytes: string;
}

/** @param path - The module of the peer; this one knows both of its own. */
export async function startPagePeer(kind: string, task: PeerTask, path = fileURLToPath(import.meta.url)): Promise<PagePeer> {
  const child = fork(path, ['page-peer', kind], { env: { ...process.env, NODE_ENV: 'production' } });
  const end = (): void => void child.kill('SIGKILL');
  process.once('exit', end);
  child.send(task);
  const [url] = (await once(child, 'message')) as [string];
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

const serve: Record<Kind, (task: PeerTask) => Promise<string>> = { stock: serveStock, bare: serveBare };

if (process.argv[2] === 'page-peer') {
  const [task] = (await once(process, 'message')) as [PeerTask];
  process.send?.(await serve[process.argv[3] as Kind](task));
}
