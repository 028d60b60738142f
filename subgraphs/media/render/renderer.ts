/** The child processes that decode and encode: few, kept for the next task, replaced when one ends or hangs. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { RenditionRecord } from '../model.ts';
import { Refused } from './refused.ts';
import type { RenderMessage, RenderResult, RenderTask } from './task.ts';

const bulkWithinMs = 120_000;
/** The largest photo takes some seconds. A file that takes longer goes on as bulk, so that it does not hold up others. */
const freshWithinMs = 30_000;
const childFile = fileURLToPath(new URL('child.ts', import.meta.url));

/** Failures that pass and are not the file's fault. */
const outside = new Set(['ENOSPC', 'EDQUOT', 'ENOENT', 'EMFILE', 'ENFILE', 'EIO']);

/** A child process crashed, hung or failed over a task: the file may be the reason. */
export class Crashed extends Error {
  override readonly name = 'Crashed';
}

export interface RenderOptions {
  /** Bulk waits until nothing else does, and leaves a process free for other tasks. */
  isBulk: boolean;
  onRendition?: (rendition: RenditionRecord, expected: number) => void;
}

export interface Renderer extends AsyncDisposable {
  /**
   * Runs a task in a child process as soon as one is free.
   *
   * @throws Refused when the file is at fault; Crashed when the process ended or took longer than half a minute (as
   * bulk: two minutes); Error otherwise.
   */
  render: (task: RenderTask, options: RenderOptions) => Promise<RenderResult>;
}

interface Waiting {
  isBulk: boolean;
  start: () => void;
}

export interface RendererSettings {
  /** The number of tasks that run in parallel. */
  processes: number;
  freshMs?: number;
  bulkMs?: number;
}

export function createRenderer({ processes, freshMs = freshWithinMs, bulkMs = bulkWithinMs }: RendererSettings): Renderer {
  const idle: ChildProcess[] = [];
  const all = new Set<ChildProcess>();
  const waiting: Waiting[] = [];
  const maxBulk = Math.max(1, processes - 1);
  let running = 0;
  let runningBulk = 0;

  const startNext = (): void => {
    for (;;) {
      if (running >= processes) return;
      const fresh = waiting.findIndex(({ isBulk }) => !isBulk);
      const index = fresh >= 0 ? fresh : runningBulk < maxBulk ? 0 : -1;
      const [next] = index < 0 ? [] : waiting.splice(index, 1);
      if (!next) return;
      running += 1;
      if (next.isBulk) runningBulk += 1;
      next.start();
    }
  };
  const enter = async (isBulk: boolean): Promise<void> => {
    await new Promise<void>((start) => {
      waiting.push({ isBulk, start });
      startNext();
    });
  };
  const leave = (isBulk: boolean): void => {
    running -= 1;
    if (isBulk) runningBulk -= 1;
    startNext();
  };
  const take = (): ChildProcess => {
    const kept = idle.pop();
    if (kept) return kept;
    // Starts a group of its own, so that ffmpeg ends with it.
    const child = fork(childFile, {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: [],
      detached: true,
    });
    all.add(child);
    child.once('exit', () => {
      all.delete(child);
      const index = idle.indexOf(child);
      if (index >= 0) idle.splice(index, 1);
    });
    return child;
  };

  return {
    render: async (task, { isBulk, onRendition }) => {
      await enter(isBulk);
      try {
        const child = take();
        const result = await runTask(child, task, { taskMs: isBulk ? bulkMs : freshMs, onRendition });
        idle.push(child);
        return result;
      } finally {
        leave(isBulk);
      }
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(
        [...all].map(async (child) => {
          const ended = new Promise((resolve) => child.once('exit', resolve));
          end(child);
          await ended;
        }),
      );
    },
  };
}

/** Ends a child and what it has started. */
function end(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}

/** A child that failed is not used again, because its state is unknown. */
async function runTask(
  child: ChildProcess,
  task: RenderTask,
  { taskMs, onRendition }: { taskMs: number; onRendition: RenderOptions['onRendition'] },
): Promise<RenderResult> {
  const { promise, resolve, reject } = Promise.withResolvers<RenderResult>();
  const timer = setTimeout(() => reject(new Crashed(`It took longer than ${taskMs / 1000} s.`)), taskMs);
  const onMessage = (message: RenderMessage): void => {
    if (message.type === 'rendition') onRendition?.(message.rendition, message.expected);
    else if (message.type === 'done') resolve(message.result);
    else if (message.type === 'refused') reject(new Refused(message.reason));
    else if (message.code && outside.has(message.code)) reject(Object.assign(new Error(message.message), { code: message.code }));
    else reject(new Crashed(message.message));
  };
  const onExit = (code: number | null, signal: string | null): void => reject(new Crashed(`The process ended (${signal ?? code}).`));
  child.on('message', onMessage);
  child.once('exit', onExit);
  child.once('error', reject);
  try {
    child.send(task, (error) => {
      if (error) reject(new Crashed(error.message));
    });
    return await promise;
  } catch (error) {
    end(child);
    throw error;
  } finally {
    clearTimeout(timer);
    child.off('message', onMessage);
    child.off('exit', onExit);
    child.off('error', reject);
  }
}
