import type { Deps } from '../core/deps.ts';
import { AppError } from '../core/errors.ts';
import type { Live } from './live.ts';
import type { LiveCursors } from './live-cursors.ts';
import { type Envelope, openEventLog } from './log.ts';

const maxMissed = 1_000;
/** The most events that a resumption reads, hidden ones included. Events beyond that cost more than a page. */
const maxRead = 10_000;

/** The events that a resuming listener missed: their type and topics in the log, and a filter for the rest. */
export interface Missed {
  type: string;
  topics: string[];
  /** Drops the events that the listener may not see, or that its interest does not include; keeps all when absent. */
  keep?: (envelopes: Envelope[]) => Promise<Envelope[]>;
}

export interface FollowLogInput<Interest, Item> {
  cursors: LiveCursors;
  interest: Interest;
  /** The last cursor that the client has; null begins at the present. */
  after: string | null;
  live: Live<Interest>;
  signal: AbortSignal;
  missed: () => Promise<Missed>;
  toItem: (event: { cursor: string; subject: string }) => Item;
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
): Promise<AsyncGenerator<Item>> {
  const log = openEventLog(deps.connection);
  const { epoch, seq: upToSeq } = await log.head();
  const afterSeq = after === null ? null : cursors.decode(deps, after, { epoch, seq: upToSeq });
  const { headSeq, events } = await live.listen(interest, signal);
  const found =
    afterSeq === null || afterSeq >= headSeq ? [] : await readMissed(deps, await missed(), { afterSeq, upToSeq: headSeq, signal });
  const itemOf = ({ seq, subject }: Envelope): Item => toItem({ cursor: cursors.encode(deps, { epoch, seq }), subject });
  return (async function* () {
    for (const envelope of found) yield itemOf(envelope);
    for await (const envelope of events) yield itemOf(envelope);
  })();
}

async function readMissed(
  { connection }: Pick<Deps, 'connection'>,
  { type, topics, keep }: Missed,
  { signal, upToSeq, ...range }: { afterSeq: number; upToSeq: number; signal: AbortSignal },
): Promise<Envelope[]> {
  const log = openEventLog(connection);
  const missed: Envelope[] = [];
  let { afterSeq } = range;
  for (let read = 0; !signal.aborted; ) {
    const found = await log.readTopics(type, topics, { afterSeq, upToSeq, limit: maxMissed });
    missed.push(...(keep ? await keep(found) : found));
    read += found.length;
    if (missed.length > maxMissed || read > maxRead) throw new AppError('CURSOR_EXPIRED', 'Load the page again.', { field: 'after' });
    afterSeq = found.at(-1)?.seq ?? upToSeq;
    if (found.length < maxMissed) break;
  }
  return missed;
}
