// Written by `npm run codegen` from the schema; never edited.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { SessionMapper, UserMapper, ViewerMapper } from '../schema.mappers.ts';
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

/** The result of a sign-in. */
export type AuthPayload = {
  __typename?: 'AuthPayload';
  /** The tokens of this session. */
  tokens: Tokens;
  /** The signed-in user. */
  viewer: Viewer;
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

/** The name and password of a sign-in. */
export type LoginInput = {
  /** The newest `deviceToken` of this device, if it has one: wrong passwords from elsewhere then do not block this sign-in. A token of another account is ignored. */
  deviceToken?: InputMaybe<Scalars['String']['input']>;
  /** The account's password. */
  password: Scalars['String']['input'];
  /** The account's username or address. */
  usernameOrEmail: Scalars['String']['input'];
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Accepts a user's request to follow the viewer; idempotent. NOT_FOUND without a request. */
  approveFollow: User;
  /**
   * Blocks a user; idempotent. It ends follows and requests both ways. The blocked user finds nothing of the viewer any more; the
   * viewer still finds the user's profile, without bio, website, lists and posts.
   */
  block: User;
  /** Changes the password and ends the other sessions. */
  changePassword: Scalars['Boolean']['output'];
  /** Declines a request to follow the viewer; idempotent. It notifies no one. */
  declineFollow: User;
  /** Deletes the account with all its data. Its username cannot be chosen again for 30 days. */
  deleteAccount: Scalars['Boolean']['output'];
  /** Follows a user, or requests to follow a private one; idempotent. */
  follow: User;
  /** Signs in. An unknown account and a wrong password get the same answer in the same time; rate-limited. */
  login: AuthPayload;
  /** Ends the session of this request. */
  logout: Scalars['Boolean']['output'];
  /** Ends all of the viewer's sessions, including this one. */
  logoutEverywhere: Scalars['Boolean']['output'];
  /** Ends one of the viewer's sessions. Within a second its tokens are refused and its sockets closed. */
  logoutSession: Scalars['Boolean']['output'];
  /** Keeps a user's posts out of the viewer's feed, and their acts out of the notifications; idempotent. It notifies no one. */
  mute: User;
  /** Exchanges a refresh token for new tokens. Repeated within 10 s it gives the same ones; a later repeat ends the session. */
  refreshTokens: AuthPayload;
  /** Makes an account and signs in. CONFLICT names the taken username or address; rate-limited. */
  register: AuthPayload;
  /**
   * Mails a link for choosing a new password, if the address has an account. The answer is true, in the same time, in either case.
   * 5 mails an hour and address.
   */
  requestPasswordReset: Scalars['Boolean']['output'];
  /** Mails a new link for confirming the viewer's address and voids the earlier one. A confirmed address gets no mail. 5 mails an hour. */
  resendVerification: Scalars['Boolean']['output'];
  /** Chooses a new password with the token of a mailed link, which is good once, for an hour, and ends all sessions. BAD_USER_INPUT names the token when it is not good. */
  resetPassword: Scalars['Boolean']['output'];
  /** For ADMIN: gives a user another role, which holds from their next request on. */
  setRole: User;
  /**
   * For MODERATOR and ADMIN: hides a user with all their content, ends their sessions and refuses new ones. FORBIDDEN for a user of the
   * same role or a higher one. A repeat replaces the reason.
   */
  suspendUser: User;
  /** Ends a block; idempotent. The follows do not come back. */
  unblock: User;
  /** Ends a follow, or withdraws the request; idempotent. */
  unfollow: User;
  /** Ends a mute; idempotent. */
  unmute: User;
  /** For MODERATOR and ADMIN: ends a suspension; idempotent. */
  unsuspendUser: User;
  /** Changes the viewer's profile: null clears a field, an absent field stays. */
  updateProfile: User;
  /** Confirms an address with the token of the mailed link, which is good once, for 7 days. BAD_USER_INPUT names the token when it is not good. */
  verifyEmail: User;
};

export type MutationapproveFollowArgs = {
  userId: Scalars['ID']['input'];
};

export type MutationblockArgs = {
  userId: Scalars['ID']['input'];
};

export type MutationchangePasswordArgs = {
  currentPassword: Scalars['String']['input'];
  newPassword: Scalars['String']['input'];
};

export type MutationdeclineFollowArgs = {
  userId: Scalars['ID']['input'];
};

export type MutationdeleteAccountArgs = {
  password: Scalars['String']['input'];
};

export type MutationfollowArgs = {
  userId: Scalars['ID']['input'];
};

export type MutationloginArgs = {
  input: LoginInput;
};

export type MutationlogoutSessionArgs = {
  id: Scalars['ID']['input'];
};

export type MutationmuteArgs = {
  userId: Scalars['ID']['input'];
};

export type MutationrefreshTokensArgs = {
  refreshToken: Scalars['String']['input'];
};

export type MutationregisterArgs = {
  input: RegisterInput;
};

export type MutationrequestPasswordResetArgs = {
  email: Scalars['EmailAddress']['input'];
};

export type MutationresetPasswordArgs = {
  newPassword: Scalars['String']['input'];
  token: Scalars['String']['input'];
};

export type MutationsetRoleArgs = {
  role: Role;
  userId: Scalars['ID']['input'];
};

export type MutationsuspendUserArgs = {
  reason: Scalars['String']['input'];
  userId: Scalars['ID']['input'];
};

export type MutationunblockArgs = {
  userId: Scalars['ID']['input'];
};

export type MutationunfollowArgs = {
  userId: Scalars['ID']['input'];
};

export type MutationunmuteArgs = {
  userId: Scalars['ID']['input'];
};

export type MutationunsuspendUserArgs = {
  userId: Scalars['ID']['input'];
};

export type MutationupdateProfileArgs = {
  input: UpdateProfileInput;
};

export type MutationverifyEmailArgs = {
  token: Scalars['String']['input'];
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

export type Query = {
  __typename?: 'Query';
  /** The signed-in user; null when signed out. */
  me?: Maybe<Viewer>;
  /** A user by id or by username (exactly one of the two); null when no such user exists for the viewer. */
  user?: Maybe<User>;
};

export type QueryuserArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  username?: InputMaybe<Scalars['String']['input']>;
};

/** A new account. */
export type RegisterInput = {
  /** 1 to 60 characters; the username when absent. */
  displayName?: InputMaybe<Scalars['String']['input']>;
  /** An address that no other account has. */
  email: Scalars['EmailAddress']['input'];
  /** 10 to 128 characters. */
  password: Scalars['String']['input'];
  /** 3 to 30 characters of a-z 0-9 _ . ; unique, ignoring case. It does not end in a dot and is not reserved (admin, support, …). */
  username: Scalars['String']['input'];
};

/** The rights of a user. More may be added. */
export type Role =
  /** Gives roles, and does what moderators do. */
  | 'ADMIN'
  /** Writes news. */
  | 'EDITOR'
  /** The role of a new account. */
  | 'MEMBER'
  /** Suspends users. */
  | 'MODERATOR';

/** A sign-in on one device. */
export type Session = {
  __typename?: 'Session';
  /** When the sign-in happened. */
  createdAt: Scalars['DateTime']['output'];
  /** Whether it is the session of this request. */
  current: Scalars['Boolean']['output'];
  /** Prefixed `ses_`. */
  id: Scalars['ID']['output'];
  /** The client's IP address then; null when unknown. */
  ip?: Maybe<Scalars['String']['output']>;
  /** When the device last got new tokens. */
  lastUsedAt: Scalars['DateTime']['output'];
  /** The client's User-Agent then; null when it sent none. */
  userAgent?: Maybe<Scalars['String']['output']>;
};

/** The tokens that keep a client signed in. */
export type Tokens = {
  __typename?: 'Tokens';
  /** The token for the header `Authorization: Bearer …`. */
  accessToken: Scalars['String']['output'];
  /** The token for the next `login` on this device, good for a year and until the password changes; opaque. It does not sign in by itself. */
  deviceToken: Scalars['String']['output'];
  /** The lifetime of the access token, in seconds. */
  expiresIn: Scalars['Int']['output'];
  /** The token for `refreshTokens`, good once; opaque. */
  refreshToken: Scalars['String']['output'];
};

/** Changes of a profile: null clears a field, an absent field stays. */
export type UpdateProfileInput = {
  /** An image of the user's that nothing else uses, `med_…`. */
  avatarId?: InputMaybe<Scalars['ID']['input']>;
  /** Up to 500 characters. */
  bio?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 60 characters; null sets it to the username. */
  displayName?: InputMaybe<Scalars['String']['input']>;
  /** Whether the user approves each follower; cannot be cleared. Turning public accepts all waiting requests. */
  isPrivate?: InputMaybe<Scalars['Boolean']['input']>;
  /** 3 to 30 characters of a-z 0-9 _ . ; cannot be cleared. A new one does not end in a dot and is not reserved (admin, support, …). */
  username?: InputMaybe<Scalars['String']['input']>;
  /** An http or https address. */
  website?: InputMaybe<Scalars['URL']['input']>;
};

/** A person with an account. */
export type User = Node & {
  __typename?: 'User';
  /** The media of the profile picture, for the subgraph that holds it. */
  avatarId?: Maybe<Scalars['ID']['output']>;
  /** Up to 500 characters; empty without a biography. */
  bio: Scalars['String']['output'];
  /** When the account was created. */
  createdAt: Scalars['DateTime']['output'];
  /** 1 to 60 characters. */
  displayName: Scalars['String']['output'];
  /** Whether the viewer's request to follow this user waits for an answer; false when signed out. */
  followRequested: Scalars['Boolean']['output'];
  /** The number of this user's followers. */
  followerCount: Scalars['Int']['output'];
  /** The followers of this user, newest first. Only a private user and their followers see that list; it is empty for others. */
  followers: UserConnection;
  /** The users whom this user follows, newest first. Only a private user and their followers see that list; it is empty for others. */
  following: UserConnection;
  /** The number of users whom this user follows. */
  followingCount: Scalars['Int']['output'];
  /** Whether this user follows the viewer; false when signed out. */
  followsViewer: Scalars['Boolean']['output'];
  /** Prefixed `usr_`. */
  id: Scalars['ID']['output'];
  /** Whether the user approves each follower. The posts of a private user are for followers only. */
  isPrivate: Scalars['Boolean']['output'];
  /** The user's rights. */
  role: Role;
  /** 3 to 30 characters of a-z 0-9 _ . ; unique, ignoring case. */
  username: Scalars['String']['output'];
  /** Whether the viewer blocks this user; false when signed out. */
  viewerBlocks: Scalars['Boolean']['output'];
  /** Whether the viewer follows this user; false when signed out. */
  viewerFollows: Scalars['Boolean']['output'];
  /** Whether the viewer mutes this user; false when signed out. */
  viewerMutes: Scalars['Boolean']['output'];
  /** The user's own page; null without one. */
  website?: Maybe<Scalars['URL']['output']>;
};

/** A person with an account. */
export type UserfollowersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** A person with an account. */
export type UserfollowingArgs = {
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
  /** The length of the whole list; null where the viewer may not know it. */
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
  /** The users whom the viewer blocks, newest first. */
  blocked: UserConnection;
  /** The e-mail address of the account. */
  email: Scalars['EmailAddress']['output'];
  /** Whether the user confirmed the address with the link that was mailed to it. */
  emailVerified: Scalars['Boolean']['output'];
  /** The users whose requests to follow the viewer wait for an answer, newest first. */
  followRequests: UserConnection;
  /** The key for the fields of other subgraphs. */
  id: Scalars['ID']['output'];
  /** The users whom the viewer mutes, newest first. */
  muted: UserConnection;
  /** The account's live sessions, newest first. */
  sessions: Array<Session>;
  /** The profile that others see. */
  user: User;
};

/** The signed-in user, with the fields that only they see. */
export type ViewerblockedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** The signed-in user, with the fields that only they see. */
export type ViewerfollowRequestsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** The signed-in user, with the fields that only they see. */
export type ViewermutedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
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
  User: User;
  Viewer: Viewer;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  User: { __typename: 'User' } & GraphQLRecursivePick<FederationTypes['User'], { id: true }>;
  Viewer: { __typename: 'Viewer' } & GraphQLRecursivePick<FederationTypes['Viewer'], { id: true }>;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node: UserMapper & { __typename: 'User' };
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AuthPayload: ResolverTypeWrapper<Omit<AuthPayload, 'viewer'> & { viewer: ResolversTypes['Viewer'] }>;
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
  LoginInput: LoginInput;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RegisterInput: RegisterInput;
  Role: ResolverTypeWrapper<'MEMBER' | 'EDITOR' | 'MODERATOR' | 'ADMIN'>;
  Session: ResolverTypeWrapper<SessionMapper>;
  Tokens: ResolverTypeWrapper<Tokens>;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  UpdateProfileInput: UpdateProfileInput;
  User: ResolverTypeWrapper<UserMapper>;
  UserConnection: ResolverTypeWrapper<
    Omit<UserConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['UserEdge']>; nodes: Array<Maybe<ResolversTypes['User']>> }
  >;
  UserEdge: ResolverTypeWrapper<Omit<UserEdge, 'node'> & { node?: Maybe<ResolversTypes['User']> }>;
  Viewer: ResolverTypeWrapper<ViewerMapper>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AuthPayload: Omit<AuthPayload, 'viewer'> & { viewer: ResolversParentTypes['Viewer'] };
  DateTime: Scalars['DateTime']['output'];
  Effect: Effect;
  Int: Scalars['Int']['output'];
  EmailAddress: Scalars['EmailAddress']['output'];
  LoginInput: LoginInput;
  String: Scalars['String']['output'];
  Mutation: Record<PropertyKey, never>;
  ID: Scalars['ID']['output'];
  Boolean: Scalars['Boolean']['output'];
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  RegisterInput: RegisterInput;
  Session: SessionMapper;
  Tokens: Tokens;
  URL: Scalars['URL']['output'];
  UpdateProfileInput: UpdateProfileInput;
  User: UserMapper;
  UserConnection: Omit<UserConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['UserEdge']>;
    nodes: Array<Maybe<ResolversParentTypes['User']>>;
  };
  UserEdge: Omit<UserEdge, 'node'> & { node?: Maybe<ResolversParentTypes['User']> };
  Viewer: ViewerMapper;
};

