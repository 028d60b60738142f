// Written by `npm run codegen` from the schema; never edited.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { NewPostEventMapper, PostMapper, PostChangeMapper, UserMapper, ViewerMapper } from '../schema.mappers.ts';
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

/** The content of a new post. */
export type CreatePostInput = {
  /** Whether to keep it as a draft, which `publishPost` publishes. */
  draft?: InputMaybe<Scalars['Boolean']['input']>;
  /** Up to 128 characters. The same key and input within 24 hours give the same post; the same key with other input is a CONFLICT. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Up to 10 media, `med_…`, in order. The author uploaded them and uses them nowhere else; they may still be PROCESSING. */
  mediaIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** When to publish it, within a year. Until then it is among the drafts. */
  publishAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The post that it answers, `pst_…`. */
  replyToId?: InputMaybe<Scalars['ID']['input']>;
  /** Up to 5,000 characters; it may be empty beside media. Its #tags and @usernames become hashtags and mentions. */
  text: Scalars['String']['input'];
  /** PUBLIC when absent. */
  visibility?: InputMaybe<Visibility>;
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

/** The reasons why a draft cannot be published. More may be added. */
export type HeldReason =
  /** The post that it answers is deleted, or hidden from its author. `detachDraft` makes the draft answer no post. */
  'PARENT_GONE';

export type Mutation = {
  __typename?: 'Mutation';
  /** Adds a post to the viewer's bookmarks; idempotent. Other users cannot see it. */
  bookmarkPost: Post;
  /** Publishes a post, keeps it as a draft, or schedules it. */
  createPost: Post;
  /** Deletes the viewer's own post, scheduled post or draft, with everything that depends on it. */
  deletePost: Scalars['Boolean']['output'];
  /** Makes the viewer's own draft answer no post; idempotent. BAD_USER_INPUT for a published post. */
  detachDraft: Post;
  /**
   * Replaces the text of the viewer's own post; `edits` keeps the replaced text. BAD_USER_INPUT after 100 edits of a
   * post, or when its earlier texts are over 256 kB together; RATE_LIMITED after 100 edits in an hour.
   */
  editPost: Post;
  /** Likes a post; idempotent. */
  likePost: Post;
  /** Publishes a draft or a scheduled post now; a published post stays as it is. */
  publishPost: Post;
  /** Shows a post to the viewer's followers; idempotent. FORBIDDEN for a post that is not public. */
  repost: Post;
  /** Removes a post from the viewer's bookmarks; idempotent. */
  unbookmarkPost: Post;
  /** Takes a like back; idempotent. */
  unlikePost: Post;
  /** Takes a repost back; idempotent. */
  unrepost: Post;
};

export type MutationbookmarkPostArgs = {
  id: Scalars['ID']['input'];
};

export type MutationcreatePostArgs = {
  input: CreatePostInput;
};

export type MutationdeletePostArgs = {
  id: Scalars['ID']['input'];
};

export type MutationdetachDraftArgs = {
  id: Scalars['ID']['input'];
};

export type MutationeditPostArgs = {
  id: Scalars['ID']['input'];
  ifEditedAt?: InputMaybe<Scalars['DateTime']['input']>;
  text: Scalars['String']['input'];
};

export type MutationlikePostArgs = {
  id: Scalars['ID']['input'];
};

export type MutationpublishPostArgs = {
  id: Scalars['ID']['input'];
};

export type MutationrepostArgs = {
  id: Scalars['ID']['input'];
};

export type MutationunbookmarkPostArgs = {
  id: Scalars['ID']['input'];
};

export type MutationunlikePostArgs = {
  id: Scalars['ID']['input'];
};

export type MutationunrepostArgs = {
  id: Scalars['ID']['input'];
};

/** A post that has just been published. */
export type NewPostEvent = {
  __typename?: 'NewPostEvent';
  /** Where to resume from, as `after`. */
  cursor: Scalars['String']['output'];
  /** The post; null when deleted meanwhile. */
  post?: Maybe<Post>;
};

/** An object with an id of its own, whichever subgraph owns it. */
export type Node = {
  /** Opaque, prefixed by type, sortable by creation, never reused. */
  id: Scalars['ID']['output'];
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

/** A text, media, or both, published by a user or kept as a draft. */
export type Post = Node & {
  __typename?: 'Post';
  /** The user who wrote it; null when the account is deleted, or unavailable just now. */
  author?: Maybe<User>;
  /** When it was written. */
  createdAt: Scalars['DateTime']['output'];
  /** When its text last changed; null when it never changed. */
  editedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * Its earlier texts, newest first, each with the moment of its replacement. In a post for the mentioned, users other
   * than the author get the texts that mentioned them.
   */
  edits: Array<PostEdit>;
  /** The state of the post's delivery into its followers' feeds, for its author; null for others. */
  fanOut?: Maybe<Effect>;
  /** The tags of its text, in order, in lower case and without #. */
  hashtags: Array<Scalars['String']['output']>;
  /** The reason why a draft cannot be published as it is, or why a scheduled post was not published. Null when it can be. */
  heldBecause?: Maybe<HeldReason>;
  /** Prefixed `pst_`. */
  id: Scalars['ID']['output'];
  /**
   * The number of accounts that like it, without suspended ones. It is the same for every viewer, so it counts accounts
   * that a block hides from the viewer.
   */
  likeCount: Scalars['Int']['output'];
  /** The users who like it, newest like first. */
  likedBy: UserConnection;
  /** The post's media, for the subgraph that holds them. */
  mediaIds: Array<Scalars['ID']['output']>;
  /** The first 30 accounts that its text mentions, in order. */
  mentions: Array<Maybe<User>>;
  /** The time for which it is scheduled; null for other posts. */
  publishAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was published, which orders feeds. Null while it is a draft or scheduled: until then only its author finds it. */
  publishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The answers to it that the viewer may see, oldest first. */
  replies: PostConnection;
  /**
   * The number of public answers by public accounts. It is the same for every viewer, so it counts answers that a block
   * hides from the viewer.
   */
  replyCount: Scalars['Int']['output'];
  /** The post that it answers; null when it answers none, and when that post is deleted or hidden from the viewer. */
  replyTo?: Maybe<Post>;
  /**
   * The number of public accounts that repost it. It is the same for every viewer, so it counts accounts that a block
   * hides from the viewer.
   */
  repostCount: Scalars['Int']['output'];
  /** The post that a repost shows to its author's followers. Null when this is no repost, or that post is deleted. */
  repostOf?: Maybe<Post>;
  /** Up to 5,000 characters. It is empty in a repost, and may be empty beside media. */
  text: Scalars['String']['output'];
  /** Whether it is among the viewer's bookmarks; false when signed out. */
  viewerBookmarked: Scalars['Boolean']['output'];
  /** Whether the viewer likes it; false when signed out. */
  viewerLiked: Scalars['Boolean']['output'];
  /** Whether the viewer reposts it; false when signed out. */
  viewerReposted: Scalars['Boolean']['output'];
  /** The users who may see it. */
  visibility: Visibility;
};

/** A text, media, or both, published by a user or kept as a draft. */
export type PosteditsArgs = {
  before?: InputMaybe<Scalars['DateTime']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A text, media, or both, published by a user or kept as a draft. */
export type PostlikedByArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A text, media, or both, published by a user or kept as a draft. */
export type PostrepliesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A change of a post. */
export type PostChange = {
  __typename?: 'PostChange';
  /** The kind of the change. */
  kind: PostChangeKind;
  /** The post after the change; null once deleted. */
  post?: Maybe<Post>;
  /** The id of the changed post, `pst_…`. */
  postId: Scalars['ID']['output'];
};

/** The kinds of changes of a post. More may be added. */
export type PostChangeKind =
  /** It was deleted. */
  | 'DELETED'
  /** Its text has changed. */
  | 'EDITED'
  /** A user who is not hidden from the viewer likes it. */
  | 'LIKED'
  /** A user answered it with a post that the viewer may see. */
  | 'REPLIED'
  /** A user reposted it, and the viewer may see the repost. */
  | 'REPOSTED'
  /** A user who is not hidden from the viewer took a like back. */
  | 'UNLIKED';

/** A page of posts. */
export type PostConnection = {
  __typename?: 'PostConnection';
  /** The posts with their cursors. */
  edges: Array<PostEdge>;
  /**
   * A cursor from just before the page was read: as `after` of the matching `newPost` it joins the two without a gap.
   * Null except in `feed`, and in the first page of `posts` without `authorId`.
   */
  liveCursor?: Maybe<Scalars['String']['output']>;
  /** The posts without cursors; null for one deleted meanwhile. */
  nodes: Array<Maybe<Post>>;
  /** The ends of the page. */
  pageInfo: PageInfo;
  /** The length of the whole list; null where it is not counted. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A post in a list. */
export type PostEdge = {
  __typename?: 'PostEdge';
  /** The post's place in the list, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The post; null when deleted meanwhile. */
  node?: Maybe<Post>;
};

/** An earlier text of a post. */
export type PostEdit = {
  __typename?: 'PostEdit';
  /** When it was replaced. */
  editedAt: Scalars['DateTime']['output'];
  /** The text before the edit. */
  text: Scalars['String']['output'];
};

export type Query = {
  __typename?: 'Query';
  /**
   * The viewer's home feed: the posts of the viewer and of the users whom the viewer follows, newest first. An answer is
   * in it when the viewer also follows the answered user. A follow adds that user's earlier posts; an unfollow removes
   * them.
   */
  feed?: Maybe<PostConnection>;
  /** The post with this id; null when there is none, or the viewer may not see it. */
  post?: Maybe<Post>;
  /**
   * The public posts, newest first. With `authorId`: the public posts and reposts of that user; those of a private user
   * only for their followers.
   */
  posts?: Maybe<PostConnection>;
};

export type QueryfeedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type QuerypostArgs = {
  id: Scalars['ID']['input'];
};

export type QuerypostsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  authorId?: InputMaybe<Scalars['ID']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  hashtag?: InputMaybe<Scalars['String']['input']>;
};

export type Subscription = {
  __typename?: 'Subscription';
  /**
   * Posts as they are published: those of the viewer's feed, those with a tag, or all public ones. With `after`, posts
   * missed since then come first. After CURSOR_EXPIRED, load the page again.
   */
  newPost: NewPostEvent;
  /** Changes of posts, while the viewer may see them. Changes during a lost connection do not come: load the posts again. */
  postChanged: PostChange;
};

export type SubscriptionnewPostArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  hashtag?: InputMaybe<Scalars['String']['input']>;
  public?: InputMaybe<Scalars['Boolean']['input']>;
};

export type SubscriptionpostChangedArgs = {
  ids: Array<Scalars['ID']['input']>;
};

/** The fields of users that posts owns. */
export type User = {
  __typename?: 'User';
  id: Scalars['ID']['output'];
  /**
   * The number of this user's public posts; 0 for a private account, even for its owner. It is the same for every
   * viewer, so it counts posts that a block hides from the viewer. Null when unavailable just now.
   */
  postCount?: Maybe<Scalars['Int']['output']>;
  /** The posts and reposts of this user that the viewer may see, newest first. */
  posts?: Maybe<PostConnection>;
};

/** The fields of users that posts owns. */
export type UserpostsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of users. */
export type UserConnection = {
  __typename?: 'UserConnection';
  /** The users with their cursors. */
  edges: Array<UserEdge>;
  /** The users without cursors; null for a user deleted meanwhile. */
  nodes: Array<Maybe<User>>;
  /** The ends of the page. */
  pageInfo: PageInfo;
  /** The length of the whole list; null where it is not counted. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A user in a list. */
export type UserEdge = {
  __typename?: 'UserEdge';
  /** The user's place in the list, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The user; null when deleted meanwhile. */
  node?: Maybe<User>;
};

/** The signed-in user, with the fields that only they see. */
export type Viewer = {
  __typename?: 'Viewer';
  /** The bookmarked posts that the viewer may still see, newest bookmark first. */
  bookmarks?: Maybe<PostConnection>;
  /** The viewer's drafts and scheduled posts, newest first. */
  drafts?: Maybe<PostConnection>;
  id: Scalars['ID']['output'];
};

/** The signed-in user, with the fields that only they see. */
export type ViewerbookmarksArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** The signed-in user, with the fields that only they see. */
export type ViewerdraftsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** The users who may see a post. More may be added. */
export type Visibility =
  /** The author's followers. */
  | 'FOLLOWERS'
  /** The accounts that its text mentions. */
  | 'MENTIONED'
  /** Everybody. */
  | 'PUBLIC';

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
  Post: Post;
  User: User;
  Viewer: Viewer;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Post: { __typename: 'Post' } & GraphQLRecursivePick<FederationTypes['Post'], { id: true }>;
  User: { __typename: 'User' } & GraphQLRecursivePick<FederationTypes['User'], { id: true }>;
  Viewer: { __typename: 'Viewer' } & GraphQLRecursivePick<FederationTypes['Viewer'], { id: true }>;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node: PostMapper & { __typename: 'Post' };
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  CreatePostInput: CreatePostInput;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Effect: ResolverTypeWrapper<Omit<Effect, 'state'> & { state: ResolversTypes['EffectState'] }>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
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
  HeldReason: ResolverTypeWrapper<'PARENT_GONE'>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NewPostEvent: ResolverTypeWrapper<NewPostEventMapper>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Post: ResolverTypeWrapper<PostMapper>;
  PostChange: ResolverTypeWrapper<PostChangeMapper>;
  PostChangeKind: ResolverTypeWrapper<'EDITED' | 'LIKED' | 'UNLIKED' | 'REPLIED' | 'REPOSTED' | 'DELETED'>;
  PostConnection: ResolverTypeWrapper<
    Omit<PostConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['PostEdge']>; nodes: Array<Maybe<ResolversTypes['Post']>> }
  >;
  PostEdge: ResolverTypeWrapper<Omit<PostEdge, 'node'> & { node?: Maybe<ResolversTypes['Post']> }>;
  PostEdit: ResolverTypeWrapper<PostEdit>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  User: ResolverTypeWrapper<UserMapper>;
  UserConnection: ResolverTypeWrapper<
    Omit<UserConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['UserEdge']>; nodes: Array<Maybe<ResolversTypes['User']>> }
  >;
  UserEdge: ResolverTypeWrapper<Omit<UserEdge, 'node'> & { node?: Maybe<ResolversTypes['User']> }>;
  Viewer: ResolverTypeWrapper<ViewerMapper>;
  Visibility: ResolverTypeWrapper<'PUBLIC' | 'FOLLOWERS' | 'MENTIONED'>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  CreatePostInput: CreatePostInput;
  Boolean: Scalars['Boolean']['output'];
  String: Scalars['String']['output'];
  ID: Scalars['ID']['output'];
  DateTime: Scalars['DateTime']['output'];
  Effect: Effect;
  Int: Scalars['Int']['output'];
  EmailAddress: Scalars['EmailAddress']['output'];
  Mutation: Record<PropertyKey, never>;
  NewPostEvent: NewPostEventMapper;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  PageInfo: PageInfo;
  Post: PostMapper;
  PostChange: PostChangeMapper;
  PostConnection: Omit<PostConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['PostEdge']>;
    nodes: Array<Maybe<ResolversParentTypes['Post']>>;
  };
  PostEdge: Omit<PostEdge, 'node'> & { node?: Maybe<ResolversParentTypes['Post']> };
  PostEdit: PostEdit;
  Query: Record<PropertyKey, never>;
  Subscription: Record<PropertyKey, never>;
  URL: Scalars['URL']['output'];
  User: UserMapper;
  UserConnection: Omit<UserConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['UserEdge']>;
    nodes: Array<Maybe<ResolversParentTypes['User']>>;
  };
  UserEdge: Omit<UserEdge, 'node'> & { node?: Maybe<ResolversParentTypes['User']> };
  Viewer: ViewerMapper;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

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

