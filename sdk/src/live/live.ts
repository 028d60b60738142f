/** `client.live`: lists that load a page and then receive new items. */
import {
  feedDocument,
  inboxActivityDocument,
  newPostDocument,
  postsDocument,
  notificationAddedDocument,
  notificationsDocument,
  roomActivityDocument,
  roomMessagesDocument,
  roomsDocument,
  type FeedQuery,
  type InboxActivitySubscription,
  type NewPostSubscription,
  type NotificationAddedSubscription,
  type NotificationFieldsFragment,
  type NotificationsQuery,
  type PostFieldsFragment,
  type PostsQuery,
  type RoomActivitySubscription,
  type RoomMessagesQuery,
  type RoomsQuery,
} from '../../generated/operations.ts';
import type { TypedDocument } from '../document.ts';
import { fail } from '../errors.ts';
import { follow, type FollowDeps, type LiveStatus } from './follow.ts';
import { iterate } from './iterate.ts';
import { join, type Join, type LiveUpdate } from './join.ts';

/** Options of all live lists. */
export interface LiveOptions {
  /** Ends the list. */
  signal?: AbortSignal;
  /** Called with each change of the connection: connecting, live, or waiting to try again. */
  onStatus?: (status: LiveStatus) => void;
}

/** The page of the feed that an update of kind `page` carries. */
export type FeedPage = NonNullable<FeedQuery['feed']>;

/** An update of the feed. */
export type FeedUpdate = LiveUpdate<PostFieldsFragment, FeedPage, NewPostSubscription>;

/** The page of public posts that an update of kind `page` carries. */
export type PostsPage = NonNullable<PostsQuery['posts']>;

/** An update of public posts. */
export type PostsUpdate = LiveUpdate<PostFieldsFragment, PostsPage, NewPostSubscription>;

/** The page of notifications that an update of kind `page` carries. */
export type NotificationsPage = NonNullable<NotificationsQuery['notifications']>;

/** An update of notifications; `event.notificationAdded.unreadCount` is the new number of unread ones. */
export type NotificationsUpdate = LiveUpdate<NotificationFieldsFragment, NotificationsPage, NotificationAddedSubscription>;

/** The page of messages that an update of kind `page` carries. */
export type MessagesPage = NonNullable<RoomMessagesQuery['room']>['messages'];

/** Something that happened in a room, with an id of its own. */
export interface RoomHappening {
  id: string;
  activity: RoomActivitySubscription['roomActivity']['activity'];
}

/** An update of a room. */
export type RoomUpdate = LiveUpdate<RoomHappening, MessagesPage, RoomActivitySubscription>;

/** The page of the viewer's rooms that an update of kind `page` carries. */
export type InboxPage = NonNullable<RoomsQuery['rooms']>;

/** A change of one of the viewer's rooms, with an id of its own. */
export type InboxHappening = InboxActivitySubscription['inboxActivity'] & { id: string };

/** An update of the viewer's rooms. */
export type InboxUpdate = LiveUpdate<InboxHappening, InboxPage, InboxActivitySubscription>;

/** A live list of an app's own operations. */
export interface LiveListOptions<Item, Data, Page, Event, Variables> extends LiveOptions {
  /** Loads the newest page. */
  load: (signal: AbortSignal) => Promise<Data>;
  /** Finds the page in the loaded data; null where it is unavailable, and then it is loaded again. */
  page: (data: Data) => (Page & { liveCursor: string | null }) | null;
  /** The items of a page. */
  items: (page: Page) => readonly (Item | null)[];
  /** The subscription after the page; it has a variable for `after`, and selects the event's `cursor`. */
  events: TypedDocument<Event, Variables>;
  /** Its other variables. */
  variables?: Omit<Variables, 'after'>;
  /** Finds the item of an event; null where it was deleted. */
  item: (event: Event) => Item | null;
  /** The version of an item: it comes again when this changes. @defaultValue each item comes once */
  versionOf?: (item: Item) => string | number;
}

/** The live lists of a client. */
export interface Live {
  /**
   * The viewer's home feed: a page, then each new post once, across lost connections and restarts of the server.
   *
   * New posts come in the order of their publication. The list ends when the signal is aborted or the loop is left. It
   * throws errors that are not temporary, such as `UNAUTHENTICATED` after signing out.
   */
  feed: (options?: LiveOptions & { first?: number }) => AsyncGenerator<FeedUpdate, void>;
  /**
   * Public posts, all or of one tag: a page, then each new post once. It needs no session, and ends as `feed` does.
   *
   * @param options - `hashtag`: the tag, with or without #.
   */
  posts: (options?: LiveOptions & { first?: number; hashtag?: string }) => AsyncGenerator<PostsUpdate, void>;
  /**
   * The viewer's notifications: a page, then each new notification, and again when more people have joined it.
   *
   * A notification that the list already has is to be replaced in its place. It ends as `feed` does.
   */
  notifications: (options?: LiveOptions & { first?: number }) => AsyncGenerator<NotificationsUpdate, void>;
  /**
   * A room: its last messages, then all that happens in it, in order: `item.activity`. A message of the page may come again: it is to be
   * replaced in its place, as changed ones are. It ends as `feed` does, and with `NOT_FOUND` where there is no such room for the viewer.
   */
  room: (roomId: string, options?: LiveOptions & { last?: number }) => AsyncGenerator<RoomUpdate, void>;
  /** The viewer's rooms: a page, then each room that has changed, in its latest state. It ends as `feed` does. */
  inbox: (options?: LiveOptions & { first?: number }) => AsyncGenerator<InboxUpdate, void>;
  /** A live list of an app's own page and subscription. */
  list: <Item extends { id: string }, Data, Page, Event, Variables>(
    options: LiveListOptions<Item, Data, Page, Event, Variables>,
  ) => AsyncGenerator<LiveUpdate<Item, Page & { liveCursor: string | null }, Event>, void>;
}

export interface LiveDeps extends FollowDeps {
  /** Ends all lists. */
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
        if (!found) throw fail('NETWORK_FAILED', 'The page is unavailable.');
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
    room: (roomId, { last, ...options } = {}) => {
      let count = 0;
      return list({
        load: async (signal) => {
          const data = await deps.query(roomMessagesDocument, { id: roomId, last: last ?? 30 }, { signal });
          if (!data.room) throw fail('NOT_FOUND', 'There is no such room.');
          return data;
        },
        page: ({ room }: RoomMessagesQuery) => room?.messages ?? null,
        items: () => [],
        events: roomActivityDocument,
        variables: { roomId },
        item: ({ roomActivity: { cursor, activity } }: RoomActivitySubscription): RoomHappening => ({
          id: cursor ?? `${++count}`,
          activity,
        }),
        ...options,
      });
    },
    inbox: ({ first, ...options } = {}) =>
      list({
        load: async (signal) => await deps.query(roomsDocument, { first: first ?? null, mine: true }, { signal }),
        page: ({ rooms }: RoomsQuery) => rooms,
        items: () => [],
        events: inboxActivityDocument,
        item: ({ inboxActivity }: InboxActivitySubscription): InboxHappening => ({ ...inboxActivity, id: inboxActivity.cursor }),
        ...options,
      }),
  };
}
