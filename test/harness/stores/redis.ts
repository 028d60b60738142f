/** A Redis of a test's own, which may be flushed, stopped or killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../tools/launch/ports.ts';
import { redisCommand, redisReady } from '../../../tools/launch/redis.ts';
import { type Breakable, startBreakable } from '../fakes/breakable.ts';

const readyWithinMs = 15_000;

export interface RedisServer extends AsyncDisposable, Breakable {
  url: string;
  port: number;
  /** Ends it, with all that it knew. */
  close: () => Promise<void>;
}

/** Starts a Redis that forgets nothing until it is closed, on a free port where none is given. */
export async function startRedis({ port: given }: { port?: number } = {}): Promise<RedisServer> {
  const dir = await mkdtemp(join(tmpdir(), 'agora-redis-'));
  const port = given ?? (await freePort());
  const { close: end, ...server } = await startBreakable(async () => await spawnRedis(port, dir));
  const close = async (): Promise<void> => {
    await end();
    await rm(dir, { recursive: true, force: true });
  };
  return { ...server, url: `redis://127.0.0.1:${port}`, port, close, [Symbol.asyncDispose]: close };
}

async function spawnRedis(port: number, dir: string): Promise<ChildProcess> {
  const [command = '', ...args] = redisCommand({ port, dir });
  const child = spawn(command, args, { stdio: 'ignore' });
  const endWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', endWithUs);
  child.once('exit', () => process.off('exit', endWithUs));
  const giveUp = new AbortController();
  child.once('error', (error) => giveUp.abort(error));
  child.once('exit', () => giveUp.abort(new Error(`${command} ended before it answered.`)));
  await redisReady(port, AbortSignal.any([giveUp.signal, AbortSignal.timeout(readyWithinMs)]));
  return child;
}
