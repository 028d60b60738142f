import type { Deps } from '../core/deps.ts';
import { AppError } from '../core/errors.ts';
import type { Live, MissedRange } from './live.ts';
import type { LiveCursors } from './live-cursors.ts';
import { type Envelope, type EventLog, openEventLog } from './log.ts';

const maxMissed = 1_000;
/** The most events that a resumption reads, hidden ones included. Events beyond that cost more than a page. */
const maxRead = 10_000;
/** Resumptions from cursors this near to each other share one read. */
const nearby = 64;

/** The events that a resuming listener missed: their type and topics in the log, and a filter for the rest. */
export interface Missed {
  type: string;
  topics: string[];
  /** Drops the events that the listener may not see, or that its interest does not include; keeps all when absent. */
  keep?: (envelopes: Envelope[]) => Promise<Envelope[]>;
  /** Of the events that may be for the listener, those that stand for all: for a listener who wants the latest state alone. All by default. */
  condense?: (envelopes: Envelope[]) => Envelope[];
}

export interface FollowLogInput<Interest, Item> {
  cursors: LiveCursors;
  interest: Interest;
  /** The last cursor that the client has; null begins at the present. */
  after: string | null;
  live: Live<Interest>;
  signal: AbortSignal;
  missed: () => Promise<Missed>;
  /** Null gives nothing. */
  toItem: (event: { cursor: string; envelope: Envelope }) => Item | null;
}

/**
 * Follows the own log for one subscription: first the events after a cursor, then the live ones, without a gap or a repeat.
 *
 * @throws AppError `CURSOR_EXPIRED` when the listener missed more than 1,000 events, more than 10,000 lie behind its cursor with
 * the hidden ones, or the cursor is too old; `BAD_USER_INPUT` for a text that is no cursor.
 */
export async function followLog<Interest, Item>(
  deps: Pick<Deps, 'connection' | 'cursors' | 'clock'>,
  { cursors, interest, after, live, signal, missed, toItem }: FollowLogInput<Interest, Item>,
): Promise<AsyncGenerator<Item, void, void>> {
  const log = openEventLog(deps.connection);
  return await live.follow({
    interest,
    signal,
    toItem: (envelope, epoch) => toItem({ cursor: cursors.encode(deps, { epoch, seq: envelope.seq }), envelope }),
    after: (head) => (after === null ? null : cursors.decode(deps, after, head)),
    missed: {
      among: async (events) => {
        const { type, topics, condense = all } = await missed();
        const wanted = new Set(topics);
        return condense(events.filter((event) => event.type === type && event.topics.some((topic) => wanted.has(topic))));
      },
      candidates: async (range) => {
        const wanted = await missed();
        const found = await readNearby(log, wanted, range);
        return found && (wanted.condense ?? all)(found);
      },
      read: async (range) => await readMissed(log, await missed(), range),
    },
  });
}

function all(envelopes: Envelope[]): Envelope[] {
  return envelopes;
}

const nearbyReads = new WeakMap<EventLog['events'], Map<string, Promise<Envelope[]>>>();

/** The first events that a listener missed, read once for all who ask for nearby ones at the same time; null where there are more. */
async function readNearby(log: EventLog, { type, topics }: Missed, { afterSeq, upToSeq }: MissedRange): Promise<Envelope[] | null> {
  const reads = nearbyReads.get(log.events) ?? new Map<string, Promise<Envelope[]>>();
  nearbyReads.set(log.events, reads);
  const fromSeq = afterSeq - (afterSeq % nearby);
  const limit = maxMissed + nearby;
  const key = JSON.stringify([type, topics, fromSeq, upToSeq]);
  const known = reads.get(key);
  const read = known ?? log.readTopics(type, topics, { afterSeq: fromSeq, upToSeq, limit });
  if (!known) {
    reads.set(key, read);
    void read.catch(() => undefined).then(() => reads.delete(key));
  }
  const found = await read;
  return found.length < limit ? found.filter(({ seq }) => seq > afterSeq) : null;
}

async function readMissed(
  log: EventLog,
  { type, topics, keep, condense = all }: Missed,
  { signal, upToSeq, ...range }: MissedRange,
): Promise<Envelope[]> {
  let missed: Envelope[] = [];
  let { afterSeq } = range;
  for (let read = 0; !signal.aborted; ) {
    const found = await log.readTopics(type, topics, { afterSeq, upToSeq, limit: maxMissed });
    missed = condense([...missed, ...(keep ? await keep(found) : found)]);
    read += found.length;
    if (missed.length > maxMissed || read > maxRead) throw new AppError('CURSOR_EXPIRED', 'Load the page again.', { field: 'after' });
    afterSeq = found.at(-1)?.seq ?? upToSeq;
    if (found.length < maxMissed) break;
  }
  return missed;
}
