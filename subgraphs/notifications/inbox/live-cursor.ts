import { openEventLog } from '#lib/events/log.ts';
import { AppError } from '#lib/core/errors.ts';
import type { NotificationsDeps } from '../context.ts';

const scope = 'notificationAdded';
const lifetimeMs = 7 * 24 * 60 * 60 * 1000;

/** The cursor of a place in the log of notifications. */
export function encodeLiveCursor({ cursors, clock }: NotificationsDeps, place: { epoch: string; seq: number }): string {
  return cursors.encode(scope, [place.epoch, place.seq, clock().getTime()]);
}

/** The cursor of now: all that has a number has happened before it. */
export async function liveCursor(deps: NotificationsDeps): Promise<string> {
  return encodeLiveCursor(deps, await openEventLog(deps.connection).head());
}

/**
 * The place that a cursor stands for.
 *
 * @throws AppError `BAD_USER_INPUT` for what is no cursor, `CURSOR_EXPIRED` for one over 7 days old or of another log.
 */
export function decodeLiveCursor({ cursors, clock }: NotificationsDeps, cursor: string, head: { epoch: string; seq: number }): number {
  const [epoch, seq, at] = cursors.decode(scope, cursor, 'after');
  const isCurrent = epoch === head.epoch || (epoch === '' && seq === 0);
  if (!isCurrent || Number(seq) > head.seq || clock().getTime() - Number(at) > lifetimeMs)
    throw new AppError('CURSOR_EXPIRED', 'Load the page again.', { field: 'after' });
  return Number(seq);
}
