// Written by `npm run codegen` from the schema; never edited.
import type { Upload } from '#lib/uploads/upload.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ArticleMapper, EventMapper, MediaMapper, MessageMapper, PostMapper, UserMapper, ViewerMapper } from '../schema.mappers.ts';
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
  /** A file that a client uploads, as a part of a GraphQL multipart request with the header `apollo-require-preflight`. */
  Upload: { input: Upload; output: never };
  _FieldSet: { input: unknown; output: unknown };
};

/** Articles as media knows them. */
export type Article = {
  __typename?: 'Article';
  id: Scalars['ID']['output'];
  imageIds: Array<Scalars['ID']['output']>;
  /** Its images in order, at most 10; null when temporarily unavailable. */
  images?: Maybe<Array<Media>>;
};

/** The file that a client is going to send. */
export type CreateUploadInput = {
  /** A description for people who cannot see it, up to 1,500 characters. */
  altText?: InputMaybe<Scalars['String']['input']>;
  /** The file's size, which the bytes sent must have. */
  bytes: Scalars['Int']['input'];
  /** The file's name, up to 255 characters, only for people. */
  filename: Scalars['String']['input'];
  /** Up to 128 characters. The same key within 24 hours returns the same upload; with other input it is a CONFLICT. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The file's type, which the bytes sent must have. */
  mimeType: Scalars['String']['input'];
};

