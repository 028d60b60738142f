/** Live events in a process that serves subscriptions: the publisher's log is followed once and handed to every listener it is for. */
import type { Redis } from 'ioredis';
import { AppError } from '../core/errors.ts';
import type { Logger } from '../observe/log.ts';
import type { Envelope, EventLog } from './log.ts';
import { createTail } from './tail.ts';

const readSize = 200;
/** How many undelivered events a listener may have before it is cut off; it can resume from its last cursor. */
const bufferSize = 1_000;

export interface Listener {
  /** The events for the listener after the moment it began to listen, in order; ends when aborted, throws when the listener is too slow. */
  events: AsyncGenerator<Envelope, void, void>;
  /** All numbers up to this one were given before the listener began; `events` has everything of it after. */
  headSeq: number;
}

export interface LiveOptions<Interest> {
  publisher: string;
  log: EventLog;
  /** A connection of its own, which it ends. */
  redis: Redis;
  logger: Logger;
  /** Returns the interests that an event is for. Called once an event. */
  audience: Audience<Interest>;
}

/** Decides which listeners an event is for. The subgraph defines its interests. */
export type Audience<Interest> = (envelope: Envelope, interests: Interest[]) => Promise<Set<Interest>>;

export interface Live<Interest = unknown> extends AsyncDisposable {
  listen: (interest: Interest, signal: AbortSignal) => Promise<Listener>;
}

interface Subscriber<Interest = unknown> {
  interest: Interest;
  buffer: Envelope[];
  isOverrun: boolean;
  /** Wakes the generator. */
  notify: () => void;
}

/** Begins to follow the log at its head. */
export function startLive<Interest>({ publisher, log, redis, logger, audience }: LiveOptions<Interest>): Live<Interest> {
  const tail = createTail({ publisher, redis, readLog: log.read, logger });
  const subscribers = new Set<Subscriber<Interest>>();
  const closing = new AbortController();

  const deliver = async (envelope: Envelope): Promise<void> => {
    if (subscribers.size === 0) return;
    const present = [...subscribers];
    const chosen = await audience(
      envelope,
      present.map(({ interest }) => interest),
    );
    for (const subscriber of present) {
      if (!chosen.has(subscriber.interest)) continue;
      if (subscriber.buffer.length >= bufferSize) subscriber.isOverrun = true;
      else subscriber.buffer.push(envelope);
      subscriber.notify();
    }
  };

  const following = (async () => {
    let seq: number | undefined;
    while (!closing.signal.aborted) {
      try {
        seq ??= (await log.head()).seq;
        for (const envelope of await tail.next(seq, readSize, closing.signal)) {
          await deliver(envelope);
          seq = envelope.seq;
        }
      } catch (error) {
        logger.warn({ err: error, publisher }, 'live events interrupted, trying again');
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
    }
  })();

  return {
    listen: async (interest, signal) => {
      const subscriber: Subscriber<Interest> = { interest, buffer: [], isOverrun: false, notify: () => undefined };
      subscribers.add(subscriber);
      const leave = (): void => {
        subscribers.delete(subscriber);
        subscriber.notify();
      };
      const ended = AbortSignal.any([signal, closing.signal]);
      ended.addEventListener('abort', leave, { once: true });
      try {
        // The head is read after joining: the buffer has all events that are numbered from now on.
        const { seq: headSeq } = await log.head();
        return { headSeq, events: drain(subscriber, headSeq, ended, leave) };
      } catch (error) {
        leave();
        throw error;
      }
    },
    [Symbol.asyncDispose]: async () => {
      closing.abort();
      redis.disconnect();
      await following;
    },
  };
}

async function* drain(
  subscriber: Subscriber,
  afterSeq: number,
  signal: AbortSignal,
  leave: () => void,
): AsyncGenerator<Envelope, void, void> {
  try {
    while (!signal.aborted) {
      const envelope = subscriber.buffer.shift();
      if (envelope) {
        if (envelope.seq > afterSeq) yield envelope;
        continue;
      }
      if (subscriber.isOverrun)
        throw new AppError('RATE_LIMITED', 'Too slow for what happens: subscribe again after the last cursor.', { retryAfter: 1 });
      await new Promise<void>((resolve) => {
        subscriber.notify = resolve;
        if (signal.aborted) resolve();
      });
    }
  } finally {
    leave();
  }
}
