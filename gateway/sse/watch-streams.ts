/** Keeps event streams open by comments, and drops those whose clients do not read. */
import type { EventStream } from './event-stream.ts';

/** Proxies cut connections on which nothing goes for longer. A look comes once a second. */
const commentEveryMs = 14_000;
/** Bytes that may wait for a client for so long. */
const maxWaitingBytes = 1_000_000;
const patienceMs = 3_000;

type Watched = Pick<EventStream, 'comment' | 'cut' | 'drop' | 'waitingBytes'>;

export interface StreamWatch {
  /** @returns A function that ends the watch. */
  add: (stream: Watched, nowMs: number) => () => void;
  /** Sees to all streams. Called once a second. */
  look: (nowMs: number) => void;
  /** Ends all streams, so that their clients come back. */
  cut: () => void;
  count: () => number;
  waitingBytes: () => number;
}

export function watchStreams(): StreamWatch {
  const open = new Map<Watched, { commentedAtMs: number; slowSinceMs: number | null }>();
  return {
    add: (stream, nowMs) => {
      open.set(stream, { commentedAtMs: nowMs, slowSinceMs: null });
      return () => open.delete(stream);
    },
    look: (nowMs) => {
      for (const [stream, seen] of open) {
        if (stream.waitingBytes() <= maxWaitingBytes) seen.slowSinceMs = null;
        else if (nowMs - (seen.slowSinceMs ??= nowMs) >= patienceMs) {
          stream.drop();
          continue;
        }
        if (nowMs - seen.commentedAtMs < commentEveryMs) continue;
        seen.commentedAtMs = nowMs;
        stream.comment();
      }
    },
    cut: () => {
      for (const stream of open.keys()) stream.cut();
    },
    count: () => open.size,
    waitingBytes: () => [...open.keys()].reduce((sum, stream) => sum + stream.waitingBytes(), 0),
  };
}
