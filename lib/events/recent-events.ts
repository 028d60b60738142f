/** Events that many who resume ask for, read from the log in blocks and kept for a while. */
import { LRUCache } from 'lru-cache';
import type { LogPlace } from './live-cursors.ts';
import type { Envelope, EventLog } from './log.ts';

const blockSize = 64;
const maxBlocks = 32;

export interface RecentEvents {
  /** The events after a number, up to another that has been given in the same history. */
  between: (afterSeq: number, upTo: LogPlace) => Promise<Envelope[]>;
}

export function createRecentEvents(read: EventLog['read']): RecentEvents {
  /** What lies up to a number never changes: a block that is being filled is read anew for each head. */
  const known = new LRUCache<string, Promise<Envelope[]>>({ max: maxBlocks });

  const blockOf = async (index: number, { epoch, seq }: LogPlace): Promise<Envelope[]> => {
    const upToSeq = Math.min(seq, (index + 1) * blockSize);
    const key = `${epoch} ${index} ${upToSeq}`;
    const present = known.get(key);
    if (present) return await present;
    const reading = read(index * blockSize, blockSize);
    known.set(key, reading);
    const isWhole = await reading.then(
      (events) => (events.at(-1)?.seq ?? 0) >= upToSeq,
      () => false,
    );
    if (!isWhole && known.get(key) === reading) known.delete(key);
    return await reading;
  };

  return {
    between: async (afterSeq, upTo) => {
      const [first, last] = [Math.floor(afterSeq / blockSize), Math.floor((upTo.seq - 1) / blockSize)];
      const blocks: Envelope[][] = [];
      for (let index = first; index <= last; index += 1) blocks.push(await blockOf(index, upTo));
      return blocks.flat().filter(({ seq }) => seq > afterSeq && seq <= upTo.seq);
    },
  };
}
