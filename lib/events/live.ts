/** Live events in a process that serves subscriptions: the publisher's log is followed once and handed to every listener it is for. */
import type { Redis } from 'ioredis';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '../core/errors.ts';
import { isAway } from '../db/is-away.ts';
import { isOfStore } from '../db/store-errors.ts';
import type { Logger } from '../observe/log.ts';
import type { LogPlace } from './live-cursors.ts';
import type { Envelope, EventLog } from './log.ts';
import { createRecentEvents, type RecentEvents } from './recent-events.ts';
import { createTail } from './tail.ts';

const readSize = 200;
const retryMs = 250;
/** An event that fails so often, while the store is there, is told to nobody: those after it must not wait for ever. */
const maxTries = 5;
/** How many undelivered events a listener may have before it is cut off; it can resume from its last cursor. */
const bufferSize = 1_000;

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

/** The events that a listener missed. */
export interface MissedEvents {
  /** Of events that have been read for many, those that may be for the listener: asking for the audience of each costs queries. */
  among: (events: readonly Envelope[]) => Promise<Envelope[]>;
  /** In order, with those that the listener may not see or did not ask for; null where they are more than a page. */
  candidates: (range: MissedRange) => Promise<Envelope[] | null>;
  /** In order, those alone that are for the listener. @throws AppError `CURSOR_EXPIRED` where they are too many. */
  read: (range: MissedRange) => Promise<Envelope[]>;
}

export interface MissedRange {
  afterSeq: number;
  upToSeq: number;
  signal: AbortSignal;
}

export interface FollowInput<Interest, Item> {
  interest: Interest;
  signal: AbortSignal;
  /** What a subscription gives for an event; it depends on nothing else. Null gives nothing. */
  toItem: (envelope: Envelope, epoch: string) => Item | null;
  /** The place after which it begins, for the log's present head; null begins at the present. */
  after?: (head: LogPlace) => number | null;
  missed?: MissedEvents;
}

/** What the resolvers of subscriptions see. */
export interface Live<Interest = unknown> {
  /**
   * Follows events for one listener: first those after a place, then the live ones, without a gap or a repeat.
   *
   * @throws What `after` and `missed` throw; the generator throws AppError `RATE_LIMITED` when the listener is too slow.
   */
  follow: <Item>(input: FollowInput<Interest, Item>) => Promise<AsyncGenerator<Item, void, void>>;
}

/** One interest, and where its events go. */
export interface Follower<Interest> {
  interest: Interest;
  sink: Sink<Interest>;
}

/** Takes an event for all of its followers at once. The next event comes when it is done. */
export interface Sink<Interest> {
  deliver: (envelope: Envelope, followers: Follower<Interest>[]) => Promise<void>;
}

export interface LiveLog<Interest = unknown> extends Live<Interest>, RecentEvents, AsyncDisposable {
  /** Begins to follow; everything that gets its number from now on comes. @returns A function that ends it. */
  attach: (follower: Follower<Interest>) => () => void;
  /** The log's head, read after the call. Calls of one moment share one read. */
  head: () => Promise<LogPlace>;
  audience: Audience<Interest>;
}

