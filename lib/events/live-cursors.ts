/** Cursors of a place in a publisher's log: a subscription resumes there. */
import type { Deps } from '../core/deps.ts';
import { AppError } from '../core/errors.ts';
import { openEventLog } from './log.ts';

const lifetimeMs = 7 * 24 * 60 * 60 * 1000;

/** A place in a log: all events up to `seq`, in the history that `epoch` names. */
export interface LogPlace {
  epoch: string;
  seq: number;
}

export interface LiveCursors {
  encode: (deps: Pick<Deps, 'cursors' | 'clock'>, place: LogPlace) => string;
  /**
   * The number of the last event before a cursor.
   *
   * @throws AppError `BAD_USER_INPUT` for a text that is no cursor of this subscription; `CURSOR_EXPIRED` for a cursor over
   * 7 days old, or of another log.
   */
  decode: (deps: Pick<Deps, 'cursors' | 'clock'>, cursor: string, head: LogPlace) => number;
  /** The cursor of the log's head: it lies after every event that has a number. */
  now: (deps: Pick<Deps, 'cursors' | 'clock' | 'connection'>) => Promise<string>;
}

/** The cursors of one subscription; those of another are refused. */
export function liveCursorsOf(subscription: string): LiveCursors {
  const encode: LiveCursors['encode'] = ({ cursors, clock }, { epoch, seq }) =>
    cursors.encode(subscription, [epoch, seq, clock().getTime()]);
  return {
    encode,
    decode: ({ cursors, clock }, cursor, head) => {
      const [epoch, seq, at] = cursors.decode(subscription, cursor, 'after');
      const isCurrent = epoch === head.epoch || (epoch === '' && seq === 0);
      if (!isCurrent || Number(seq) > head.seq || clock().getTime() - Number(at) > lifetimeMs)
        throw new AppError('CURSOR_EXPIRED', 'Load the page again.', { field: 'after' });
      return Number(seq);
    },
    now: async (deps) => encode(deps, await openEventLog(deps.connection).head()),
  };
}