export type AuthPayloadResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['AuthPayload'] = ResolversParentTypes['AuthPayload'],
> = {
  tokens?: Resolver<ResolversTypes['Tokens'], ParentType, ContextType>;
  viewer?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType>;
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

export type MutationResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation'],
> = {
  approveFollow?: Resolver<ResolversTypes['User'], ParentType, ContextType, RequireFields<MutationapproveFollowArgs, 'userId'>>;
  block?: Resolver<ResolversTypes['User'], ParentType, ContextType, RequireFields<MutationblockArgs, 'userId'>>;
  changePassword?: Resolver<
    ResolversTypes['Boolean'],
    ParentType,
    ContextType,
    RequireFields<MutationchangePasswordArgs, 'currentPassword' | 'newPassword'>
  >;
  declineFollow?: Resolver<ResolversTypes['User'], ParentType, ContextType, RequireFields<MutationdeclineFollowArgs, 'userId'>>;
  deleteAccount?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationdeleteAccountArgs, 'password'>>;
  follow?: Resolver<ResolversTypes['User'], ParentType, ContextType, RequireFields<MutationfollowArgs, 'userId'>>;
  login?: Resolver<ResolversTypes['AuthPayload'], ParentType, ContextType, RequireFields<MutationloginArgs, 'input'>>;
  logout?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  logoutEverywhere?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  logoutSession?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationlogoutSessionArgs, 'id'>>;
  mute?: Resolver<ResolversTypes['User'], ParentType, ContextType, RequireFields<MutationmuteArgs, 'userId'>>;
  refreshTokens?: Resolver<
    ResolversTypes['AuthPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationrefreshTokensArgs, 'refreshToken'>
  >;
  register?: Resolver<ResolversTypes['AuthPayload'], ParentType, ContextType, RequireFields<MutationregisterArgs, 'input'>>;
  requestPasswordReset?: Resolver<
    ResolversTypes['Boolean'],
    ParentType,
    ContextType,
    RequireFields<MutationrequestPasswordResetArgs, 'email'>
  >;
  resendVerification?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  resetPassword?: Resolver<
    ResolversTypes['Boolean'],
    ParentType,
    ContextType,
    RequireFields<MutationresetPasswordArgs, 'newPassword' | 'token'>
  >;
  setRole?: Resolver<ResolversTypes['User'], ParentType, ContextType, RequireFields<MutationsetRoleArgs, 'role' | 'userId'>>;
  suspendUser?: Resolver<ResolversTypes['User'], ParentType, ContextType, RequireFields<MutationsuspendUserArgs, 'reason' | 'userId'>>;
  unblock?: Resolver<ResolversTypes['User'], ParentType, ContextType, RequireFields<MutationunblockArgs, 'userId'>>;
  unfollow?: Resolver<ResolversTypes['User'], ParentType, ContextType, RequireFields<MutationunfollowArgs, 'userId'>>;
  unmute?: Resolver<ResolversTypes['User'], ParentType, ContextType, RequireFields<MutationunmuteArgs, 'userId'>>;
  unsuspendUser?: Resolver<ResolversTypes['User'], ParentType, ContextType, RequireFields<MutationunsuspendUserArgs, 'userId'>>;
  updateProfile?: Resolver<ResolversTypes['User'], ParentType, ContextType, RequireFields<MutationupdateProfileArgs, 'input'>>;
  verifyEmail?: Resolver<ResolversTypes['User'], ParentType, ContextType, RequireFields<MutationverifyEmailArgs, 'token'>>;
};

export type NodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType?: TypeResolveFn<'User', ParentType, ContextType>;
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

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  me?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType, Partial<QueryuserArgs>>;
};

export type RoleResolvers = EnumResolverSignature<{ ADMIN?: any; EDITOR?: any; MEMBER?: any; MODERATOR?: any }, ResolversTypes['Role']>;

export type SessionResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Session'] = ResolversParentTypes['Session'],
> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  current?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ip?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lastUsedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  userAgent?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type TokensResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Tokens'] = ResolversParentTypes['Tokens']> = {
  accessToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  deviceToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresIn?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  refreshToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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
  avatarId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  bio?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  displayName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  followRequested?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  followerCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  followers?: Resolver<ResolversTypes['UserConnection'], ParentType, ContextType, Partial<UserfollowersArgs>>;
  following?: Resolver<ResolversTypes['UserConnection'], ParentType, ContextType, Partial<UserfollowingArgs>>;
  followingCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  followsViewer?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isPrivate?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
  username?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  viewerBlocks?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerFollows?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerMutes?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  website?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
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
  blocked?: Resolver<ResolversTypes['UserConnection'], ParentType, ContextType, Partial<ViewerblockedArgs>>;
  email?: Resolver<ResolversTypes['EmailAddress'], ParentType, ContextType>;
  emailVerified?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  followRequests?: Resolver<ResolversTypes['UserConnection'], ParentType, ContextType, Partial<ViewerfollowRequestsArgs>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  muted?: Resolver<ResolversTypes['UserConnection'], ParentType, ContextType, Partial<ViewermutedArgs>>;
  sessions?: Resolver<Array<ResolversTypes['Session']>, ParentType, ContextType>;
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AuthPayload?: AuthPayloadResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Effect?: EffectResolvers<ContextType>;
  EffectState?: EffectStateResolvers;
  EmailAddress?: GraphQLScalarType;
  ErrorCode?: ErrorCodeResolvers;
  Mutation?: MutationResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Role?: RoleResolvers;
  Session?: SessionResolvers<ContextType>;
  Tokens?: TokensResolvers<ContextType>;
  URL?: GraphQLScalarType;
  User?: UserResolvers<ContextType>;
  UserConnection?: UserConnectionResolvers<ContextType>;
  UserEdge?: UserEdgeResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
};
