/** `npm start` with data and an address of its own, for proofs. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../tools/launch/ports.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const startWithinMs = 120_000;
const pollMs = 100;

export interface Launched extends AsyncDisposable {
  url: string;
  dataDir: string;
  /** All that it has said so far. */
  said: () => string;
  /** Kills a service (SIGKILL), which the launcher then starts again. */
  kill: (entry: string) => void;
  /** Waits until the gateway says that all is well. */
  untilReady: () => Promise<void>;
}

/** Runs `npm start` on a free port and empty data. @throws Error with what it said when it is not ready in time. */
export async function launch(env: Record<string, string> = {}): Promise<Launched> {
  const dataDir = await mkdtemp(join(tmpdir(), 'agora-launched-'));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const child = spawn('npm', ['start', '--silent'], {
    cwd: root,
    env: { ...process.env, PORT: String(port), AGORA_DATA_DIR: dataDir, AGORA_DEMO: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const untilReady = async (): Promise<void> => {
    for (const deadline = performance.now() + startWithinMs; performance.now() < deadline; await delay(pollMs)) {
      if (child.exitCode !== null) break;
      const answer = await fetch(`${url}/health/ready`).catch(() => null);
      if (answer?.ok === true && ((await answer.json()) as { status: string }).status === 'ok') return;
    }
    throw new Error(`npm start is not ready:\n${said}`);
  };
  const close = async (): Promise<void> => {
    const ended = once(child, 'exit');
    if (child.exitCode === null && child.pid !== undefined) {
      process.kill(-child.pid, 'SIGINT');
      await ended;
    }
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await untilReady();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    url,
    dataDir,
    said: () => said,
    untilReady,
    kill: (entry) => {
      const [pid] = descendantsOf(child.pid ?? 0).flatMap(({ pid: one, args }) => (args.includes(entry) ? [one] : []));
      if (pid === undefined) throw new Error(`${entry} does not run.`);
      process.kill(pid, 'SIGKILL');
    },
    [Symbol.asyncDispose]: close,
  };
}

function descendantsOf(ancestor: number): { pid: number; args: string }[] {
  const all = execFileSync('ps', ['-Ao', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [, pid, parent, args = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
      return [{ pid: Number(pid), parent: Number(parent), args }];
    });
  const of = (pid: number): { pid: number; args: string }[] =>
    all.filter(({ parent }) => parent === pid).flatMap((one) => [one, ...of(one.pid)]);
  return of(ancestor);
}
