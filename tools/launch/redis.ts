/** A Redis server of our own: for `npm start` without REDIS_URL, and for tests. */
import { createConnection } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { findRedis } from './find-redis.mjs';

/** The command that runs Redis for Agora: it persists every write, and refuses writes rather than evicting keys. */
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

/** Whether a Redis answers on this port and has loaded its data, by a request without a password. */
async function answers(port: number, expected: 'PONG' | 'NOAUTH'): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' }, () => socket.write('PING\r\n'));
    const end = (isUp: boolean): void => {
      socket.destroy();
      resolve(isUp);
    };
    socket.setTimeout(1000, () => end(false));
    socket.on('error', () => end(false));
    socket.on('data', (data) => end(data.toString().startsWith(expected, 1)));
  });
}

/** Waits until a Redis answers on this port, NOAUTH where it wants a password; gives up when `signal` aborts. */
export async function redisReady(port: number, signal: AbortSignal, answer: 'PONG' | 'NOAUTH' = 'PONG'): Promise<void> {
  while (!(await answers(port, answer))) await sleep(30, undefined, { signal });
}
