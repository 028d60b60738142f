/** The viewer's notifications as they come: the missed ones since a cursor, then the new ones, without a gap. */
import { followLog } from '#lib/events/follow-log.ts';
import type { Live } from '#lib/events/live.ts';
import { liveCursorsOf } from '#lib/events/live-cursors.ts';
import type { Envelope } from '#lib/events/log.ts';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import type { NotificationsDeps } from '../deps.ts';
import { type Reading } from '../reading.ts';

/** The cursors of `notificationAdded`. */
export const notificationCursors = liveCursorsOf('notificationAdded');

/** The user whose notifications a listener wants. */
export interface Interest {
  viewerId: string;
}

export interface AddedNotification {
  cursor: string;
  notificationId: string;
}

/** The listeners that are the recipient of an event. */
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
 * @throws AppError `UNAUTHENTICATED`; `CURSOR_EXPIRED` when the viewer missed more than 1,000, or the cursor is too old;
 * `BAD_USER_INPUT`.
 */
export async function followNotifications(
  { deps, viewerId: viewer }: Reading,
  input: FollowInput,
): Promise<AsyncGenerator<AddedNotification>> {
  const viewerId = requireViewer(viewer);
  return await followLog(deps, {
    ...input,
    cursors: notificationCursors,
    interest: { viewerId },
    missed: async () => ({ type: 'notification.added', topics: [viewerId] }),
    toItem: ({ cursor, envelope }) => ({ cursor, notificationId: envelope.subject }),
  });
}
