// Written by `npm run codegen` from the schema; never edited.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type {
  DeliveryMapper,
  DeviceMapper,
  NotificationMapper,
  NotificationEventMapper,
  PostMapper,
  ViewerMapper,
} from '../schema.mappers.ts';
import type { Context } from '../context.ts';
export type Maybe<T> = T | null | undefined;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type EnumResolverSignature<T, AllowedValues = any> = { [key in keyof T]?: AllowedValues };
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string };
  String: { input: string; output: string };
  Boolean: { input: boolean; output: boolean };
  Int: { input: number; output: number };
  Float: { input: number; output: number };
  /** A moment: RFC 3339 in UTC with milliseconds, `2026-01-31T12:00:00.000Z`. */
  DateTime: { input: Date; output: Date | string };
  /** An e-mail address. */
  EmailAddress: { input: string; output: string };
  /** An absolute http or https address. */
  URL: { input: string; output: string };
  _FieldSet: { input: unknown; output: unknown };
};

/** Articles as notifications knows them. */
export type Article = {
  __typename?: 'Article';
  id: Scalars['ID']['output'];
};

/** One push to one device, or one mail, and its outcome. */
export type Delivery = {
  __typename?: 'Delivery';
  /** The number of tries. */
  attempts: Scalars['Int']['output'];
  /** The way: push or mail. */
  channel: DeliveryChannel;
  /** When it was queued. */
  createdAt: Scalars['DateTime']['output'];
  /** The device, `dev_…`; null for mails, and for a push without a device. */
  deviceId?: Maybe<Scalars['ID']['output']>;
  /** The push and its device, or the mail. */
  id: Scalars['ID']['output'];
  /** The kind of notification; null for mails about the account. */
  kind?: Maybe<NotificationKind>;
  /** When the recipient read it in the app; null before. */
  readAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why it failed or was suppressed; null otherwise. */
  reason?: Maybe<Scalars['String']['output']>;
  /** The state of the delivery. */
  state: DeliveryState;
  /** The id of the post or media, or the name of the mail. */
  subject: Scalars['String']['output'];
  /** When its state last changed. */
  updatedAt: Scalars['DateTime']['output'];
};

/** The ways of a delivery. */
export type DeliveryChannel =
  /** A mail. */
  | 'EMAIL'
  /** A push to a device. */
  | 'PUSH';

/** A page of deliveries. */
export type DeliveryConnection = {
  __typename?: 'DeliveryConnection';
  /** The deliveries with their cursors. */
  edges: Array<DeliveryEdge>;
  /** The deliveries without cursors. */
  nodes: Array<Delivery>;
  /** The ends of the page. */
  pageInfo: PageInfo;
};

/** A delivery in a list. */
export type DeliveryEdge = {
  __typename?: 'DeliveryEdge';
  /** The item's place in the list, for `after`. */
  cursor: Scalars['String']['output'];
  /** The delivery. */
  node: Delivery;
};

/** The states of a delivery. */
export type DeliveryState =
  /** FCM or the mail server has accepted it. */
  | 'ACCEPTED'
  /** It failed for good. */
  | 'FAILED'
  /** It waits for its first or next try. */
  | 'QUEUED'
  /** It was sent; the answer has not come yet. */
  | 'SENT'
  /** It was not sent: the kind was switched off, the notification read, the post no longer visible. */
  | 'SUPPRESSED';

/** A device that receives pushes. */
export type Device = {
  __typename?: 'Device';
  /** When it was first registered. */
  createdAt: Scalars['DateTime']['output'];
  /** Prefixed `dev_`. */
  id: Scalars['ID']['output'];
  /** The device's platform. */
  platform: Platform;
};

/** Something that follows from a write, and how far it has come. */
export type Effect = {
  __typename?: 'Effect';
  /** How many are done. */
  done: Scalars['Int']['output'];
  /** Where it stands. */
  state: EffectState;
  /** How many there are in all; null while unknown. */
  total?: Maybe<Scalars['Int']['output']>;
  /** When it last moved. */
  updatedAt: Scalars['DateTime']['output'];
};

