/** One MongoDB for all tests of a run: the replica set of MONGODB_URI, or a devdb of its own. Each test takes databases of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { freePort } from '../../tools/launch/ports.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Without a database's name. */
    mongodbUri: string;
  }
}

export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env['MONGODB_URI'];
  if (given) {
    project.provide('mongodbUri', given);
    return undefined;
  }
  const folder = await mkdtemp(join(tmpdir(), 'agora-devdb-'));
  const port = await freePort();
  const child = spawn(process.execPath, ['devdb/main.ts'], {
    env: { ...process.env, DEVDB_PORT: String(port), DEVDB_PATH: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await firstLine(child);
  project.provide('mongodbUri', `mongodb://127.0.0.1:${port}/?replicaSet=devdb`);
  return async () => {
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await exited;
    await rm(folder, { recursive: true, force: true });
  };
}

async function firstLine(child: ChildProcess): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once('data', () => resolve());
    child.once('exit', (code) => reject(new Error(`devdb ended with ${code} before it was ready.`)));
  });
}
