/** The viewer's notifications: the live list, and the number of unread ones that every page shows. */
import type { NotificationFieldsFragment } from '@agora/sdk';
import { client } from '../client.ts';
import { noteAccount } from './account.ts';
import { createLiveList } from './live/live-list.ts';
import { createStore } from './store.ts';

export type Notification = NotificationFieldsFragment;

/** 0 until it is known. */
export const unreadCount = createStore(0);

/** A notification that more people joined is replaced in its place. */
export const notifications = createLiveList<Notification>({
  live: async function* (options) {
    for await (const update of client.live.notifications(options)) {
      if (update.kind === 'page') {
        yield { kind: 'page', items: update.items, pageInfo: update.page.pageInfo };
        // The next update is handled after this count, so the newest count is the one that stays.
        await countUnread(options.signal);
      } else {
        yield { kind: 'added', item: update.item };
        if (update.item.kind === 'FOLLOW_REQUEST') noteAccount({ hasRequests: true });
        setUnread(update.event.notificationAdded.unreadCount);
      }
    }
  },
  load: async (page) => await client.api.notifications(page),
  idOf: ({ id }) => id,
});

/** Grows with each viewer: an answer for the viewer before is ignored. */
let viewers = 0;
/** The newest notification that was reported to the server as read. */
let readUpTo: string | null = null;
/** Grows with each count that arrives. */
let counts = 0;

/** Forgets the notifications of a viewer who has signed out. */
export function dropNotifications(): void {
  viewers += 1;
  readUpTo = null;
  notifications.drop();
  unreadCount.set(0);
}

/** Asks the server for the number of unread notifications: another device may have read some. */
export async function countUnread(signal?: AbortSignal): Promise<void> {
  await takeCount(async () => await client.api.unreadCount({}, signal && { signal }), signal).catch(() => undefined);
}

/** Shows the answered count. Where another count arrived meanwhile, either may be newer, so it asks again. */
async function takeCount(ask: () => Promise<number | null>, signal?: AbortSignal): Promise<void> {
  const viewer = viewers;
  const before = counts;
  const count = await ask();
  if (viewers !== viewer || signal?.aborted === true || count === null) return;
  if (counts !== before) return await countUnread(signal);
  setUnread(count);
}

function setUnread(count: number): void {
  counts += 1;
  unreadCount.set(count);
}

/** Marks all shown notifications as read on the server. They look new on this page until `settleRead`. */
export async function markShownRead(): Promise<void> {
  const [newest] = notifications.store.get().items;
  if (!newest || newest.id === readUpTo || newest.readAt !== null) return;
  readUpTo = newest.id;
  try {
    await takeCount(async () => await client.api.markNotificationsRead({ upTo: newest.id }));
  } catch {
    // The count stays on the bell; opening the list again tries again.
    if (readUpTo === newest.id) readUpTo = null;
  }
}

/** Shows the notifications that were marked as read as read; called when the reader leaves the list. */
export function settleRead(): void {
  const readAt = new Date().toISOString();
  notifications.store.change((before) => {
    const from = before.items.findIndex(({ id }) => id === readUpTo);
    if (from === -1) return before;
    return { ...before, items: before.items.map((item, at) => (at < from || item.readAt !== null ? item : { ...item, readAt })) };
  });
}