/** Where an effect stands. More may be added. */
export type EffectState =
  /** Finished. */
  | 'DONE'
  /** Given up. */
  | 'FAILED'
  /** Not begun. */
  | 'PENDING'
  /** Under way. */
  | 'RUNNING';

/** What `extensions.code` of an error says. More may be added. */
export type ErrorCode =
  /**
   * An argument is at fault; `extensions.field` says which. Lengths of texts count characters as people see them: a letter with its accents, a
   * syllable with its marks and an emoji of several parts are one each (extended grapheme clusters, UAX 29), of 16 code points at most. A text
   * has besides no more than 4 bytes of UTF-8 for each character that it may have, or 1,024. Of keys and device tokens each unit of UTF-16 counts.
   */
  | 'BAD_USER_INPUT'
  /** A name or address is taken, or a key was used with other input; `extensions.field` says which. */
  | 'CONFLICT'
  /** The cursor is too old: load the page again. */
  | 'CURSOR_EXPIRED'
  /** Signed in and may see it, but may not do this. */
  | 'FORBIDDEN'
  /** The document is no GraphQL. */
  | 'GRAPHQL_PARSE_FAILED'
  /** The document asks for what the schema does not have. */
  | 'GRAPHQL_VALIDATION_FAILED'
  /** It is our fault; the message is generic, and the log has more under `extensions.requestId`. */
  | 'INTERNAL_SERVER_ERROR'
  /** There is none, or none for this viewer. */
  | 'NOT_FOUND'
  /** Depth, aliases, cost or size are over the limit; nothing ran. */
  | 'OPERATION_TOO_COMPLEX'
  /** The body or a file is too large. */
  | 'PAYLOAD_TOO_LARGE'
  /** A hash came without its document, which is not known: send both. */
  | 'PERSISTED_QUERY_NOT_FOUND'
  /** Only operations that were registered are answered, and this is none. */
  | 'PERSISTED_QUERY_ONLY'
  /** Too often; `extensions.retryAfter` says for how many seconds. */
  | 'RATE_LIMITED'
  /** A part is away just now; the rest of the answer is there. */
  | 'SUBGRAPH_UNAVAILABLE'
  /** No valid access token; wrong credentials or refresh token. */
  | 'UNAUTHENTICATED'
  /** The type of the body or a file is not served. */
  | 'UNSUPPORTED_MEDIA_TYPE';

/** Events as notifications knows them. */
export type Event = {
  __typename?: 'Event';
  id: Scalars['ID']['output'];
};

/** Media as notifications knows them. */
export type Media = {
  __typename?: 'Media';
  id: Scalars['ID']['output'];
};

/** Messages as notifications knows them. */
export type Message = {
  __typename?: 'Message';
  id: Scalars['ID']['output'];
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Marks a notification and all before it as read; idempotent. Their waiting pushes are not sent. Returns the number that remain unread. */
  markNotificationsRead: Scalars['Int']['output'];
  /** Registers this device for pushes until its session ends; idempotent. A token belongs to the account that registered it last. */
  registerDevice: Device;
  /** Ends pushes to this device; idempotent. Returns whether the viewer had registered it. */
  unregisterDevice: Scalars['Boolean']['output'];
  /** Changes the viewer's preferences: a list replaces the earlier one, an absent argument changes nothing; idempotent. */
  updateNotificationPreferences: NotificationPreferences;
};

export type MutationmarkNotificationsReadArgs = {
  upTo: Scalars['ID']['input'];
};

export type MutationregisterDeviceArgs = {
  platform: Platform;
  token: Scalars['String']['input'];
};

export type MutationunregisterDeviceArgs = {
  token: Scalars['String']['input'];
};

export type MutationupdateNotificationPreferencesArgs = {
  email?: InputMaybe<Array<NotificationKind>>;
  push?: InputMaybe<Array<NotificationKind>>;
  weeklyDigest?: InputMaybe<Scalars['Boolean']['input']>;
};

