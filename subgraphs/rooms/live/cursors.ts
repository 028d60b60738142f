/** The cursors of the subscriptions of rooms. All are places in the one log of rooms. */
import { liveCursorsOf } from '#lib/events/live-cursors.ts';

export const roomCursors = liveCursorsOf('roomActivity');
export const inboxCursors = liveCursorsOf('inboxActivity');
