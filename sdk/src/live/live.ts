/** Lists that stay true by themselves: a page, then what comes. */
import {
  feedDocument,
  newPostDocument,
  postsDocument,
  notificationAddedDocument,
  notificationsDocument,
  type FeedQuery,
  type NewPostSubscription,
  type NotificationAddedSubscription,
  type NotificationFieldsFragment,
  type NotificationsQuery,
  type PostFieldsFragment,
  type PostsQuery,
} from '../../generated/operations.ts';
import type { TypedDocument } from '../document.ts';
import { fail } from '../errors.ts';
import { follow, type FollowDeps, type LiveStatus } from './follow.ts';
import { iterate } from './iterate.ts';
import { join, type Join, type LiveUpdate } from './join.ts';

/** What is common to live lists. */
export interface LiveOptions {
  /** Ends the list. */
  signal?: AbortSignal;
  /** Told whenever it connects, is live, or waits to try again. */
  onStatus?: (status: LiveStatus) => void;
}

/** The page of the feed that an update of kind `page` carries. */
export type FeedPage = NonNullable<FeedQuery['feed']>;

/** What the feed yields. */
export type FeedUpdate = LiveUpdate<PostFieldsFragment, FeedPage, NewPostSubscription>;

/** The page of what everybody may see that an update of kind `page` carries. */
export type PostsPage = NonNullable<PostsQuery['posts']>;

/** What the posts for everybody yield. */
export type PostsUpdate = LiveUpdate<PostFieldsFragment, PostsPage, NewPostSubscription>;

/** The page of notifications that an update of kind `page` carries. */
export type NotificationsPage = NonNullable<NotificationsQuery['notifications']>;

/** What the notifications yield; `event.notificationAdded.unreadCount` is how many are unread from then on. */
export type NotificationsUpdate = LiveUpdate<NotificationFieldsFragment, NotificationsPage, NotificationAddedSubscription>;

/** How a live list is made of an app's own operations. */
export interface LiveListOptions<Item, Data, Page, Event, Variables> extends LiveOptions {
  /** The newest page. */
  load: (signal: AbortSignal) => Promise<Data>;
  /** Finds the page in what was loaded; null where it is unavailable just now, and then it is loaded again. */
  page: (data: Data) => (Page & { liveCursor: string | null }) | null;
  items: (page: Page) => readonly (Item | null)[];
  /** The subscription that goes on after the page: it gives `after` a variable, which is filled in, and asks for its event's `cursor`. */
  events: TypedDocument<Event, Variables>;
  /** Its other variables. */
  variables?: Omit<Variables, 'after'>;
  /** Finds the item in an event; null where it is gone meanwhile. */
  item: (event: Event) => Item | null;
  /** What of an item may change, so that it comes again when it has. @defaultValue nothing: each comes once */
  versionOf?: (item: Item) => string | number;
}

/** The live lists of a client. */
export interface Live {
  /**
   * The viewer's home feed: a page, then each new post once, through lost connections and restarts of the server.
   *
   * New posts come in the order in which they were published. It ends when the signal is aborted or the loop is left, and
   * throws what does not pass by itself, such as `UNAUTHENTICATED` after signing out.
   */
  feed: (options?: LiveOptions & { first?: number }) => AsyncGenerator<FeedUpdate, void>;
  /**
   * What everybody may see, or what of it is under a tag: a page, then each new post once; nobody need be signed in. It ends as `feed` does.
   *
   * @param options - `hashtag`: with or without #.
   */
  posts: (options?: LiveOptions & { first?: number; hashtag?: string }) => AsyncGenerator<PostsUpdate, void>;
  /**
   * What concerns the viewer: a page, then each notification as it is made, and again when more have joined it.
   *
   * One that is there already is replaced by what comes, where it stands. It ends as `feed` does.
   */
  notifications: (options?: LiveOptions & { first?: number }) => AsyncGenerator<NotificationsUpdate, void>;
  /** The same for an app's own page and subscription. */
  list: <Item extends { id: string }, Data, Page, Event, Variables>(
    options: LiveListOptions<Item, Data, Page, Event, Variables>,
  ) => AsyncGenerator<LiveUpdate<Item, Page & { liveCursor: string | null }, Event>, void>;
}

export interface LiveDeps extends FollowDeps {
  /** Ends every list. */
  closing: AbortSignal;
  query: <Data, Variables>(
    document: TypedDocument<Data, Variables>,
    variables: Variables,
    options: { signal: AbortSignal },
  ) => Promise<Data>;
}

export function createLive(deps: LiveDeps): Live {
  const list: Live['list'] = <Item extends { id: string }, Data, Page, Event, Variables>({
    load,
    page,
    items,
    events,
    variables,
    item,
    versionOf = () => '',
    onStatus,
    signal,
  }: LiveListOptions<Item, Data, Page, Event, Variables>) => {
    const { resumes } = events;
    if (!resumes) throw new TypeError('A live list needs a subscription with a variable for `after` and the `cursor` of its event.');
    const joined: Join<Item, Page & { liveCursor: string | null }, Event> = {
      load: async (loading) => {
        const found = page(await load(loading));
        if (!found) throw fail('NETWORK_FAILED', 'The page is unavailable just now.');
        return { items: items(found).filter((one) => one !== null), page: found, liveCursor: found.liveCursor };
      },
      follow: async function* (after, following) {
        const given = { ...variables, [resumes.after]: after };
        const isBroken = (data: unknown): boolean => item(data as Event) === null;
        for await (const { data } of follow(deps, { document: events, variables: given, signal: following, onStatus, isBroken }))
          yield { item: item(data as Event), event: data as Event };
      },
      keyOf: (one) => `${one.id} ${versionOf(one)}`,
      onStatus,
    };
    return iterate((ending) => join(joined, ending), signal, deps.closing);
  };
  return {
    list,
    feed: ({ first, ...options } = {}) =>
      list({
        load: async (signal) => await deps.query(feedDocument, { first: first ?? null }, { signal }),
        page: ({ feed }: FeedQuery) => feed,
        items: ({ nodes }: FeedPage) => nodes,
        events: newPostDocument,
        item: ({ newPost }: NewPostSubscription) => newPost.post,
        ...options,
      }),
    posts: ({ first, hashtag, ...options } = {}) =>
      list({
        load: async (signal) => await deps.query(postsDocument, { first: first ?? null, hashtag: hashtag ?? null }, { signal }),
        page: ({ posts }: PostsQuery) => posts,
        items: ({ nodes }: PostsPage) => nodes,
        events: newPostDocument,
        variables: { hashtag: hashtag ?? null, public: true },
        item: ({ newPost }: NewPostSubscription) => newPost.post,
        ...options,
      }),
    notifications: ({ first, ...options } = {}) =>
      list({
        load: async (signal) => await deps.query(notificationsDocument, { first: first ?? null }, { signal }),
        page: ({ notifications }: NotificationsQuery) => notifications,
        items: ({ nodes }: NotificationsPage) => nodes,
        events: notificationAddedDocument,
        item: ({ notificationAdded }: NotificationAddedSubscription) => notificationAdded.notification,
        versionOf: ({ actorCount }) => actorCount,
        ...options,
      }),
  };
}