/** An object with an id of its own, whichever subgraph owns it. */
export type Node = {
  /** Opaque, prefixed by type, sortable by creation, never reused. */
  id: Scalars['ID']['output'];
};

/** A notification of the viewer's: acts of one kind upon one subject, grouped. */
export type Notification = Node & {
  __typename?: 'Notification';
  /** The number of all actors, for "A, B and 3 others". */
  actorCount: Scalars['Int']['output'];
  /** The newest three actors whom the viewer may see; null for one deleted just now. Empty for MEDIA_READY, ARTICLE_ADDED and EVENT_…, which have no actor. */
  actors: Array<Maybe<User>>;
  /** The newest answer of the first of `actors`, for REPLY. Null for other kinds, and when it was deleted or the viewer may not see it. */
  answer?: Maybe<Post>;
  /** The article that it is about, for ARTICLE_ADDED; null for other kinds, and when it is gone or published no longer. */
  article?: Maybe<Article>;
  /** When the first of its acts happened. */
  createdAt: Scalars['DateTime']['output'];
  /** The event that it is about, for EVENT_…; null for other kinds, and when it is gone or published no longer. */
  event?: Maybe<Event>;
  /** Prefixed `ntf_`. */
  id: Scalars['ID']['output'];
  /** The kind of its acts. */
  kind: NotificationKind;
  /** The media that it is about, for MEDIA_READY; null for other kinds. */
  media?: Maybe<Media>;
  /** The newest message, for ROOM_MESSAGE and ROOM_MENTION; null for other kinds, and when the viewer may not see it. */
  message?: Maybe<Message>;
  /** The post that it is about: the viewer's own for LIKE, REPLY and REPOST, the mentioning one for MENTION. Null for other kinds, and when deleted meanwhile. */
  post?: Maybe<Post>;
  /** When the viewer read it; null before. Acts after that start a new notification. */
  readAt?: Maybe<Scalars['DateTime']['output']>;
  /** The room that it is about, for ROOM_MESSAGE, ROOM_MENTION and ROOM_INVITE; null for other kinds, and when it is gone or no longer for the viewer. */
  room?: Maybe<Room>;
};

/** A page of notifications. */
export type NotificationConnection = {
  __typename?: 'NotificationConnection';
  /** The notifications with their cursors. */
  edges: Array<NotificationEdge>;
  /** A cursor from just before the page was read: as `after` of `notificationAdded` it joins the two without a gap. */
  liveCursor?: Maybe<Scalars['String']['output']>;
  /** The notifications without cursors; null for one deleted meanwhile. */
  nodes: Array<Maybe<Notification>>;
  /** The ends of the page. */
  pageInfo: PageInfo;
};

/** A notification in a list. */
export type NotificationEdge = {
  __typename?: 'NotificationEdge';
  /** The item's place in the list, for `after`. */
  cursor: Scalars['String']['output'];
  /** The notification; null when deleted meanwhile. */
  node?: Maybe<Notification>;
};

/** A new notification, or one with new actors. */
export type NotificationEvent = {
  __typename?: 'NotificationEvent';
  /** The cursor to resume after. */
  cursor: Scalars['String']['output'];
  /** The notification as it is now; null when deleted meanwhile. */
  notification?: Maybe<Notification>;
  /** The number of notifications that the viewer has not read; 1,000 stands for more. */
  unreadCount: Scalars['Int']['output'];
};

