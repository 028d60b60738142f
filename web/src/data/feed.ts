/** The home feed: a page, older ones below it, and those that have just come, which wait until somebody wants to see them. */
import { client } from '../client.ts';
import { PageAway } from './list.ts';
import { keepPosts, type Post } from './posts.ts';
import { createStore, useStore } from './store.ts';

export interface FeedState {
  status: 'loading' | 'ready' | 'failed';
  error: unknown;
  ids: readonly string[];
  /** What has come since, newest first. */
  waitingIds: readonly string[];
  hasNext: boolean;
  endCursor: string | null;
  older: 'idle' | 'loading' | 'failed';
  olderError: unknown;
  /** Whether new posts come by themselves just now. */
  isLive: boolean;
}

const empty: FeedState = {
  status: 'loading',
  error: null,
  ids: [],
  waitingIds: [],
  hasNext: false,
  endCursor: null,
  older: 'idle',
  olderError: null,
  isLive: true,
};
const pageSize = 20;
/** So short a pause is not worth a word. */
const quietMs = 1_500;

const feed = createStore(empty);
let running: AbortController | null = null;

export function useFeed(): FeedState {
  return useStore(feed);
}

/** Begins to follow the feed of who is signed in; again it changes nothing. */
export function followFeed(): void {
  if (running) return;
  const own = new AbortController();
  running = own;
  void follow(own.signal).catch((error: unknown) => {
    if (running !== own) return;
    running = null;
    feed.change((before) => ({ ...before, status: before.ids.length > 0 ? 'ready' : 'failed', error, isLive: false }));
  });
}

/** Lets go of the feed, whose owner has left. */
export function dropFeed(): void {
  running?.abort();
  running = null;
  feed.set(empty);
}

async function follow(signal: AbortSignal): Promise<void> {
  let quiet: ReturnType<typeof setTimeout> | undefined;
  const onStatus = ({ status }: { status: string }): void => {
    clearTimeout(quiet);
    if (status === 'live') feed.change((before) => ({ ...before, isLive: true }));
    else if (!signal.aborted) quiet = setTimeout(() => feed.change((before) => ({ ...before, isLive: signal.aborted })), quietMs);
  };
  for await (const update of client.live.feed({ first: pageSize, signal, onStatus })) {
    if (update.kind === 'page') {
      const ids = keepPosts(update.items);
      const { hasNextPage, endCursor } = update.page.pageInfo;
      feed.change((before) => ({ ...empty, isLive: before.isLive, status: 'ready', ids, hasNext: hasNextPage, endCursor }));
    } else {
      add(update.item);
    }
  }
}

/** One's own posts are shown at once, those of others when they are asked for. */
function add(post: Post): void {
  const { state } = client.auth;
  const [id = ''] = keepPosts([post]);
  if (state.status === 'signed-in' && post.author?.id === state.userId) return showInFeed(id);
  feed.change((before) =>
    before.ids.includes(id) || before.waitingIds.includes(id) ? before : { ...before, waitingIds: [id, ...before.waitingIds] },
  );
}

/** Puts a post on top of what is shown; nothing when it is there. */
export function showInFeed(id: string): void {
  feed.change((before) => (before.ids.includes(id) ? before : { ...before, ids: [id, ...before.ids] }));
}

/** Shows what has waited. */
export function showWaiting(): void {
  feed.change((before) => ({ ...before, ids: [...before.waitingIds, ...before.ids], waitingIds: [] }));
}

export async function loadOlder(): Promise<void> {
  const { older, hasNext, endCursor } = feed.get();
  if (older === 'loading' || !hasNext) return;
  const of = running;
  feed.change((before) => ({ ...before, older: 'loading' }));
  try {
    const page = await client.api.feed({ first: pageSize, after: endCursor });
    if (running !== of) return;
    if (!page) throw new PageAway();
    const found = keepPosts(page.nodes);
    const { hasNextPage, endCursor: next } = page.pageInfo;
    feed.change((before) => ({
      ...before,
      older: 'idle',
      ids: [...before.ids, ...found.filter((id) => !before.ids.includes(id))],
      hasNext: hasNextPage,
      endCursor: next,
    }));
  } catch (error) {
    if (running === of) feed.change((before) => ({ ...before, older: 'failed', olderError: error }));
  }
}
/** Reads it anew, where following or muting somebody has changed what belongs there. */
export function renewFeed(): void {
  if (!running) return;
  dropFeed();
  followFeed();
}
