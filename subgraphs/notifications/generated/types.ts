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

/** What became of one thing that was to reach somebody by one way. */
export type Delivery = {
  __typename?: 'Delivery';
  /** How often it was tried. */
  attempts: Scalars['Int']['output'];
  /** By which way. */
  channel: DeliveryChannel;
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** The device, `dev_…`; null for mails, and where it came to none. */
  deviceId?: Maybe<Scalars['ID']['output']>;
  /** What it was, whom and what it was for. */
  id: Scalars['ID']['output'];
  /** What happened; null for mails about the account itself. */
  kind?: Maybe<NotificationKind>;
  /** When the recipient read it in the app; null before. */
  readAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why it failed, or was kept back; null otherwise. */
  reason?: Maybe<Scalars['String']['output']>;
  /** How far it came. */
  state: DeliveryState;
  /** What it is about: a post, a media, or the mail's name. */
  subject: Scalars['String']['output'];
  /** When it last changed. */
  updatedAt: Scalars['DateTime']['output'];
};

/** Ways to reach people besides the list. */
export type DeliveryChannel =
  /** By mail. */
  | 'EMAIL'
  /** To a device. */
  | 'PUSH';

/** A page of deliveries. */
export type DeliveryConnection = {
  __typename?: 'DeliveryConnection';
  /** The deliveries with their cursors. */
  edges: Array<DeliveryEdge>;
  /** The deliveries alone. */
  nodes: Array<Delivery>;
  /** Where the page lies. */
  pageInfo: PageInfo;
};

/** A delivery in a list. */
export type DeliveryEdge = {
  __typename?: 'DeliveryEdge';
  /** This place in the list, for `after`. */
  cursor: Scalars['String']['output'];
  /** The delivery. */
  node: Delivery;
};

/** How far a delivery came. */
export type DeliveryState =
  /** The service that carries it has taken it. */
  | 'ACCEPTED'
  /** Given up. */
  | 'FAILED'
  /** Not tried yet, or to be tried again. */
  | 'QUEUED'
  /** Handed over; no answer yet. */
  | 'SENT'
  /** Not for this recipient at that moment: switched off, read already, not visible any more. */
  | 'SUPPRESSED';

