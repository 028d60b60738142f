import { setTimeout as delay } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { Logger } from '../observe/log.ts';
import { type Envelope, envelopeSchema } from './log.ts';
import { streamKey } from './relay.ts';

const blockMs = 1_000;

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
   * The next events after a number, without a gap; empty when none came within about a second.
   *
   * Redis gives them quickly, the publisher's log completely: whatever the stream lacks (trimmed, flushed, failed over,
   * unreachable) is read from the log.
   */
  next: (afterSeq: number, limit: number, signal: AbortSignal) => Promise<Envelope[]>;
}

export function createTail({ publisher, redis, readLog, logger }: TailOptions): Tail {
  return {
    next: async (afterSeq, limit, signal) => {
      let streamed: Envelope[] = [];
      try {
        const reply = await redis.xread('COUNT', limit, 'BLOCK', blockMs, 'STREAMS', streamKey(publisher), `${afterSeq}-0`);
        streamed = (reply?.[0]?.[1] ?? []).map(([, fields]) => envelopeSchema.parse(JSON.parse(fields[1] ?? '')));
      } catch (error) {
        if (signal.aborted) return [];
        logger.debug({ err: error, publisher }, 'stream not readable, reading the log');
        await delay(blockMs / 4, undefined, { signal }).catch(() => undefined);
      }
      const dense = streamed.filter((envelope, index) => envelope.seq === afterSeq + 1 + index);
      return dense.length > 0 || signal.aborted ? dense : await readLog(afterSeq, limit);
    },
  };
}
