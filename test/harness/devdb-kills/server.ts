/** A devdb in a process of its own, on a folder that outlives it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface DevdbProcess {
  uri: string;
  /** Ends it at once, as a crash would; returns when it is gone. */
  kill: () => Promise<void>;
}

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Starts it; returns when it answers. */
export async function startDevdbProcess(path: string): Promise<DevdbProcess> {
  const child = spawnDevdb(path);
  for await (const line of createInterface({ input: child.stdout! })) {
    const uri = /^devdb (mongodb:\S+)$/.exec(line)?.[1];
    if (uri) return { uri, kill: async () => await kill(child) };
  }
  throw new Error('devdb did not start');
}

/** Starts it and kills it after some milliseconds, which may be before it answers. */
export async function killWhileStarting(path: string, afterMs: number): Promise<void> {
  const child = spawnDevdb(path);
  setTimeout(() => child.kill('SIGKILL'), afterMs);
  await once(child, 'exit');
}

function spawnDevdb(path: string): ChildProcess {
  const env = { ...process.env, DEVDB_PATH: path, DEVDB_PORT: '0', NODE_COMPILE_CACHE: `${root}.cache/compile` };
  const child = spawn(process.execPath, [`${root}devdb/main.ts`], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const endWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', endWithUs);
  child.once('exit', () => process.off('exit', endWithUs));
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