/** The kinds of notifications. More may be added. */
export type NotificationKind =
  /** An article was published for the first time: for admins. */
  | 'ARTICLE_ADDED'
  /** An event that the viewer goes to, or waits for, has another time or place, or is cancelled. */
  | 'EVENT_CHANGED'
  /** A seat became free for the viewer, who has waited for it. */
  | 'EVENT_SEAT'
  /** An event that the viewer goes to begins within an hour. */
  | 'EVENT_SOON'
  /** A user follows the viewer. */
  | 'FOLLOW'
  /** A user requests to follow the viewer. */
  | 'FOLLOW_REQUEST'
  /** A user likes the viewer's post. */
  | 'LIKE'
  /** A dithered image, an animation or a video of the viewer's is ready. */
  | 'MEDIA_READY'
  /** A user mentioned the viewer in a post. */
  | 'MENTION'
  /** A user whom the viewer follows posted. It is pushed but never listed: the feed shows the post. */
  | 'NEW_POST'
  /** A user answered the viewer's post. */
  | 'REPLY'
  /** A user reposted the viewer's post. */
  | 'REPOST'
  /** A user invited the viewer to a room. */
  | 'ROOM_INVITE'
  /** A user mentioned the viewer in a room. It is read likewise. */
  | 'ROOM_MENTION'
  /** A user wrote to the viewer in a direct room. It is read when the viewer has read the room. */
  | 'ROOM_MESSAGE';

/** The kinds that are pushed or mailed to the viewer, besides being listed. */
export type NotificationPreferences = {
  __typename?: 'NotificationPreferences';
  /** The kinds that are mailed, as far as they have a mail; MEDIA_READY and ARTICLE_ADDED until the viewer changes them. */
  email: Array<NotificationKind>;
  /** The kinds that are pushed to devices; all until the viewer changes them. A kind that is new is on, also for who has changed others. */
  push: Array<NotificationKind>;
  /** Whether a summary of unread notifications is mailed each week; false until the viewer changes it. */
  weeklyDigest: Scalars['Boolean']['output'];
};

/** Where a page lies in its list. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** Where the page ends, for `after`; null on an empty page that nothing follows. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether items follow after this page. It may be shorter than asked for, or empty, and still have this true, where the viewer may not see most of what lies there: go on after `endCursor`. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether items lie before this page. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** Where the page begins, for `before`; null on an empty page that nothing lies before. */
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** The platform of a device. */
export type Platform =
  /** An Android device. */
  | 'ANDROID'
  /** An Apple device. */
  | 'IOS'
  /** A web browser. */
  | 'WEB';

/** Posts as notifications knows them. */
export type Post = {
  __typename?: 'Post';
  id: Scalars['ID']['output'];
  /** For the author: the progress of pushing the post to followers, counted in devices. Null for other viewers, and for replies, reposts and drafts, which are not pushed. */
  push?: Maybe<Effect>;
};

export type Query = {
  __typename?: 'Query';
  /** For ADMIN: a user's pushes and mails of the last 30 days with their outcomes, newest first. */
  deliveries?: Maybe<DeliveryConnection>;
  /** The viewer's notifications of the last 90 days, newest first by `createdAt`: a notification keeps its place as it grows. */
  notifications?: Maybe<NotificationConnection>;
  /** The number of notifications that the viewer has not read; 1,000 stands for more. Null when signed out. */
  unreadCount?: Maybe<Scalars['Int']['output']>;
};

export type QuerydeliveriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  userId: Scalars['ID']['input'];
};

export type QuerynotificationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  unreadOnly?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Rooms as notifications knows them. */
export type Room = {
  __typename?: 'Room';
  id: Scalars['ID']['output'];
};

export type Subscription = {
  __typename?: 'Subscription';
  /** New notifications of the viewer's, and grown ones: an event for each of the first three actors, then each time their number doubles. */
  notificationAdded: NotificationEvent;
};

export type SubscriptionnotificationAddedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
};

/** Users as notifications knows them. */
export type User = {
  __typename?: 'User';
  id: Scalars['ID']['output'];
};

/** The signed-in user's devices and preferences. */
export type Viewer = {
  __typename?: 'Viewer';
  /** The devices that receive pushes, newest first. */
  devices?: Maybe<Array<Device>>;
  id: Scalars['ID']['output'];
  /** The kinds that are pushed or mailed to the viewer. */
  notificationPreferences?: Maybe<NotificationPreferences>;
};

export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
  reference: TReference,
  context: TContext,
  info: GraphQLResolveInfo,
) => Promise<TResult> | TResult;