/** The request that sends an upload's bytes. */
export type DirectUpload = {
  __typename?: 'DirectUpload';
  /** After this moment the address takes nothing, and an incomplete upload is removed. */
  expiresAt: Scalars['DateTime']['output'];
  /** The fields of the form before the file; none with PUT. */
  fields: Array<UploadField>;
  /** The id of the future media, for `completeUpload`; the media is hidden until then. */
  id: Scalars['ID']['output'];
  /** PUT: the bytes are the body. POST: they are the part `file` of a form, after the fields. */
  method: Scalars['String']['output'];
  /** The address that takes the bytes. */
  url: Scalars['URL']['output'];
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

/** Events as media knows them. */
export type Event = {
  __typename?: 'Event';
  id: Scalars['ID']['output'];
  imageIds: Array<Scalars['ID']['output']>;
  /** Its images in order, at most 10; null when temporarily unavailable. */
  images?: Maybe<Array<Media>>;
};

/** An image, an animation or a video that a user uploaded. */
export type Media = Node & {
  __typename?: 'Media';
  /** A description for people who cannot see it, up to 1,500 characters; empty when the owner has given none. */
  altText: Scalars['String']['output'];
  /** The size of the upload, in bytes. */
  bytes: Scalars['Int']['output'];
  /** When the upload began. */
  createdAt: Scalars['DateTime']['output'];
  /** The reason, for people, why it cannot be shown; null unless FAILED. */
  failure?: Maybe<Scalars['String']['output']>;
  /** In pixels, the right way up; null until it is known. */
  height?: Maybe<Scalars['Int']['output']>;
  /** Prefixed `med_`. */
  id: Scalars['ID']['output'];
  /** Whether it is an image, an animation or a video. */
  kind: MediaKind;
  /** The type of the upload, by its content. */
  mimeType: Scalars['String']['output'];
  /** The user who uploaded it; null when the account is gone or temporarily unavailable. */
  owner?: Maybe<User>;
  /** A thumbhash in base64, to show until the image has loaded; null while there is none. */
  placeholder?: Maybe<Scalars['String']['output']>;
  /** Progress towards READY, from 0 to 1: exactly 1 when READY, though AVIF joins later; 0 when FAILED. */
  progress: Scalars['Float']['output'];
  /** The files made of it so far. */
  renditions: Array<Rendition>;
  /** READY once JPEG or PNG and WebP exist; AVIF joins later. */
  status: MediaStatus;
  /** The address of the nearest rendition; null while there is none. */
  url?: Maybe<Scalars['URL']['output']>;
  /** In pixels, the right way up; null until it is known. */
  width?: Maybe<Scalars['Int']['output']>;
};

/** An image, an animation or a video that a user uploaded. */
export type MediaurlArgs = {
  format?: InputMaybe<MediaFormat>;
  size?: InputMaybe<MediaSize>;
};

/** A page of media. */
export type MediaConnection = {
  __typename?: 'MediaConnection';
  /** The media with their cursors. */
  edges: Array<MediaEdge>;
  /** The media without cursors; null for those removed in the meantime. */
  nodes: Array<Maybe<Media>>;
  /** The place of the page in the list. */
  pageInfo: PageInfo;
  /** The length of the whole list; null where it is not counted. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A media in a list. */
export type MediaEdge = {
  __typename?: 'MediaEdge';
  /** This place in the list, for `after`. */
  cursor: Scalars['String']['output'];
  /** The media; null when removed in the meantime. */
  node?: Maybe<Media>;
};

/** The formats of renditions. More may be added. */
export type MediaFormat =
  /** Still images, made a while after the other formats. */
  | 'AVIF'
  /** Still images without transparency. */
  | 'JPEG'
  /** Still images with transparency, and dithered ones. */
  | 'PNG'
  /** Still images and animations. */
  | 'WEBP';

/** The kinds of media. More may be added. */
export type MediaKind =
  /** Several images in time, without sound. */
  | 'ANIMATION'
  /** A still image. */
  | 'IMAGE'
  /** A video. */
  | 'VIDEO';

/** The sizes of renditions. An image is never enlarged: sizes beyond its own are left out. */
export type MediaSize =
  /** 1,280 pixels at the longest edge. */
  | 'LARGE'
  /** 640 pixels at the longest edge. */
  | 'MEDIUM'
  /** Full size, with nothing in the file but the image. */
  | 'ORIGINAL'
  /** 320 pixels at the longest edge. */
  | 'SMALL'
  /** 150 pixels square, cropped to the most salient part. */
  | 'THUMB';

/** The states of a media. More may be added. */
export type MediaStatus =
  /** It cannot be shown; `failure` says why. */
  | 'FAILED'
  /** Its renditions are being made. */
  | 'PROCESSING'
  /** It can be shown. */
  | 'READY';

/** Messages as media knows them. */
export type Message = {
  __typename?: 'Message';
  id: Scalars['ID']['output'];
  /** Its images, animations and videos in order, at most 10; null when temporarily unavailable. */
  media?: Maybe<Array<Media>>;
  mediaIds: Array<Scalars['ID']['output']>;
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Verifies the bytes sent to an upload's address and begins its renditions; a repeat returns the same media. */
  completeUpload: Media;
  /** Begins an upload. The client sends the bytes to a signed address within an hour, then calls `completeUpload`. */
  createUpload: DirectUpload;
  /** Removes the viewer's media with all its files, also from posts that hold it. */
  deleteMedia: Scalars['Boolean']['output'];
  /**
   * Makes a new media of the viewer's image: a PNG of at most 4 megapixels with a few levels a channel, by Floyd-Steinberg
   * error diffusion in linear light. An animation gives its first image; a video is refused.
   */
  ditherMedia: Media;
  /** Changes the description of the viewer's media. */
  updateMedia: Media;
  /**
   * Uploads an image (JPEG, PNG, WebP, AVIF, GIF or HEIC, up to 20,000,000 bytes, 50,331,648 pixels, 1,000,000 pixels wide or high,
   * 500 frames) or a video (MP4 or WebM, up to 200,000,000 bytes). Media that belongs to no post and no user a day later is removed.
   */
  uploadMedia: Media;
};

export type MutationcompleteUploadArgs = {
  id: Scalars['ID']['input'];
};

export type MutationcreateUploadArgs = {
  input: CreateUploadInput;
};

export type MutationdeleteMediaArgs = {
  id: Scalars['ID']['input'];
};

export type MutationditherMediaArgs = {
  id: Scalars['ID']['input'];
  levels: Scalars['Int']['input'];
};

export type MutationupdateMediaArgs = {
  altText: Scalars['String']['input'];
  id: Scalars['ID']['input'];
};

export type MutationuploadMediaArgs = {
  altText?: InputMaybe<Scalars['String']['input']>;
  file: Scalars['Upload']['input'];
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

/** Posts as media knows them. */
export type Post = {
  __typename?: 'Post';
  id: Scalars['ID']['output'];
  /** Its images, animations and videos in order, at most 10; null when temporarily unavailable. */
  media?: Maybe<Array<Media>>;
  mediaIds: Array<Scalars['ID']['output']>;
};

export type Query = {
  __typename?: 'Query';
  /** A media by id; null when it does not exist or the viewer may not see it. */
  media?: Maybe<Media>;
  /** The viewer's uploads, newest first. */
  myMedia?: Maybe<MediaConnection>;
};

export type QuerymediaArgs = {
  id: Scalars['ID']['input'];
};

export type QuerymyMediaArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A file made of a media. */
export type Rendition = {
  __typename?: 'Rendition';
  /** Its size, in bytes. */
  bytes: Scalars['Int']['output'];
  /** In pixels. */
  height: Scalars['Int']['output'];
  /** Its media type. */
  mimeType: Scalars['String']['output'];
  /** Its size and format: `large.webp`. */
  name: Scalars['String']['output'];
  /** Its address. It never changes, and is gone with the media. */
  url: Scalars['URL']['output'];
  /** In pixels. */
  width: Scalars['Int']['output'];
};

/** An account's uploads and its quota. Uploads in progress count; deleted media does not. */
export type Storage = {
  __typename?: 'Storage';
  /** The number of media. */
  fileCount: Scalars['Int']['output'];
  /** The number of media allowed. */
  fileQuota: Scalars['Int']['output'];
  /** The bytes allowed: an upload beyond them is PAYLOAD_TOO_LARGE. */
  quotaBytes: Scalars['Float']['output'];
  /** The bytes of the uploads; renditions do not count. */
  usedBytes: Scalars['Float']['output'];
};

export type Subscription = {
  __typename?: 'Subscription';
  /** The viewer's media at each step of its progress: the present state first; completes at READY or FAILED. */
  mediaProgress: Media;
};

export type SubscriptionmediaProgressArgs = {
  id: Scalars['ID']['input'];
};

/** A field of a form. */
export type UploadField = {
  __typename?: 'UploadField';
  /** Its name. */
  name: Scalars['String']['output'];
  /** Its value, to be sent unchanged. */
  value: Scalars['String']['output'];
};

/** Users as media knows them. */
export type User = {
  __typename?: 'User';
  /** The image that shows this user; null when there is none, or it is temporarily unavailable. */
  avatar?: Maybe<Media>;
  avatarId?: Maybe<Scalars['ID']['output']>;
  id: Scalars['ID']['output'];
};

/** The signed-in user as media knows them. */
export type Viewer = {
  __typename?: 'Viewer';
  id: Scalars['ID']['output'];
  /** The part of the quota that the viewer's uploads take. */
  storage?: Maybe<Storage>;
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
  Article: Article;
  Event: Event;
  Media: Media;
  Message: Message;
  Post: Post;
  User: User;
  Viewer: Viewer;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Article: { __typename: 'Article' } & GraphQLRecursivePick<FederationTypes['Article'], { id: true }> &
    (Record<PropertyKey, never> | GraphQLRecursivePick<FederationTypes['Article'], { imageIds: true }>);
  Event: { __typename: 'Event' } & GraphQLRecursivePick<FederationTypes['Event'], { id: true }> &
    (Record<PropertyKey, never> | GraphQLRecursivePick<FederationTypes['Event'], { imageIds: true }>);
  Media: { __typename: 'Media' } & GraphQLRecursivePick<FederationTypes['Media'], { id: true }>;
  Message: { __typename: 'Message' } & GraphQLRecursivePick<FederationTypes['Message'], { id: true }> &
    (Record<PropertyKey, never> | GraphQLRecursivePick<FederationTypes['Message'], { mediaIds: true }>);
  Post: { __typename: 'Post' } & GraphQLRecursivePick<FederationTypes['Post'], { id: true }> &
    (Record<PropertyKey, never> | GraphQLRecursivePick<FederationTypes['Post'], { mediaIds: true }>);
  User: { __typename: 'User' } & GraphQLRecursivePick<FederationTypes['User'], { id: true }> &
    (Record<PropertyKey, never> | GraphQLRecursivePick<FederationTypes['User'], { avatarId: true }>);
  Viewer: { __typename: 'Viewer' } & GraphQLRecursivePick<FederationTypes['Viewer'], { id: true }>;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node: MediaMapper & { __typename: 'Media' };
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Article: ResolverTypeWrapper<ArticleMapper>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  CreateUploadInput: CreateUploadInput;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DirectUpload: ResolverTypeWrapper<DirectUpload>;
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
  Event: ResolverTypeWrapper<EventMapper>;
  Media: ResolverTypeWrapper<MediaMapper>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  MediaConnection: ResolverTypeWrapper<
    Omit<MediaConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['MediaEdge']>; nodes: Array<Maybe<ResolversTypes['Media']>> }
  >;
  MediaEdge: ResolverTypeWrapper<Omit<MediaEdge, 'node'> & { node?: Maybe<ResolversTypes['Media']> }>;
  MediaFormat: ResolverTypeWrapper<'JPEG' | 'WEBP' | 'AVIF' | 'PNG'>;
  MediaKind: ResolverTypeWrapper<'IMAGE' | 'ANIMATION' | 'VIDEO'>;
  MediaSize: ResolverTypeWrapper<'THUMB' | 'SMALL' | 'MEDIUM' | 'LARGE' | 'ORIGINAL'>;
  MediaStatus: ResolverTypeWrapper<'PROCESSING' | 'READY' | 'FAILED'>;
  Message: ResolverTypeWrapper<MessageMapper>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Post: ResolverTypeWrapper<PostMapper>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Rendition: ResolverTypeWrapper<Rendition>;
  Storage: ResolverTypeWrapper<Storage>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  Upload: ResolverTypeWrapper<Scalars['Upload']['output']>;
  UploadField: ResolverTypeWrapper<UploadField>;
  User: ResolverTypeWrapper<UserMapper>;
  Viewer: ResolverTypeWrapper<ViewerMapper>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Article: ArticleMapper;
  ID: Scalars['ID']['output'];
  CreateUploadInput: CreateUploadInput;
  String: Scalars['String']['output'];
  Int: Scalars['Int']['output'];
  DateTime: Scalars['DateTime']['output'];
  DirectUpload: DirectUpload;
  Effect: Effect;
  EmailAddress: Scalars['EmailAddress']['output'];
  Event: EventMapper;
  Media: MediaMapper;
  Float: Scalars['Float']['output'];
  MediaConnection: Omit<MediaConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['MediaEdge']>;
    nodes: Array<Maybe<ResolversParentTypes['Media']>>;
  };
  MediaEdge: Omit<MediaEdge, 'node'> & { node?: Maybe<ResolversParentTypes['Media']> };
  Message: MessageMapper;
  Mutation: Record<PropertyKey, never>;
  Boolean: Scalars['Boolean']['output'];
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  PageInfo: PageInfo;
  Post: PostMapper;
  Query: Record<PropertyKey, never>;
  Rendition: Rendition;
  Storage: Storage;
  Subscription: Record<PropertyKey, never>;
  URL: Scalars['URL']['output'];
  Upload: Scalars['Upload']['output'];
  UploadField: UploadField;
  User: UserMapper;
  Viewer: ViewerMapper;
};

export type ArticleResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Article'] = ResolversParentTypes['Article'],
  FederationReferenceType extends FederationReferenceTypes['Article'] = FederationReferenceTypes['Article'],
> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Article']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  images?: Resolver<Maybe<Array<ResolversTypes['Media']>>, ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DirectUploadResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['DirectUpload'] = ResolversParentTypes['DirectUpload'],
> = {
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  fields?: Resolver<Array<ResolversTypes['UploadField']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  method?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
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

export type EventResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Event'] = ResolversParentTypes['Event'],
  FederationReferenceType extends FederationReferenceTypes['Event'] = FederationReferenceTypes['Event'],
> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Event']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  images?: Resolver<Maybe<Array<ResolversTypes['Media']>>, ParentType, ContextType>;
};

export type MediaResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Media'] = ResolversParentTypes['Media'],
  FederationReferenceType extends FederationReferenceTypes['Media'] = FederationReferenceTypes['Media'],
> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Media']> | FederationReferenceType, FederationReferenceType, ContextType>;
  altText?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  bytes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  failure?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  height?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['MediaKind'], ParentType, ContextType>;
  mimeType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  owner?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  placeholder?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  progress?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  renditions?: Resolver<Array<ResolversTypes['Rendition']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['MediaStatus'], ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType, Partial<MediaurlArgs>>;
  width?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MediaConnectionResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['MediaConnection'] = ResolversParentTypes['MediaConnection'],
> = {
  edges?: Resolver<Array<ResolversTypes['MediaEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<Maybe<ResolversTypes['Media']>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type MediaEdgeResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['MediaEdge'] = ResolversParentTypes['MediaEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Media']>, ParentType, ContextType>;
};

export type MediaFormatResolvers = EnumResolverSignature<{ AVIF?: any; JPEG?: any; PNG?: any; WEBP?: any }, ResolversTypes['MediaFormat']>;

export type MediaKindResolvers = EnumResolverSignature<{ ANIMATION?: any; IMAGE?: any; VIDEO?: any }, ResolversTypes['MediaKind']>;

export type MediaSizeResolvers = EnumResolverSignature<
  { LARGE?: any; MEDIUM?: any; ORIGINAL?: any; SMALL?: any; THUMB?: any },
  ResolversTypes['MediaSize']
>;

export type MediaStatusResolvers = EnumResolverSignature<{ FAILED?: any; PROCESSING?: any; READY?: any }, ResolversTypes['MediaStatus']>;

export type MessageResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Message'] = ResolversParentTypes['Message'],
  FederationReferenceType extends FederationReferenceTypes['Message'] = FederationReferenceTypes['Message'],
> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Message']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  media?: Resolver<Maybe<Array<ResolversTypes['Media']>>, ParentType, ContextType>;
};

export type MutationResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation'],
> = {
  completeUpload?: Resolver<ResolversTypes['Media'], ParentType, ContextType, RequireFields<MutationcompleteUploadArgs, 'id'>>;
  createUpload?: Resolver<ResolversTypes['DirectUpload'], ParentType, ContextType, RequireFields<MutationcreateUploadArgs, 'input'>>;
  deleteMedia?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationdeleteMediaArgs, 'id'>>;
  ditherMedia?: Resolver<ResolversTypes['Media'], ParentType, ContextType, RequireFields<MutationditherMediaArgs, 'id' | 'levels'>>;
  updateMedia?: Resolver<ResolversTypes['Media'], ParentType, ContextType, RequireFields<MutationupdateMediaArgs, 'altText' | 'id'>>;
  uploadMedia?: Resolver<ResolversTypes['Media'], ParentType, ContextType, RequireFields<MutationuploadMediaArgs, 'file'>>;
};

export type NodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType?: TypeResolveFn<'Media', ParentType, ContextType>;
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
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  media?: Resolver<Maybe<Array<ResolversTypes['Media']>>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  media?: Resolver<Maybe<ResolversTypes['Media']>, ParentType, ContextType, RequireFields<QuerymediaArgs, 'id'>>;
  myMedia?: Resolver<Maybe<ResolversTypes['MediaConnection']>, ParentType, ContextType, Partial<QuerymyMediaArgs>>;
};