/** Begins to follow the log at its head. */
export function startLive<Interest>({ publisher, log, redis, logger, audience }: LiveOptions<Interest>): LiveLog<Interest> {
  const tail = createTail({ publisher, redis, readLog: log.read, logger });
  const followers = new Set<Follower<Interest>>();
  const closing = new AbortController();

  const { between } = createRecentEvents(log.read);

  /** @param done - Those who have taken it, when it is told again. */
  const deliver = async (envelope: Envelope, done: Set<Sink<Interest>>): Promise<void> => {
    if (followers.size === 0) return;
    const present = [...followers];
    const chosen = await audience(
      envelope,
      present.map(({ interest }) => interest),
    );
    const bySink = new Map<Sink<Interest>, Follower<Interest>[]>();
    for (const follower of present) {
      if (!chosen.has(follower.interest) || done.has(follower.sink)) continue;
      const own = bySink.get(follower.sink);
      if (own) own.push(follower);
      else bySink.set(follower.sink, [follower]);
    }
    const told = await Promise.allSettled([...bySink].map(async ([sink, own]) => (await sink.deliver(envelope, own), done.add(sink))));
    const failed = told.find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
  };

  /** An event is told again until it is through: for as long as the store is away, and otherwise a few times. */
  const deliverSurely = async (envelope: Envelope): Promise<void> => {
    const done = new Set<Sink<Interest>>();
    for (let failures = 0; !closing.signal.aborted; ) {
      try {
        return await deliver(envelope, done);
      } catch (error) {
        const { id, type, seq } = envelope;
        failures += isOfStore(error) || isAway(error) ? 0 : 1;
        if (failures >= maxTries) return logger.error({ err: error, publisher, event: { id, type, seq } }, 'live event left out');
        logger.warn({ err: error, publisher, event: { id, type, seq } }, 'live event interrupted, trying again');
        await delay(retryMs, undefined, { signal: closing.signal }).catch(() => undefined);
      }
    }
  };

  const following = (async () => {
    let seq: number | undefined;
    while (!closing.signal.aborted) {
      try {
        seq ??= (await log.head()).seq;
        for (const envelope of await tail.next(seq, readSize, closing.signal)) {
          await deliverSurely(envelope);
          seq = envelope.seq;
        }
      } catch (error) {
        logger.warn({ err: error, publisher }, 'live events interrupted, trying again');
        await delay(retryMs, undefined, { signal: closing.signal }).catch(() => undefined);
      }
    }
  })();

  const attach: LiveLog<Interest>['attach'] = (follower) => {
    followers.add(follower);
    return () => followers.delete(follower);
  };

  let nextHead: Promise<LogPlace> | null = null;
  const head = async (): Promise<LogPlace> => {
    nextHead ??= new Promise((resolve) => {
      // What begins later may tell of events that were numbered after this moment, never of fewer.
      setImmediate(() => {
        nextHead = null;
        resolve(log.head());
      });
    });
    return await nextHead;
  };

  return {
    attach,
    head,
    between,
    audience,
    follow: async ({ interest, signal, toItem, after, missed }) => {
      const before = await head();
      const afterSeq = after?.(before) ?? null;
      const buffer = createBuffer<Interest>(interest);
      const detach = attach(buffer.follower);
      const ended = AbortSignal.any([signal, closing.signal]);
      const leave = (): void => {
        detach();
        buffer.notify();
      };
      ended.addEventListener('abort', leave, { once: true });
      try {
        // The head is read after joining: the buffer has all events that are numbered from now on.
        const { seq: headSeq, epoch } = await head();
        const isBehind = afterSeq !== null && afterSeq < headSeq;
        const found = isBehind && missed ? await missed.read({ afterSeq, upToSeq: headSeq, signal }) : [];
        const itemOf = (envelope: Envelope) => toItem(envelope, epoch);
        return (async function* () {
          for await (const envelope of chain(found, drain(buffer, headSeq, ended, leave))) {
            const item = itemOf(envelope);
            if (item !== null) yield item;
          }
        })();
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

async function* chain(first: readonly Envelope[], rest: AsyncGenerator<Envelope, void, void>): AsyncGenerator<Envelope, void, void> {
  try {
    yield* first;
    yield* rest;
  } finally {
    await rest.return();
  }
}

/** The events that wait for one listener. */
interface Buffer<Interest> {
  follower: Follower<Interest>;
  waiting: Envelope[];
  isOverrun: () => boolean;
  notify: () => void;
  /** Waits for an event, or the end. */
  wait: (signal: AbortSignal) => Promise<void>;
}

function createBuffer<Interest>(interest: Interest): Buffer<Interest> {
  const waiting: Envelope[] = [];
  let isOverrun = false;
  let notify = (): void => undefined;
  return {
    waiting,
    isOverrun: () => isOverrun,
    notify: () => notify(),
    wait: async (signal) =>
      await new Promise<void>((resolve) => {
        notify = resolve;
        if (signal.aborted) resolve();
      }),
    follower: {
      interest,
      sink: {
        deliver: async (envelope) => {
          if (waiting.length >= bufferSize) isOverrun = true;
          else waiting.push(envelope);
          notify();
        },
      },
    },
  };
}

async function* drain(
  buffer: Pick<Buffer<unknown>, 'waiting' | 'isOverrun' | 'wait'>,
  afterSeq: number,
  signal: AbortSignal,
  leave: () => void,
): AsyncGenerator<Envelope, void, void> {
  try {
    while (!signal.aborted) {
      const envelope = buffer.waiting.shift();
      if (envelope) {
        if (envelope.seq > afterSeq) yield envelope;
        continue;
      }
      if (buffer.isOverrun())
        throw new AppError('RATE_LIMITED', 'Too slow for what happens: subscribe again after the last cursor.', { retryAfter: 1 });
      await buffer.wait(signal);
    }
  } finally {
    leave();
  }
}
