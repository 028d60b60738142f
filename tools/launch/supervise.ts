/** One process of those that `npm start` runs: started, awaited, its log kept, started again when it dies, stopped. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, type WriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

const firstBackoffMs = 500;
const longestBackoffMs = 10_000;
const steadyMs = 30_000;
const quietMs = 10_000;
const warnLevel = 40;
const wordsKept = 8;

const lineSchema = z.object({
  level: z.number().default(30),
  msg: z.string().default(''),
  err: z.object({ message: z.string() }).optional(),
});

export interface ProcessOptions {
  name: string;
  command: string[];
  env: Record<string, string>;
  cwd: string;
  /** The file for its output. */
  logFile: string;
  /** Resolves when it is ready. */
  awaitReady?: (signal: AbortSignal) => Promise<void>;
  /** For a process that logs its address itself: the address in that line of its log, null in others. */
  addressIn?: (line: string) => string | null;
  /** Prints a line for the user. */
  say: (name: string, text: string) => void;
  /** Reports a warning or an error of its log. */
  warn: (name: string, text: string) => void;
  /** Called whenever the process id changes; null while no process runs. */
  onPid: (pid: number | null) => void;
}

export interface Supervised {
  name: string;
  /**
   * Resolves when it is ready for the first time, with the address that `addressIn` found; rejects when it dies before.
   */
  ready: Promise<string>;
  /** Asks it to end, kills it after `graceMs`, and resolves when it is gone. */
  stop: (graceMs: number) => Promise<void>;
  kill: () => void;
}

/** Starts a process and keeps it running until it is stopped. */
export function supervise(options: ProcessOptions): Supervised {
  const { name, say } = options;
  const log = createWriteStream(options.logFile, { flags: 'a' });
  const ready = Promise.withResolvers<string>();
  ready.promise.catch(() => undefined);
  const stopping = new AbortController();
  let child: ChildProcess | null = null;
  let isUp = false;
  let lastWords = '';
  const said = new Map<string, number>();

  const sayOnce = (text: string): void => {
    const now = Date.now();
    if (now - (said.get(text) ?? 0) < quietMs) return;
    said.set(text, now);
    options.warn(name, text);
  };

  const up = (url: string): void => {
    if (isUp) say(name, 'is back');
    isUp = true;
    ready.resolve(url);
  };

  const readLine = (line: string, stream: WriteStream): void => {
    stream.write(`${line}\n`);
    const address = options.addressIn?.(line) ?? null;
    if (address !== null) return up(address);
    const { level, msg, err } = parseLine(line) ?? { level: warnLevel, msg: line };
    const text = [msg, err?.message].filter((part) => part !== undefined && part !== '').join(': ');
    if (level >= warnLevel && text.trim() !== '' && !/^ +at /.test(line))
      lastWords = [...lastWords.split('\n'), text].slice(-wordsKept).join('\n');
    if (isUp && level >= warnLevel && !stopping.signal.aborted && !/^ +at /.test(line)) sayOnce(text.slice(0, 160));
  };

  const runOnce = async (): Promise<void> => {
    const [command = '', ...args] = options.command;
    lastWords = '';
    // Starts a group of its own, so that Ctrl-C reaches only the launcher, which stops everything in order.
    const started = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    child = started;
    options.onPid(started.pid ?? null);
    const gone = new AbortController();
    const exited = new Promise<void>((resolve) => {
      started.once('error', (error) => {
        lastWords = error.message;
        resolve();
      });
      started.once('close', () => resolve());
    });
    for (const stream of [started.stdout, started.stderr]) createInterface({ input: stream }).on('line', (line) => readLine(line, log));
    options.awaitReady?.(gone.signal).then(
      () => up(''),
      () => undefined,
    );
    await exited;
    gone.abort();
    options.onPid(null);
    child = null;
  };

  const keepRunning = async (): Promise<void> => {
    let backoffMs = firstBackoffMs;
    while (!stopping.signal.aborted) {
      const startedAt = Date.now();
      await runOnce();
      if (stopping.signal.aborted) break;
      if (!isUp) {
        ready.reject(new Error(`${name} did not start: ${lastWords.trim() || `it says nothing; see ${options.logFile}`}`));
        break;
      }
      if (Date.now() - startedAt > steadyMs) backoffMs = firstBackoffMs;
      const lastWord = lastWords.split('\n').at(-1) ?? '';
      say(name, `ended${lastWord === '' ? '' : ` (${lastWord.slice(0, 120)})`}; starting it again in ${backoffMs / 1000} s`);
      await sleep(backoffMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      backoffMs = Math.min(backoffMs * 2, longestBackoffMs);
    }
    log.end();
  };

  const running = keepRunning();
  const stop = async (graceMs: number): Promise<void> => {
    stopping.abort();
    // SIGINT skips the time in which load balancers move clients elsewhere: here are none.
    child?.kill('SIGINT');
    const insist = setTimeout(() => child?.kill('SIGKILL'), graceMs);
    await running;
    clearTimeout(insist);
  };
  return { name, ready: ready.promise, stop, kill: () => child?.kill('SIGKILL') };
}

function parseLine(line: string): z.infer<typeof lineSchema> | null {
  if (!line.startsWith('{')) return null;
  try {
    return lineSchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