type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<
  TResult,
  TParent = Record<PropertyKey, never>,
  TContext = Record<PropertyKey, never>,
  TArgs = Record<PropertyKey, never>,
> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo,
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo,
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo,
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<
  TResult,
  TKey extends string,
  TParent = Record<PropertyKey, never>,
  TContext = Record<PropertyKey, never>,
  TArgs = Record<PropertyKey, never>,
> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo,
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  obj: T,
  context: TContext,
  info: GraphQLResolveInfo,
) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<
  TResult = Record<PropertyKey, never>,
  TParent = Record<PropertyKey, never>,
  TContext = Record<PropertyKey, never>,
  TArgs = Record<PropertyKey, never>,
> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo,
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Notification: Notification;
  Post: Post;
  Viewer: Viewer;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Notification: { __typename: 'Notification' } & GraphQLRecursivePick<FederationTypes['Notification'], { id: true }>;
  Post: { __typename: 'Post' } & GraphQLRecursivePick<FederationTypes['Post'], { id: true }>;
  Viewer: { __typename: 'Viewer' } & GraphQLRecursivePick<FederationTypes['Viewer'], { id: true }>;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node: NotificationMapper & { __typename: 'Notification' };
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Article: ResolverTypeWrapper<Article>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Delivery: ResolverTypeWrapper<DeliveryMapper>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  DeliveryChannel: ResolverTypeWrapper<'PUSH' | 'EMAIL'>;
  DeliveryConnection: ResolverTypeWrapper<
    Omit<DeliveryConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['DeliveryEdge']>; nodes: Array<ResolversTypes['Delivery']> }
  >;
  DeliveryEdge: ResolverTypeWrapper<Omit<DeliveryEdge, 'node'> & { node: ResolversTypes['Delivery'] }>;
  DeliveryState: ResolverTypeWrapper<'QUEUED' | 'SENT' | 'ACCEPTED' | 'FAILED' | 'SUPPRESSED'>;
  Device: ResolverTypeWrapper<DeviceMapper>;
  Effect: ResolverTypeWrapper<Omit<Effect, 'state'> & { state: ResolversTypes['EffectState'] }>;
  EffectState: ResolverTypeWrapper<'PENDING' | 'RUNNING' | 'DONE' | 'FAILED'>;
  EmailAddress: ResolverTypeWrapper<Scalars['EmailAddress']['output']>;
  ErrorCode: ResolverTypeWrapper<
    | 'GRAPHQL_PARSE_FAILED'
    | 'GRAPHQL_VALIDATION_FAILED'
    | 'PERSISTED_QUERY_NOT_FOUND'
    | 'PERSISTED_QUERY_ONLY'
    | 'OPERATION_TOO_COMPLEX'
    | 'UNAUTHENTICATED'
    | 'FORBIDDEN'
    | 'NOT_FOUND'
    | 'BAD_USER_INPUT'
    | 'CONFLICT'
    | 'CURSOR_EXPIRED'
    | 'RATE_LIMITED'
    | 'PAYLOAD_TOO_LARGE'
    | 'UNSUPPORTED_MEDIA_TYPE'
    | 'SUBGRAPH_UNAVAILABLE'
    | 'INTERNAL_SERVER_ERROR'
  >;
  Event: ResolverTypeWrapper<Event>;
  Media: ResolverTypeWrapper<Media>;
  Message: ResolverTypeWrapper<Message>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  Notification: ResolverTypeWrapper<NotificationMapper>;
  NotificationConnection: ResolverTypeWrapper<
    Omit<NotificationConnection, 'edges' | 'nodes'> & {
      edges: Array<ResolversTypes['NotificationEdge']>;
      nodes: Array<Maybe<ResolversTypes['Notification']>>;
    }
  >;
  NotificationEdge: ResolverTypeWrapper<Omit<NotificationEdge, 'node'> & { node?: Maybe<ResolversTypes['Notification']> }>;
  NotificationEvent: ResolverTypeWrapper<NotificationEventMapper>;
  NotificationKind: ResolverTypeWrapper<
    | 'NEW_POST'
    | 'LIKE'
    | 'REPLY'
    | 'MENTION'
    | 'REPOST'
    | 'FOLLOW'
    | 'FOLLOW_REQUEST'
    | 'MEDIA_READY'
    | 'ROOM_MESSAGE'
    | 'ROOM_MENTION'
    | 'ROOM_INVITE'
    | 'ARTICLE_ADDED'
    | 'EVENT_CHANGED'
    | 'EVENT_SOON'
    | 'EVENT_SEAT'
  >;
  NotificationPreferences: ResolverTypeWrapper<
    Omit<NotificationPreferences, 'email' | 'push'> & {
      email: Array<ResolversTypes['NotificationKind']>;
      push: Array<ResolversTypes['NotificationKind']>;
    }
  >;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Platform: ResolverTypeWrapper<'IOS' | 'ANDROID' | 'WEB'>;
  Post: ResolverTypeWrapper<PostMapper>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Room: ResolverTypeWrapper<Room>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  User: ResolverTypeWrapper<User>;
  Viewer: ResolverTypeWrapper<ViewerMapper>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Article: Article;
  ID: Scalars['ID']['output'];
  DateTime: Scalars['DateTime']['output'];
  Delivery: DeliveryMapper;
  Int: Scalars['Int']['output'];
  String: Scalars['String']['output'];
  DeliveryConnection: Omit<DeliveryConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['DeliveryEdge']>;
    nodes: Array<ResolversParentTypes['Delivery']>;
  };
  DeliveryEdge: Omit<DeliveryEdge, 'node'> & { node: ResolversParentTypes['Delivery'] };
  Device: DeviceMapper;
  Effect: Effect;
  EmailAddress: Scalars['EmailAddress']['output'];
  Event: Event;
  Media: Media;
  Message: Message;
  Mutation: Record<PropertyKey, never>;
  Boolean: Scalars['Boolean']['output'];
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  Notification: NotificationMapper;
  NotificationConnection: Omit<NotificationConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['NotificationEdge']>;
    nodes: Array<Maybe<ResolversParentTypes['Notification']>>;
  };
  NotificationEdge: Omit<NotificationEdge, 'node'> & { node?: Maybe<ResolversParentTypes['Notification']> };
  NotificationEvent: NotificationEventMapper;
  NotificationPreferences: NotificationPreferences;
  PageInfo: PageInfo;
  Post: PostMapper;
  Query: Record<PropertyKey, never>;
  Room: Room;
  Subscription: Record<PropertyKey, never>;
  URL: Scalars['URL']['output'];
  User: User;
  Viewer: ViewerMapper;
};

