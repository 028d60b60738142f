/** What concerns the viewer: how many are unread, wherever one is; and the list, which is live as long as the app is open. */
import type { NotificationFieldsFragment } from '@agora/sdk';
import { client } from '../client.ts';
import { noteAccount } from './account.ts';
import { PageAway } from './list.ts';
import { createStore, useStore } from './store.ts';

export type Notification = NotificationFieldsFragment;

export interface NotificationsState {
  status: 'loading' | 'ready' | 'failed';
  error: unknown;
  /** Newest first. */
  items: readonly Notification[];
  hasNext: boolean;
  endCursor: string | null;
  older: 'idle' | 'loading' | 'failed';
  olderError: unknown;
  /** 0 until it is known. */
  unreadCount: number;
}

const empty: NotificationsState = {
  status: 'loading',
  error: null,
  items: [],
  hasNext: false,
  endCursor: null,
  older: 'idle',
  olderError: null,
  unreadCount: 0,
};
const pageSize = 20;

const notifications = createStore(empty);
let running: AbortController | null = null;
/** The newest that the server was told of as read. */
let readUpTo: string | null = null;
/** How many counts have come. */
let counts = 0;

export function useNotifications(): NotificationsState {
  return useStore(notifications);
}

/** Begins to follow what concerns who is signed in; again it changes nothing. */
export function followNotifications(): void {
  if (running) return;
  const own = new AbortController();
  running = own;
  void follow(own.signal).catch((error: unknown) => {
    if (running !== own) return;
    running = null;
    notifications.change((before) => ({ ...before, status: before.items.length > 0 ? 'ready' : 'failed', error }));
  });
}

/** Lets go of them: their owner has left. */
export function dropNotifications(): void {
  running?.abort();
  running = null;
  readUpTo = null;
  notifications.set(empty);
}

async function follow(signal: AbortSignal): Promise<void> {
  for await (const update of client.live.notifications({ first: pageSize, signal })) {
    if (update.kind === 'page') {
      const { hasNextPage, endCursor } = update.page.pageInfo;
      const { items } = update;
      notifications.change(({ unreadCount }) => ({ ...empty, status: 'ready', items, hasNext: hasNextPage, endCursor, unreadCount }));
      // What comes meanwhile waits for it, so that the newest count is the last.
      await countUnread(signal);
    } else {
      notifications.change((before) => ({ ...before, items: put(before.items, update.item) }));
      if (update.item.kind === 'FOLLOW_REQUEST') noteAccount({ hasRequests: true });
      setUnread(update.event.notificationAdded.unreadCount);
    }
  }
}

/** One that was there already stays where it stands. */
function put(items: readonly Notification[], item: Notification): readonly Notification[] {
  return items.some(({ id }) => id === item.id) ? items.map((one) => (one.id === item.id ? item : one)) : [item, ...items];
}

/** Asks how many are unread: another device may have read some. */
export async function countUnread(signal?: AbortSignal): Promise<void> {
  await takeCount(async () => await client.api.unreadCount({}, signal && { signal })).catch(() => undefined);
}

/** Shows the count that is asked for. Where another has come meanwhile, neither is known to be the newer: it is asked for again. */
async function takeCount(ask: () => Promise<number | null>): Promise<void> {
  const of = running;
  const before = counts;
  const unreadCount = await ask();
  if (running !== of || unreadCount === null) return;
  if (counts !== before) return await countUnread(of?.signal);
  setUnread(unreadCount);
}

function setUnread(unreadCount: number): void {
  counts += 1;
  notifications.change((before) => ({ ...before, unreadCount }));
}

/** Has all that are shown count as read; they look new until `settleRead`. */
export async function markShownRead(): Promise<void> {
  const [newest] = notifications.get().items;
  if (!newest || newest.id === readUpTo || newest.readAt !== null) return;
  readUpTo = newest.id;
  try {
    await takeCount(async () => await client.api.markNotificationsRead({ upTo: newest.id }));
  } catch {
    // The bell still says so; the next time it is opened tries again.
    if (readUpTo === newest.id) readUpTo = null;
  }
}

/** What was new is not any more: the list was left. */
export function settleRead(): void {
  const readAt = new Date().toISOString();
  notifications.change((before) => {
    const from = before.items.findIndex(({ id }) => id === readUpTo);
    if (from === -1) return before;
    return { ...before, items: before.items.map((item, at) => (at < from || item.readAt !== null ? item : { ...item, readAt })) };
  });
}

export async function loadOlderNotifications(): Promise<void> {
  const { older, hasNext, endCursor } = notifications.get();
  if (older === 'loading' || !hasNext) return;
  const of = running;
  notifications.change((before) => ({ ...before, older: 'loading' }));
  try {
    const page = await client.api.notifications({ first: pageSize, after: endCursor });
    if (running !== of) return;
    if (!page) throw new PageAway();
    const { hasNextPage, endCursor: next } = page.pageInfo;
    notifications.change((before) => ({
      ...before,
      older: 'idle',
      items: [
        ...before.items,
        ...page.nodes.filter((item) => item !== null).filter(({ id }) => !before.items.some((one) => one.id === id)),
      ],
      hasNext: hasNextPage,
      endCursor: next,
    }));
  } catch (error) {
    if (running === of) notifications.change((before) => ({ ...before, older: 'failed', olderError: error }));
  }
}
