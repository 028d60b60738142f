import { setTimeout as delay } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { Logger } from '../observe/log.ts';
import { type Envelope, envelopeSchema } from './log.ts';
import { lastInStream, lastOfStream, streamKey } from './relay/relay.ts';

const blockMs = 2_000;
/** How often in a row a stream that ends where the reader is may vouch for the log; then the log is asked all the same. */
const vouchedMax = 5;

export interface TailOptions {
  publisher: string;
  /** A connection of its own: reading blocks it. */
  redis: Redis;
  /** Reads the publisher's log, for what the stream lacks. */
  readLog: (afterSeq: number, limit: number) => Promise<Envelope[]>;
  logger: Logger;
}

/** Follows a publisher's events. */
export interface Tail {
  /**
   * The next events after a number, without a gap; empty when none came within about two seconds.
   *
   * Redis gives them quickly, the publisher's log completely: events that the stream lacks (trimmed, flushed, failed over,
   * unreachable) is read from the log. Where the stream ends with the reader's own place the log is left in peace for about
   * ten seconds: the relay keeps the stream's end at the log's.
   *
   * The stream is read once the log knows its last event. Redis may have served another history: a database that another was
   * loaded from has gone on since. The relay drops such a stream.
   *
   * @throws Error when the log no longer goes back that far: skipping silently would leave a replica wrong for good.
   */
  next: (afterSeq: number, limit: number, signal: AbortSignal) => Promise<Envelope[]>;
}

export function createTail({ publisher, redis, readLog, logger }: TailOptions): Tail {
  let vouched = 0;
  /** Unknown until the log has told. */
  let isForeign: boolean | undefined;
  const isStreamForeign = async (): Promise<boolean> => {
    const last = await lastOfStream(redis, publisher);
    return last !== null && (await readLog(last.seq - 1, 1))[0]?.id !== last.id;
  };
  return {
    next: async (afterSeq, limit, signal) => {
      let streamed: Envelope[] = [];
      try {
        if (isForeign !== false) isForeign = await isStreamForeign();
        if (isForeign) throw new Error('The stream is of another history.');
        const reply = await redis.xread('COUNT', limit, 'BLOCK', blockMs, 'STREAMS', streamKey(publisher), `${afterSeq}-0`);
        streamed = (reply?.[0]?.[1] ?? []).map(([, fields]) => envelopeSchema.parse(JSON.parse(fields[1] ?? '')));
      } catch (error) {
        if (signal.aborted) return [];
        logger.debug({ err: error, publisher }, 'stream not readable, reading the log');
        await delay(isForeign ? blockMs : blockMs / 4, undefined, { signal }).catch(() => undefined);
      }
      const dense = streamed.filter((envelope, index) => envelope.seq === afterSeq + 1 + index);
      if (dense.length > 0 || signal.aborted) return dense;
      const isVouchedFor = !isForeign && vouched < vouchedMax && (await lastInStream(redis, publisher)) === afterSeq;
      vouched = isVouchedFor ? vouched + 1 : 0;
      if (isVouchedFor || signal.aborted) return [];
      const logged = await readLog(afterSeq, limit);
      if (logged[0] && logged[0].seq !== afterSeq + 1) {
        throw new Error(`The log of ${publisher} begins at ${logged[0].seq}: what came after ${afterSeq} is no longer there.`);
      }
      return logged;
    },
  };
}