export type ArticleResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Article'] = ResolversParentTypes['Article'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeliveryResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Delivery'] = ResolversParentTypes['Delivery'],
> = {
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  channel?: Resolver<ResolversTypes['DeliveryChannel'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  deviceId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['NotificationKind']>, ParentType, ContextType>;
  readAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['DeliveryState'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type DeliveryChannelResolvers = EnumResolverSignature<{ EMAIL?: any; PUSH?: any }, ResolversTypes['DeliveryChannel']>;

export type DeliveryConnectionResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['DeliveryConnection'] = ResolversParentTypes['DeliveryConnection'],
> = {
  edges?: Resolver<Array<ResolversTypes['DeliveryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Delivery']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type DeliveryEdgeResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['DeliveryEdge'] = ResolversParentTypes['DeliveryEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Delivery'], ParentType, ContextType>;
};

export type DeliveryStateResolvers = EnumResolverSignature<
  { ACCEPTED?: any; FAILED?: any; QUEUED?: any; SENT?: any; SUPPRESSED?: any },
  ResolversTypes['DeliveryState']
>;

export type DeviceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Device'] = ResolversParentTypes['Device']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  platform?: Resolver<ResolversTypes['Platform'], ParentType, ContextType>;
};

export type EffectResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Effect'] = ResolversParentTypes['Effect']> = {
  done?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['EffectState'], ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type EffectStateResolvers = EnumResolverSignature<
  { DONE?: any; FAILED?: any; PENDING?: any; RUNNING?: any },
  ResolversTypes['EffectState']
>;

export interface EmailAddressScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['EmailAddress'], any> {
  name: 'EmailAddress';
}

export type ErrorCodeResolvers = EnumResolverSignature<
  {
    BAD_USER_INPUT?: any;
    CONFLICT?: any;
    CURSOR_EXPIRED?: any;
    FORBIDDEN?: any;
    GRAPHQL_PARSE_FAILED?: any;
    GRAPHQL_VALIDATION_FAILED?: any;
    INTERNAL_SERVER_ERROR?: any;
    NOT_FOUND?: any;
    OPERATION_TOO_COMPLEX?: any;
    PAYLOAD_TOO_LARGE?: any;
    PERSISTED_QUERY_NOT_FOUND?: any;
    PERSISTED_QUERY_ONLY?: any;
    RATE_LIMITED?: any;
    SUBGRAPH_UNAVAILABLE?: any;
    UNAUTHENTICATED?: any;
    UNSUPPORTED_MEDIA_TYPE?: any;
  },
  ResolversTypes['ErrorCode']
>;

export type EventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Event'] = ResolversParentTypes['Event']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type MediaResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Media'] = ResolversParentTypes['Media']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type MessageResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Message'] = ResolversParentTypes['Message'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type MutationResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation'],
> = {
  markNotificationsRead?: Resolver<
    ResolversTypes['Int'],
    ParentType,
    ContextType,
    RequireFields<MutationmarkNotificationsReadArgs, 'upTo'>
  >;
  registerDevice?: Resolver<
    ResolversTypes['Device'],
    ParentType,
    ContextType,
    RequireFields<MutationregisterDeviceArgs, 'platform' | 'token'>
  >;
  unregisterDevice?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationunregisterDeviceArgs, 'token'>>;
  updateNotificationPreferences?: Resolver<
    ResolversTypes['NotificationPreferences'],
    ParentType,
    ContextType,
    Partial<MutationupdateNotificationPreferencesArgs>
  >;
};

