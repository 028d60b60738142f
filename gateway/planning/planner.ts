/** Plans operations in a thread of its own, one after the other, each within a deadline. Senders take turns. */
import { Worker } from 'node:worker_threads';
import type { QueryPlan } from '@apollo/query-planner';
import { AppError } from '#lib/core/errors.ts';
import { clientLeft } from '../request.ts';
import type { PlanWorkerData, PlanWorkerMessage } from './plan-worker.ts';
import { createTurns } from './turns.ts';

/** A longer planning is refused, and the thread restarted. */
const planWithinMs = 2_000;
const maxWaiting = 200;
/** Waiting operations of one sender: a page of an app asks for a few at once. */
const maxWaitingOfSender = 10;
const maxHeapMb = 512;

export interface Planned {
  plan: QueryPlan;
  /** The plan's size as JSON. */
  bytes: number;
  fetches: number;
}

export interface PlanWish {
  /** The one operation of a valid document. */
  text: string;
  /** The sender that waits for the plan. */
  sender: string;
  /** Called when its turn comes: an operation whose clients have all left is not planned. */
  isWanted: () => boolean;
  /** Called with the time that planning took, whatever its outcome. */
  onSpent: (ms: number) => void;
}

export interface Planner extends Disposable {
  /** Resolves when the thread has started. */
  ready: Promise<void>;
  /**
   * @throws AppError `OPERATION_TOO_COMPLEX` when it takes too long, `RATE_LIMITED` when too many of its sender wait,
   * `SUBGRAPH_UNAVAILABLE` when too many wait in all, or when all its clients have left.
   */
  plan: (wish: PlanWish) => Promise<Planned>;
}

interface Wish extends PlanWish {
  resolve: (planned: Planned) => void;
  reject: (error: Error) => void;
}

/**
 * Begins the thread. Disposing of it ends the thread once the waiting operations are planned.
 *
 * @param sdl - The composed schema, which was found valid.
 */
export function createPlanner(sdl: string, withinMs = planWithinMs): Planner {
  const waiting = createTurns<Wish>();
  let worker: Worker | null = null;
  let isReady = false;
  const ready = Promise.withResolvers<void>();
  let isClosing = false;
  let current: { wish: Wish; timer: NodeJS.Timeout; beganMs: number } | null = null;

  const start = (): Worker => {
    const started = new Worker(new URL('./plan-worker.ts', import.meta.url), {
      workerData: { sdl } satisfies PlanWorkerData,
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
    });
    // A gateway that ends does not wait for plans.
    started.unref();
    started.on('message', (message: PlanWorkerMessage) => {
      if (started === worker) hear(message);
    });
    const gone = (error: Error): void => {
      if (started !== worker) return;
      const hasBegun = isReady;
      end();
      ready.reject(error);
      settle((wish) => wish.reject(isOutOfMemory(error) ? tooComplex() : error));
      // A thread that cannot start would be started again for as long as anything waits.
      if (!hasBegun) for (let wish = waiting.next(); wish; wish = waiting.next()) wish.reject(cannotBegin());
      next();
    };
    started.on('error', gone);
    started.on('exit', (code) => gone(new Error(`The planning thread ended by itself (${code}).`)));
    return started;
  };

  const end = (): void => {
    const ended = worker;
    worker = null;
    isReady = false;
    void ended?.terminate();
  };

  const settle = (how: (wish: Wish) => void): void => {
    if (!current) return;
    const { wish, timer, beganMs } = current;
    current = null;
    clearTimeout(timer);
    wish.onSpent(performance.now() - beganMs);
    how(wish);
  };

  const next = (): void => {
    if (current) return;
    if (waiting.size() === 0) {
      if (isClosing) end();
      return;
    }
    worker ??= start();
    if (!isReady) return;
    const wish = waiting.next();
    if (!wish) return;
    if (!wish.isWanted()) {
      wish.reject(clientLeft());
      return next();
    }
    const expire = (): void => {
      end();
      settle(({ reject }) => reject(tooComplex()));
      next();
    };
    current = { wish, timer: setTimeout(expire, withinMs), beganMs: performance.now() };
    worker.postMessage(wish.text);
  };

  const hear = (message: PlanWorkerMessage): void => {
    if (message.kind === 'ready') {
      isReady = true;
      ready.resolve();
    } else if (message.kind === 'failed') settle(({ reject }) => reject(new Error(`No plan: ${message.reason}`)));
    else
      settle(({ resolve }) =>
        resolve({ plan: JSON.parse(message.json) as QueryPlan, bytes: message.json.length, fetches: message.fetches }),
      );
    next();
  };

  ready.promise.catch(() => undefined);
  worker = start();
  return {
    ready: ready.promise,
    plan: async (wish) => {
      if (waiting.size(wish.sender) >= maxWaitingOfSender)
        throw new AppError('RATE_LIMITED', 'Too many new operations of yours wait to be planned.', { retryAfter: 1 });
      if (waiting.size() >= maxWaiting)
        throw new AppError('SUBGRAPH_UNAVAILABLE', 'Too many new operations wait to be planned.', { retryAfter: 1 });
      return await new Promise((resolve, reject) => {
        waiting.add(wish.sender, { ...wish, resolve, reject });
        next();
      });
    },
    [Symbol.dispose]: () => {
      isClosing = true;
      next();
    },
  };
}

function tooComplex(): AppError {
  return new AppError('OPERATION_TOO_COMPLEX', 'This takes too long to plan: ask for less in one operation.');
}

function cannotBegin(): AppError {
  return new AppError('SUBGRAPH_UNAVAILABLE', 'New operations cannot be planned just now.', { retryAfter: 1 });
}

function isOutOfMemory(error: Error): boolean {
  return 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
