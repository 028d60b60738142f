/**
 * An embedded server that speaks MongoDB's wire protocol to real drivers, over a directory on disk.
 *
 * It serves a strict subset (see README.md) and refuses everything else by name.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server as NetServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCursors } from './commands/reading/cursors.ts';
import { createDispatcher } from './commands/dispatch.ts';
import { createFailPoints } from './commands/fail-points.ts';
import { replicaSetName } from './commands/server-commands.ts';
import { createSessions } from './commands/sessions.ts';
import { createRecorder, type ShardKeys } from './record/recorder.ts';
import { closeEngine, createEngine } from './store/engine.ts';
import { openFiles } from './store/sqlite.ts';
import { createSnapshots } from './store/transactions/snapshots.ts';
import { sweepExpired } from './store/expiry.ts';
import { serveConnection } from './wire/connection.ts';

export interface DevdbOptions {
  /** Directory of the data, made when missing. Left out: a temporary one that goes when the server closes. */
  path?: string;
  /** 0 or left out: a free one below 32768. */
  port?: number;
  /** Only loopback addresses, since there is no authentication. Default 127.0.0.1. */
  host?: string;
  /** Gets a line for what the operator should know; nothing by default. */
  log?: (message: string) => void;
  /** The interval at which expired documents of TTL indexes are removed. Default 60 s. */
  ttlSweepMs?: number;
  /** Notes the work that is done, for tests; its shard keys tell what a sharded cluster would make of it. */
  record?: ShardKeys;
}

export interface Devdb {
  readonly uri: string;
  readonly port: number;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const sweepMs = 5_000;

/**
 * Starts a server on a data directory, which it then has to itself.
 *
 * @throws Error when another process has the directory open, its format is another, or the port is taken.
 */
export async function startDevdb({
  path,
  port = 0,
  host = '127.0.0.1',
  log = () => {},
  ttlSweepMs = 60_000,
  record,
}: DevdbOptions = {}): Promise<Devdb> {
  if (host !== 'localhost' && host !== '::1' && !host.startsWith('127.'))
    throw new Error(`devdb: has no authentication and listens on loopback only, not on ${host}`);
  const directory = path ?? mkdtempSync(join(tmpdir(), 'devdb-'));
  const files = openFiles(directory);
  const recorder = record && createRecorder(record);
  const engine = createEngine(files, recorder);
  const sockets = new Set<Socket>();
  const server = {
    engine,
    cursors: createCursors(),
    sessions: createSessions(engine),
    failPoints: createFailPoints(),
    snapshots: createSnapshots(engine),
    address: '',
    recorder,
    log,
  };
  const run = createDispatcher(server);
  const net = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serveConnection(socket, {
      run,
      whenSettled: (callback) => engine.batch.settled(callback),
      closed: (connection) => server.sessions.connectionClosed(connection.id),
      log,
    });
  });
  try {
    port = await listen(net, port, host);
  } catch (error) {
    closeEngine(engine);
    throw error;
  }
  server.address = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  const sweeper = setInterval(() => {
    server.sessions.sweep(Date.now());
    server.cursors.sweep(Date.now());
    server.snapshots.sweep(Date.now());
  }, sweepMs);
  const expirer = setInterval(
    () => void sweepExpired(engine, Date.now()).catch((error: Error) => log(`expiry: ${error.message}`)),
    ttlSweepMs,
  );
  sweeper.unref();
  expirer.unref();
  let closing: Promise<void> | undefined;

  async function close(): Promise<void> {
    clearInterval(sweeper);
    clearInterval(expirer);
    const closed = new Promise((resolve) => net.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
    server.snapshots.close();
    closeEngine(engine);
    if (path === undefined) rmSync(directory, { recursive: true, force: true });
  }

  const devdb: Devdb = {
    uri: `mongodb://${server.address}/?replicaSet=${replicaSetName}`,
    port,
    close: () => (closing ??= close()),
    [Symbol.asyncDispose]: () => devdb.close(),
  };
  return devdb;
}

const lowestPort = 20_000;
const highestPort = 32_000;
const maxAttempts = 50;

/** Ports from 32768 on are where outgoing connections get theirs: a chosen one stays below. */
async function listen(net: NetServer, port: number, host: string): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    const candidate = port || lowestPort + Math.floor(Math.random() * (highestPort - lowestPort));
    try {
      await new Promise<void>((resolve, reject) => {
        net.once('error', reject);
        net.listen(candidate, host, () => {
          net.off('error', reject);
          resolve();
        });
      });
      return candidate;
    } catch (error) {
      if (port || attempt === maxAttempts || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    }
  }
}
export { checkIntegrity } from './store/integrity.ts';