export type HeldReasonResolvers = EnumResolverSignature<{ PARENT_GONE?: any }, ResolversTypes['HeldReason']>;

export type MutationResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation'],
> = {
  bookmarkPost?: Resolver<ResolversTypes['Post'], ParentType, ContextType, RequireFields<MutationbookmarkPostArgs, 'id'>>;
  createPost?: Resolver<ResolversTypes['Post'], ParentType, ContextType, RequireFields<MutationcreatePostArgs, 'input'>>;
  deletePost?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationdeletePostArgs, 'id'>>;
  detachDraft?: Resolver<ResolversTypes['Post'], ParentType, ContextType, RequireFields<MutationdetachDraftArgs, 'id'>>;
  editPost?: Resolver<ResolversTypes['Post'], ParentType, ContextType, RequireFields<MutationeditPostArgs, 'id' | 'text'>>;
  likePost?: Resolver<ResolversTypes['Post'], ParentType, ContextType, RequireFields<MutationlikePostArgs, 'id'>>;
  publishPost?: Resolver<ResolversTypes['Post'], ParentType, ContextType, RequireFields<MutationpublishPostArgs, 'id'>>;
  repost?: Resolver<ResolversTypes['Post'], ParentType, ContextType, RequireFields<MutationrepostArgs, 'id'>>;
  unbookmarkPost?: Resolver<ResolversTypes['Post'], ParentType, ContextType, RequireFields<MutationunbookmarkPostArgs, 'id'>>;
  unlikePost?: Resolver<ResolversTypes['Post'], ParentType, ContextType, RequireFields<MutationunlikePostArgs, 'id'>>;
  unrepost?: Resolver<ResolversTypes['Post'], ParentType, ContextType, RequireFields<MutationunrepostArgs, 'id'>>;
};