export type RenditionResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Rendition'] = ResolversParentTypes['Rendition'],
> = {
  bytes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  height?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  mimeType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  width?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type StorageResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Storage'] = ResolversParentTypes['Storage'],
> = {
  fileCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  fileQuota?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  quotaBytes?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  usedBytes?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type SubscriptionResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription'],
> = {
  mediaProgress?: SubscriptionResolver<
    ResolversTypes['Media'],
    'mediaProgress',
    ParentType,
    ContextType,
    RequireFields<SubscriptionmediaProgressArgs, 'id'>
  >;
};

export interface URLScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export interface UploadScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Upload'], any> {
  name: 'Upload';
}

export type UploadFieldResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['UploadField'] = ResolversParentTypes['UploadField'],
> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type UserResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User'],
  FederationReferenceType extends FederationReferenceTypes['User'] = FederationReferenceTypes['User'],
> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['User']> | FederationReferenceType, FederationReferenceType, ContextType>;
  avatar?: Resolver<Maybe<ResolversTypes['Media']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ViewerResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer'],
  FederationReferenceType extends FederationReferenceTypes['Viewer'] = FederationReferenceTypes['Viewer'],
> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Viewer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  storage?: Resolver<Maybe<ResolversTypes['Storage']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  Article?: ArticleResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DirectUpload?: DirectUploadResolvers<ContextType>;
  Effect?: EffectResolvers<ContextType>;
  EffectState?: EffectStateResolvers;
  EmailAddress?: GraphQLScalarType;
  ErrorCode?: ErrorCodeResolvers;
  Event?: EventResolvers<ContextType>;
  Media?: MediaResolvers<ContextType>;
  MediaConnection?: MediaConnectionResolvers<ContextType>;
  MediaEdge?: MediaEdgeResolvers<ContextType>;
  MediaFormat?: MediaFormatResolvers;
  MediaKind?: MediaKindResolvers;
  MediaSize?: MediaSizeResolvers;
  MediaStatus?: MediaStatusResolvers;
  Message?: MessageResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Post?: PostResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Rendition?: RenditionResolvers<ContextType>;
  Storage?: StorageResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  URL?: GraphQLScalarType;
  Upload?: GraphQLScalarType;
  UploadField?: UploadFieldResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
};