/** A device that is pushed to. */
export type Device = {
  __typename?: 'Device';
  /** When it was first registered. */
  createdAt: Scalars['DateTime']['output'];
  /** Prefixed `dev_`. */
  id: Scalars['ID']['output'];
  /** What it runs. */
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

/** Media as notifications knows them. */
export type Media = {
  __typename?: 'Media';
  id: Scalars['ID']['output'];
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Marks a notification and all before it as read; idempotent. Takes back what of them is still to be pushed. Gives how many remain unread. */
  markNotificationsRead: Scalars['Int']['output'];
  /** Has this device pushed to, until its session ends; idempotent. A token belongs to the account that registered it last. */
  registerDevice: Device;
  /** Pushes to this device no more; idempotent. Gives whether it was registered by the viewer. */
  unregisterDevice: Scalars['Boolean']['output'];
  /** Changes what reaches the viewer where: each list replaces the one before, what is absent stays; idempotent. */
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

/** Something that concerns the viewer: acts of one kind upon one thing, grouped. */
export type Notification = Node & {
  __typename?: 'Notification';
  /** How many did it in all: "A, B and 3 others". */
  actorCount: Scalars['Int']['output'];
  /** Who did it: the newest three that the viewer may see; null for those gone just now. Empty where nobody did, as for MEDIA_READY. */
  actors: Array<Maybe<User>>;
  /** Of REPLY the answer itself: the newest by the first of `actors`. Null for other kinds, and where it is gone or not for the viewer. */
  answer?: Maybe<Post>;
  /** When it first happened. */
  createdAt: Scalars['DateTime']['output'];
  /** Prefixed `ntf_`. */
  id: Scalars['ID']['output'];
  /** What happened. */
  kind: NotificationKind;
  /** Which media it is about; null but for MEDIA_READY. */
  media?: Maybe<Media>;
  /** Which post it is about: of LIKE, REPLY and REPOST the viewer's own, of MENTION the one that mentions; null for other kinds, and where it has gone meanwhile. */
  post?: Maybe<Post>;
  /** When the viewer read it; null before. A read group is closed: later acts start a new one. */
  readAt?: Maybe<Scalars['DateTime']['output']>;
};

/** A page of notifications. */
export type NotificationConnection = {
  __typename?: 'NotificationConnection';
  /** The notifications with their cursors. */
  edges: Array<NotificationEdge>;
  /** The moment before the page was read; given as `after` to `notificationAdded`, the two join without a gap. */
  liveCursor?: Maybe<Scalars['String']['output']>;
  /** The notifications alone; null for those gone meanwhile. */
  nodes: Array<Maybe<Notification>>;
  /** Where the page lies. */
  pageInfo: PageInfo;
};

/** A notification in a list. */
export type NotificationEdge = {
  __typename?: 'NotificationEdge';
  /** This place in the list, for `after`. */
  cursor: Scalars['String']['output'];
  /** The notification; null when gone meanwhile. */
  node?: Maybe<Notification>;
};

/** A notification that has come, or whose group has grown. */
export type NotificationEvent = {
  __typename?: 'NotificationEvent';
  /** The place to resume from. */
  cursor: Scalars['String']['output'];
  /** The notification as it is now; null when gone meanwhile. */
  notification?: Maybe<Notification>;
  /** How many the viewer has not read; 1,000 stands for more. */
  unreadCount: Scalars['Int']['output'];
};

/** What people are notified of. More may be added. */
export type NotificationKind =
  /** Somebody follows the viewer. */
  | 'FOLLOW'
  /** Somebody asks to follow the viewer. */
  | 'FOLLOW_REQUEST'
  /** Somebody likes the viewer's post. */
  | 'LIKE'
  /** A dithered image, an animation or a video of the viewer's can be shown. */
  | 'MEDIA_READY'
  /** Somebody mentioned the viewer in a post. */
  | 'MENTION'
  /** Somebody the viewer follows posted. Pushed to devices alone, never listed: the feed has it. */
  | 'NEW_POST'
  /** Somebody answered the viewer's post. */
  | 'REPLY'
  /** Somebody shows the viewer's post to their followers. */
  | 'REPOST';

/** Which kinds reach the viewer besides the list, and where. */
export type NotificationPreferences = {
  __typename?: 'NotificationPreferences';
  /** Kinds that are mailed, where there is a mail for them; MEDIA_READY until changed. */
  email: Array<NotificationKind>;
  /** Kinds that are pushed to devices; all of them until changed. */
  push: Array<NotificationKind>;
  /** Whether a summary of what was not read is mailed each week; not until changed. */
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

/** What a device runs. */
export type Platform =
  /** Google's. */
  | 'ANDROID'
  /** Apple's. */
  | 'IOS'
  /** A browser. */
  | 'WEB';

/** Posts as notifications knows them. */
export type Post = {
  __typename?: 'Post';
  id: Scalars['ID']['output'];
  /** For its author: how far pushing it to the followers' devices has come, counted in devices; null for others, and for what is not pushed (replies, reposts, drafts). */
  push?: Maybe<Effect>;
};

export type Query = {
  __typename?: 'Query';
  /** For ADMIN: what was to be pushed or mailed to somebody and what became of it, newest first. Kept for 30 days. */
  deliveries?: Maybe<DeliveryConnection>;
  /** What concerns the viewer, newest first by `createdAt`; a group keeps its place. Kept for 90 days. */
  notifications?: Maybe<NotificationConnection>;
  /** How many the viewer has not read; 1,000 stands for more. Null when signed out. */
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

export type Subscription = {
  __typename?: 'Subscription';
  /** What comes to concern the viewer, as it happens: each new group, and groups as they grow (told for the first three actors, then each time their number doubles). */
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

/** What the signed-in user is reached by. */
export type Viewer = {
  __typename?: 'Viewer';
  /** The devices that are pushed to, the newest first. */
  devices?: Maybe<Array<Device>>;
  id: Scalars['ID']['output'];
  /** Which kinds reach the viewer where. */
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
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Delivery: ResolverTypeWrapper<DeliveryMapper>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
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
  Media: ResolverTypeWrapper<Media>;
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
  NotificationKind: ResolverTypeWrapper<'NEW_POST' | 'LIKE' | 'REPLY' | 'MENTION' | 'REPOST' | 'FOLLOW' | 'FOLLOW_REQUEST' | 'MEDIA_READY'>;
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
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  User: ResolverTypeWrapper<User>;
  Viewer: ResolverTypeWrapper<ViewerMapper>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  DateTime: Scalars['DateTime']['output'];
  Delivery: DeliveryMapper;
  Int: Scalars['Int']['output'];
  ID: Scalars['ID']['output'];
  String: Scalars['String']['output'];
  DeliveryConnection: Omit<DeliveryConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['DeliveryEdge']>;
    nodes: Array<ResolversParentTypes['Delivery']>;
  };
  DeliveryEdge: Omit<DeliveryEdge, 'node'> & { node: ResolversParentTypes['Delivery'] };
  Device: DeviceMapper;
  Effect: Effect;
  EmailAddress: Scalars['EmailAddress']['output'];
  Media: Media;
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
  Subscription: Record<PropertyKey, never>;
  URL: Scalars['URL']['output'];
  User: User;
  Viewer: ViewerMapper;
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

export type MediaResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Media'] = ResolversParentTypes['Media']> = {
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
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['NotificationKind'], ParentType, ContextType>;
  media?: Resolver<Maybe<ResolversTypes['Media']>, ParentType, ContextType>;
  post?: Resolver<Maybe<ResolversTypes['Post']>, ParentType, ContextType>;
  readAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
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
  { FOLLOW?: any; FOLLOW_REQUEST?: any; LIKE?: any; MEDIA_READY?: any; MENTION?: any; NEW_POST?: any; REPLY?: any; REPOST?: any },
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
  Media?: MediaResolvers<ContextType>;
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
  Subscription?: SubscriptionResolvers<ContextType>;
  URL?: GraphQLScalarType;
  User?: UserResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
};
