/** Lists of posts that are live: a page, older ones below it, and those that have just come, which wait until somebody wants to see them. */
import type { LiveOptions, LiveUpdate, PostFieldsFragment } from '@agora/sdk';
import { client } from '../client.ts';
import { PageAway, type Page } from './list.ts';
import { keepPosts, type Post } from './posts.ts';
import { createStore, type Store } from './store.ts';

export interface LivePostsState {
  status: 'loading' | 'ready' | 'failed';
  error: unknown;
  ids: readonly string[];
  /** What has come since, newest first. */
  waitingIds: readonly string[];
  /** Whether so much has come that the list is read anew when what waits is to be shown. */
  isOutrun: boolean;
  hasNext: boolean;
  endCursor: string | null;
  older: 'idle' | 'loading' | 'failed';
  olderError: unknown;
  /** Whether new posts come by themselves just now. */
  isLive: boolean;
}

export interface LivePosts {
  store: Store<LivePostsState>;
  /** Begins to follow it; again it changes nothing. What came meanwhile waits, so that what is read stays where it is. */
  follow: () => void;
  /** Lets what is shown stand and hears of nothing new. */
  pause: () => void;
  drop: () => void;
  /** Puts a post on top of what is shown; nothing when it is there. */
  show: (id: string) => void;
  showWaiting: () => void;
  loadOlder: () => Promise<void>;
}

export interface LivePostsSource {
  live: (options: LiveOptions & { first: number }) => AsyncIterable<LiveUpdate<PostFieldsFragment, NonNullable<Page<PostFieldsFragment>>>>;
  load: (page: { first: number; after: string | null }) => Promise<Page<PostFieldsFragment>>;
}

/** More than these nobody reads one by one. */
export const maxWaiting = 100;

const empty: LivePostsState = {
  status: 'loading',
  error: null,
  ids: [],
  waitingIds: [],
  isOutrun: false,
  hasNext: false,
  endCursor: null,
  older: 'idle',
  olderError: null,
  isLive: true,
};
const pageSize = 20;
/** So short a pause is not worth a word. */
const quietMs = 1_500;

export function createLivePosts(source: LivePostsSource): LivePosts {
  const store = createStore(empty);
  let running: AbortController | null = null;

  const pause = (): void => {
    running?.abort();
    running = null;
  };
  const drop = (): void => {
    pause();
    store.set(empty);
  };
  const follow = (): void => {
    if (running) return;
    const own = new AbortController();
    running = own;
    void listen(store, source, own.signal).catch((error: unknown) => {
      if (running !== own) return;
      running = null;
      store.change((before) => ({ ...before, status: before.ids.length > 0 ? 'ready' : 'failed', error, isLive: false }));
    });
  };
  return {
    store,
    follow,
    pause,
    drop,
    show: (id) => store.change((before) => (before.ids.includes(id) ? before : { ...before, ids: [id, ...before.ids] })),
    showWaiting: () => {
      if (!store.get().isOutrun)
        return store.change((before) => ({ ...before, ids: [...before.waitingIds, ...before.ids], waitingIds: [] }));
      drop();
      follow();
    },
    loadOlder: async () => {
      const { older, hasNext, endCursor } = store.get();
      if (older === 'loading' || !hasNext) return;
      store.change((before) => ({ ...before, older: 'loading' }));
      // Whoever read the list anew meanwhile has other ends.
      const changeSame = (change: (before: LivePostsState) => LivePostsState): void =>
        store.change((before) => (before.endCursor === endCursor ? change(before) : before));
      try {
        const page = await source.load({ first: pageSize, after: endCursor });
        if (!page) throw new PageAway();
        const found = keepPosts(page.nodes);
        const { hasNextPage, endCursor: next } = page.pageInfo;
        changeSame((before) => ({
          ...before,
          older: 'idle',
          ids: [...before.ids, ...found.filter((id) => !before.ids.includes(id))],
          hasNext: hasNextPage,
          endCursor: next,
        }));
      } catch (error) {
        changeSame((before) => ({ ...before, older: 'failed', olderError: error }));
      }
    },
  };
}

async function listen(store: Store<LivePostsState>, { live }: LivePostsSource, signal: AbortSignal): Promise<void> {
  let quiet: ReturnType<typeof setTimeout> | undefined;
  const onStatus = ({ status }: { status: string }): void => {
    clearTimeout(quiet);
    if (status === 'live') store.change((before) => ({ ...before, isLive: true }));
    else if (!signal.aborted) quiet = setTimeout(() => store.change((before) => ({ ...before, isLive: signal.aborted })), quietMs);
  };
  for await (const update of live({ first: pageSize, signal, onStatus })) {
    if (signal.aborted) return;
    if (update.kind === 'added') add(store, update.item);
    else store.change((before) => withPage(before, keepPosts(update.items), update.page.pageInfo));
  }
}

/** With the newest page: the first is shown, of a later one what is new waits. */
function withPage(
  before: LivePostsState,
  found: readonly string[],
  { hasNextPage, endCursor }: { hasNextPage: boolean; endCursor: string | null },
): LivePostsState {
  const known = new Set([...before.ids, ...before.waitingIds]);
  if (before.status !== 'ready' || before.ids.length === 0) {
    const ids = [...before.ids.filter((id) => !found.includes(id)), ...found];
    return { ...empty, isLive: before.isLive, status: 'ready', ids, hasNext: hasNextPage, endCursor };
  }
  const fresh = found.filter((id) => !known.has(id));
  return withWaiting({ ...before, isOutrun: before.isOutrun || (fresh.length === found.length && hasNextPage) }, fresh);
}

function withWaiting(before: LivePostsState, fresh: readonly string[]): LivePostsState {
  const waitingIds = [...fresh, ...before.waitingIds];
  return {
    ...before,
    waitingIds: waitingIds.slice(0, maxWaiting),
    isOutrun: before.isOutrun || waitingIds.length > maxWaiting,
  };
}

/** One's own posts are shown at once, those of others when they are asked for. */
function add(store: Store<LivePostsState>, post: Post): void {
  const { state } = client.auth;
  const [id = ''] = keepPosts([post]);
  const isOwn = state.status === 'signed-in' && post.author?.id === state.userId;
  store.change((before) => {
    if (before.ids.includes(id) || before.waitingIds.includes(id)) return before;
    return isOwn ? { ...before, ids: [id, ...before.ids] } : withWaiting(before, [id]);
  });
}