export type NodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType?: TypeResolveFn<'Notification', ParentType, ContextType>;
};

export type NotificationResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Notification'] = ResolversParentTypes['Notification'],
  FederationReferenceType extends FederationReferenceTypes['Notification'] = FederationReferenceTypes['Notification'],
> = {
  __resolveReference?: ReferenceResolver<
    Maybe<ResolversTypes['Notification']> | FederationReferenceType,
    FederationReferenceType,
    ContextType
  >;
  actorCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  actors?: Resolver<Array<Maybe<ResolversTypes['User']>>, ParentType, ContextType>;
  answer?: Resolver<Maybe<ResolversTypes['Post']>, ParentType, ContextType>;
  article?: Resolver<Maybe<ResolversTypes['Article']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  event?: Resolver<Maybe<ResolversTypes['Event']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['NotificationKind'], ParentType, ContextType>;
  media?: Resolver<Maybe<ResolversTypes['Media']>, ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['Message']>, ParentType, ContextType>;
  post?: Resolver<Maybe<ResolversTypes['Post']>, ParentType, ContextType>;
  readAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  room?: Resolver<Maybe<ResolversTypes['Room']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NotificationConnectionResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['NotificationConnection'] = ResolversParentTypes['NotificationConnection'],
> = {
  edges?: Resolver<Array<ResolversTypes['NotificationEdge']>, ParentType, ContextType>;
  liveCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nodes?: Resolver<Array<Maybe<ResolversTypes['Notification']>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type NotificationEdgeResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['NotificationEdge'] = ResolversParentTypes['NotificationEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Notification']>, ParentType, ContextType>;
};

export type NotificationEventResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['NotificationEvent'] = ResolversParentTypes['NotificationEvent'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  notification?: Resolver<Maybe<ResolversTypes['Notification']>, ParentType, ContextType>;
  unreadCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type NotificationKindResolvers = EnumResolverSignature<
  {
    ARTICLE_ADDED?: any;
    EVENT_CHANGED?: any;
    EVENT_SEAT?: any;
    EVENT_SOON?: any;
    FOLLOW?: any;
    FOLLOW_REQUEST?: any;
    LIKE?: any;
    MEDIA_READY?: any;
    MENTION?: any;
    NEW_POST?: any;
    REPLY?: any;
    REPOST?: any;
    ROOM_INVITE?: any;
    ROOM_MENTION?: any;
    ROOM_MESSAGE?: any;
  },
  ResolversTypes['NotificationKind']
>;

export type NotificationPreferencesResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['NotificationPreferences'] = ResolversParentTypes['NotificationPreferences'],
> = {
  email?: Resolver<Array<ResolversTypes['NotificationKind']>, ParentType, ContextType>;
  push?: Resolver<Array<ResolversTypes['NotificationKind']>, ParentType, ContextType>;
  weeklyDigest?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type PageInfoResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo'],
> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PlatformResolvers = EnumResolverSignature<{ ANDROID?: any; IOS?: any; WEB?: any }, ResolversTypes['Platform']>;

export type PostResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Post'] = ResolversParentTypes['Post'],
  FederationReferenceType extends FederationReferenceTypes['Post'] = FederationReferenceTypes['Post'],
> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Post']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  push?: Resolver<Maybe<ResolversTypes['Effect']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  deliveries?: Resolver<Maybe<ResolversTypes['DeliveryConnection']>, ParentType, ContextType, RequireFields<QuerydeliveriesArgs, 'userId'>>;
  notifications?: Resolver<Maybe<ResolversTypes['NotificationConnection']>, ParentType, ContextType, Partial<QuerynotificationsArgs>>;
  unreadCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type RoomResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Room'] = ResolversParentTypes['Room']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type SubscriptionResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription'],
> = {
  notificationAdded?: SubscriptionResolver<
    ResolversTypes['NotificationEvent'],
    'notificationAdded',
    ParentType,
    ContextType,
    Partial<SubscriptionnotificationAddedArgs>
  >;
};

export interface URLScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ViewerResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer'],
  FederationReferenceType extends FederationReferenceTypes['Viewer'] = FederationReferenceTypes['Viewer'],
> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Viewer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  devices?: Resolver<Maybe<Array<ResolversTypes['Device']>>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  notificationPreferences?: Resolver<Maybe<ResolversTypes['NotificationPreferences']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  Article?: ArticleResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Delivery?: DeliveryResolvers<ContextType>;
  DeliveryChannel?: DeliveryChannelResolvers;
  DeliveryConnection?: DeliveryConnectionResolvers<ContextType>;
  DeliveryEdge?: DeliveryEdgeResolvers<ContextType>;
  DeliveryState?: DeliveryStateResolvers;
  Device?: DeviceResolvers<ContextType>;
  Effect?: EffectResolvers<ContextType>;
  EffectState?: EffectStateResolvers;
  EmailAddress?: GraphQLScalarType;
  ErrorCode?: ErrorCodeResolvers;
  Event?: EventResolvers<ContextType>;
  Media?: MediaResolvers<ContextType>;
  Message?: MessageResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  Notification?: NotificationResolvers<ContextType>;
  NotificationConnection?: NotificationConnectionResolvers<ContextType>;
  NotificationEdge?: NotificationEdgeResolvers<ContextType>;
  NotificationEvent?: NotificationEventResolvers<ContextType>;
  NotificationKind?: NotificationKindResolvers;
  NotificationPreferences?: NotificationPreferencesResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Platform?: PlatformResolvers;
  Post?: PostResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Room?: RoomResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  URL?: GraphQLScalarType;
  User?: UserResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
};