export type NewPostEventResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['NewPostEvent'] = ResolversParentTypes['NewPostEvent'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  post?: Resolver<Maybe<ResolversTypes['Post']>, ParentType, ContextType>;
};

export type NodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType?: TypeResolveFn<'Post', ParentType, ContextType>;
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

export type PostResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Post'] = ResolversParentTypes['Post'],
  FederationReferenceType extends FederationReferenceTypes['Post'] = FederationReferenceTypes['Post'],
> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Post']> | FederationReferenceType, FederationReferenceType, ContextType>;
  author?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  editedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  edits?: Resolver<Array<ResolversTypes['PostEdit']>, ParentType, ContextType, Partial<PosteditsArgs>>;
  fanOut?: Resolver<Maybe<ResolversTypes['Effect']>, ParentType, ContextType>;
  hashtags?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  heldBecause?: Resolver<Maybe<ResolversTypes['HeldReason']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  likeCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  likedBy?: Resolver<ResolversTypes['UserConnection'], ParentType, ContextType, Partial<PostlikedByArgs>>;
  mediaIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  mentions?: Resolver<Array<Maybe<ResolversTypes['User']>>, ParentType, ContextType>;
  publishAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  publishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  replies?: Resolver<ResolversTypes['PostConnection'], ParentType, ContextType, Partial<PostrepliesArgs>>;
  replyCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  replyTo?: Resolver<Maybe<ResolversTypes['Post']>, ParentType, ContextType>;
  repostCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  repostOf?: Resolver<Maybe<ResolversTypes['Post']>, ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  viewerBookmarked?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerLiked?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerReposted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  visibility?: Resolver<ResolversTypes['Visibility'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PostChangeResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['PostChange'] = ResolversParentTypes['PostChange'],
> = {
  kind?: Resolver<ResolversTypes['PostChangeKind'], ParentType, ContextType>;
  post?: Resolver<Maybe<ResolversTypes['Post']>, ParentType, ContextType>;
  postId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type PostChangeKindResolvers = EnumResolverSignature<
  { DELETED?: any; EDITED?: any; LIKED?: any; REPLIED?: any; REPOSTED?: any; UNLIKED?: any },
  ResolversTypes['PostChangeKind']
>;

export type PostConnectionResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['PostConnection'] = ResolversParentTypes['PostConnection'],
> = {
  edges?: Resolver<Array<ResolversTypes['PostEdge']>, ParentType, ContextType>;
  liveCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nodes?: Resolver<Array<Maybe<ResolversTypes['Post']>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type PostEdgeResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['PostEdge'] = ResolversParentTypes['PostEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Post']>, ParentType, ContextType>;
};

export type PostEditResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['PostEdit'] = ResolversParentTypes['PostEdit'],
> = {
  editedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  feed?: Resolver<Maybe<ResolversTypes['PostConnection']>, ParentType, ContextType, Partial<QueryfeedArgs>>;
  post?: Resolver<Maybe<ResolversTypes['Post']>, ParentType, ContextType, RequireFields<QuerypostArgs, 'id'>>;
  posts?: Resolver<Maybe<ResolversTypes['PostConnection']>, ParentType, ContextType, Partial<QuerypostsArgs>>;
};

export type SubscriptionResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription'],
> = {
  newPost?: SubscriptionResolver<ResolversTypes['NewPostEvent'], 'newPost', ParentType, ContextType, Partial<SubscriptionnewPostArgs>>;
  postChanged?: SubscriptionResolver<
    ResolversTypes['PostChange'],
    'postChanged',
    ParentType,
    ContextType,
    RequireFields<SubscriptionpostChangedArgs, 'ids'>
  >;
};

export interface URLScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export type UserResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User'],
  FederationReferenceType extends FederationReferenceTypes['User'] = FederationReferenceTypes['User'],
> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['User']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  postCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  posts?: Resolver<Maybe<ResolversTypes['PostConnection']>, ParentType, ContextType, Partial<UserpostsArgs>>;
};

export type UserConnectionResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['UserConnection'] = ResolversParentTypes['UserConnection'],
> = {
  edges?: Resolver<Array<ResolversTypes['UserEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<Maybe<ResolversTypes['User']>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type UserEdgeResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['UserEdge'] = ResolversParentTypes['UserEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type ViewerResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer'],
  FederationReferenceType extends FederationReferenceTypes['Viewer'] = FederationReferenceTypes['Viewer'],
> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Viewer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  bookmarks?: Resolver<Maybe<ResolversTypes['PostConnection']>, ParentType, ContextType, Partial<ViewerbookmarksArgs>>;
  drafts?: Resolver<Maybe<ResolversTypes['PostConnection']>, ParentType, ContextType, Partial<ViewerdraftsArgs>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type VisibilityResolvers = EnumResolverSignature<{ FOLLOWERS?: any; MENTIONED?: any; PUBLIC?: any }, ResolversTypes['Visibility']>;

export type Resolvers<ContextType = Context> = {
  DateTime?: GraphQLScalarType;
  Effect?: EffectResolvers<ContextType>;
  EffectState?: EffectStateResolvers;
  EmailAddress?: GraphQLScalarType;
  ErrorCode?: ErrorCodeResolvers;
  HeldReason?: HeldReasonResolvers;
  Mutation?: MutationResolvers<ContextType>;
  NewPostEvent?: NewPostEventResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Post?: PostResolvers<ContextType>;
  PostChange?: PostChangeResolvers<ContextType>;
  PostChangeKind?: PostChangeKindResolvers;
  PostConnection?: PostConnectionResolvers<ContextType>;
  PostEdge?: PostEdgeResolvers<ContextType>;
  PostEdit?: PostEditResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  URL?: GraphQLScalarType;
  User?: UserResolvers<ContextType>;
  UserConnection?: UserConnectionResolvers<ContextType>;
  UserEdge?: UserEdgeResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
  Visibility?: VisibilityResolvers;
};
