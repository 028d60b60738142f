/** A Redis server of our own: for `npm start` without REDIS_URL, and for tests. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findRedis } from './find-redis.mjs';
import { freePort } from './launch/ports.ts';

/** The command that serves Redis as Agora needs it: it keeps what it was told, and refuses rather than forgets. */
export function redisCommand({ port, dir }: { port: number; dir: string }): string[] {
  const server = findRedis();
  if (server === null) throw new Error('Neither redis-server nor valkey-server is installed.');
  const settings = {
    port,
    dir,
    bind: '127.0.0.1',
    appendonly: 'yes',
    save: '',
    'maxmemory-policy': 'noeviction',
    daemonize: 'no',
    loglevel: 'warning',
  };
  return [server, ...Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)])];
}

/** Whether a Redis answers on this port, its data loaded. */
async function answers(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' }, () => socket.write('PING\r\n'));
    const end = (isUp: boolean): void => {
      socket.destroy();
      resolve(isUp);
    };
    socket.setTimeout(1000, () => end(false));
    socket.on('error', () => end(false));
    socket.on('data', (data) => end(data.toString().startsWith('+PONG')));
  });
}

/** Waits until a Redis answers on this port; gives up when `signal` aborts. */
export async function redisReady(port: number, signal: AbortSignal): Promise<void> {
  while (!(await answers(port))) await sleep(30, undefined, { signal });
}

export interface RedisServer extends AsyncDisposable {
  url: string;
  port: number;
  close: () => Promise<void>;
}

/**
 * Starts a Redis on a free port.
 *
 * @param options.dir - Where it keeps its data; without one, in a folder that goes away with it.
 */
export async function startRedis({ dir, port }: { dir?: string; port?: number } = {}): Promise<RedisServer> {
  const folder = dir ?? (await mkdtemp(join(tmpdir(), 'agora-redis-')));
  const ownPort = port ?? (await freePort());
  const [command = '', ...args] = redisCommand({ port: ownPort, dir: folder });
  const child = spawn(command, args, { stdio: 'ignore' });
  const endWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', endWithUs);
  child.once('exit', () => process.off('exit', endWithUs));
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const giveUp = new AbortController();
  child.once('error', (error) => giveUp.abort(error));
  child.once('exit', () => giveUp.abort(new Error(`${command} ended before it answered.`)));
  await redisReady(ownPort, AbortSignal.any([giveUp.signal, AbortSignal.timeout(15_000)]));
  const close = async (): Promise<void> => {
    child.kill('SIGTERM');
    await exited;
    if (dir === undefined) await rm(folder, { recursive: true, force: true });
  };
  return { url: `redis://127.0.0.1:${ownPort}`, port: ownPort, close, [Symbol.asyncDispose]: close };
}
