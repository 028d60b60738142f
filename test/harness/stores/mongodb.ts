/** The MongoDB that tests and proofs stand on: the replica set of MONGODB_URI, or a devdb of their own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ShardKeys } from '../../../devdb/record/recorder.ts';
import { freePort } from '../../../tools/launch/ports.ts';
import { type Breakable, startBreakable } from '../fakes/breakable.ts';

export interface TestMongodb extends AsyncDisposable {
  /** Without a database's name. */
  uri: string;
  /** Null where it is not ours to break. */
  server: Breakable | null;
}

export interface MongodbOptions {
  /** The shard keys by which a devdb notes what it is asked. */
  record?: ShardKeys;
}

export async function startMongodb({ record }: MongodbOptions = {}): Promise<TestMongodb> {
  const given = process.env['MONGODB_URI'];
  if (given) return { uri: given, server: null, [Symbol.asyncDispose]: async () => undefined };
  const folder = await mkdtemp(join(tmpdir(), 'agora-devdb-'));
  const port = await freePort();
  const server = await startBreakable(async () => await spawnDevdb(port, folder, record));
  return {
    uri: `mongodb://127.0.0.1:${port}/?replicaSet=devdb`,
    server,
    [Symbol.asyncDispose]: async () => {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function spawnDevdb(port: number, folder: string, record?: ShardKeys): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['devdb/main.ts'], {
    env: { ...process.env, DEVDB_PORT: String(port), DEVDB_PATH: folder, ...(record && { DEVDB_RECORD: JSON.stringify(record) }) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const endWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', endWithUs);
  child.once('exit', () => process.off('exit', endWithUs));
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve());
    child.once('exit', (code) => reject(new Error(`devdb ended with ${code} before it was ready.`)));
  });
  return child;
}
