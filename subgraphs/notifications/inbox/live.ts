/** Notifications as they come: what was missed since a cursor, then what comes, without a gap. */
import type { Live } from '#lib/events/live.ts';
import { type Envelope, openEventLog } from '#lib/events/log.ts';
import { AppError } from '#lib/core/errors.ts';
import type { NotificationsDeps, Reading } from '../context.ts';
import { decodeLiveCursor, encodeLiveCursor } from './live-cursor.ts';
import { requireViewer } from './viewer.ts';

const maxMissed = 1_000;

/** Whose notifications somebody listens to. */
export interface Interest {
  viewerId: string;
}

export interface AddedNotification {
  cursor: string;
  notificationId: string;
}

/** The listeners that an event is for: its recipient's. */
export async function audience(_deps: NotificationsDeps, { type, topics }: Envelope, interests: Interest[]): Promise<Set<Interest>> {
  return new Set(type === 'notification.added' ? interests.filter(({ viewerId }) => topics.includes(viewerId)) : []);
}

export interface FollowInput {
  after: string | null;
  live: Live<Interest>;
  signal: AbortSignal;
}

/**
 * The viewer's notifications as they are added and grow.
 *
 * @throws AppError `UNAUTHENTICATED`; `CURSOR_EXPIRED` when more than 1,000 were missed or the cursor is too old; `BAD_USER_INPUT`.
 */
export async function followNotifications(
  { deps, viewerId }: Reading,
  { after, live, signal }: FollowInput,
): Promise<AsyncGenerator<AddedNotification>> {
  const interest: Interest = { viewerId: requireViewer(viewerId) };
  const log = openEventLog(deps.connection);
  const { epoch, seq } = await log.head();
  const afterSeq = after === null ? null : decodeLiveCursor(deps, after, { epoch, seq });
  const { headSeq, events } = await live.listen(interest, signal);
  const missed =
    afterSeq === null || afterSeq >= headSeq
      ? []
      : await log.readTopics('notification.added', [interest.viewerId], { afterSeq, upToSeq: headSeq, limit: maxMissed + 1 });
  if (missed.length > maxMissed) throw new AppError('CURSOR_EXPIRED', 'Load the page again.', { field: 'after' });
  const toAdded = (envelope: Envelope): AddedNotification => ({
    cursor: encodeLiveCursor(deps, { epoch, seq: envelope.seq }),
    notificationId: envelope.subject,
  });
  return (async function* () {
    for (const envelope of missed) yield toAdded(envelope);
    for await (const envelope of events) yield toAdded(envelope);
  })();
}
