// Written by `npm run codegen` from the schema; never edited.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type {
  InboxActivityMapper,
  MembershipChangedMapper,
  MessageMapper,
  MessageAddedMapper,
  MessageChangedMapper,
  ReactionMapper,
  ReadMovedMapper,
  RoomMapper,
  RoomChangedMapper,
  RoomEventMapper,
  RoomMemberMapper,
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

/** A new room. */
export type CreateRoomInput = {
  /** Up to 128 characters. The same key and input within 24 hours give the same room; the same key with other input is a CONFLICT. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Up to 100 people who are invited, `usr_…`. One who cannot be is NOT_FOUND. */
  inviteIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** PUBLIC or PRIVATE; PUBLIC when absent. */
  kind?: InputMaybe<RoomKind>;
  /** 1 to 100 characters. */
  name: Scalars['String']['input'];
  /** Up to 500 characters; empty when absent. */
  topic?: InputMaybe<Scalars['String']['input']>;
};

/** Whose direct rooms a user takes. More may be added. */
export type DirectMessages =
  /** Everybody's. */
  | 'EVERYBODY'
  /** Those of people whom the user follows: what holds where nothing was set. */
  | 'FOLLOWING'
  /** Nobody's. Direct rooms that are there stay. */
  | 'NOBODY';

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

/** A room of the viewer's, in its latest state. */
export type InboxActivity = {
  __typename?: 'InboxActivity';
  /** Where to resume from, as `after`. */
  cursor: Scalars['String']['output'];
  /** Its last message; null where there is none. */
  lastMessage?: Maybe<Message>;
  /** The room; null once it is no longer the viewer's. */
  room?: Maybe<Room>;
  /** The room, `rom_…`. */
  roomId: Scalars['ID']['output'];
  /** How many messages are unread, as `Room.unreadCount`. */
  unreadCount: Scalars['Int']['output'];
  /** How many of those mention the viewer. */
  unreadMentionCount: Scalars['Int']['output'];
};

/** Somebody joined, left, was removed, or got another role. */
export type MembershipChanged = {
  __typename?: 'MembershipChanged';
  /** Their membership as it is now; null once they are gone. */
  member?: Maybe<RoomMember>;
  /** Who; null when hidden from the viewer, or unavailable just now. */
  user?: Maybe<User>;
  /** Who, `usr_…`. */
  userId: Scalars['ID']['output'];
};

/**
 * Something said in a room. One of somebody who is in a block with the viewer, or whose account is suspended, keeps its place and stands
 * masked: without author, text, media, mentions, quote and reactions.
 */
export type Message = Node & {
  __typename?: 'Message';
  /** Who said it; null when masked, when the account is gone, or unavailable just now. */
  author?: Maybe<User>;
  /** When it was said. */
  createdAt: Scalars['DateTime']['output'];
  /** When it was deleted; null for never. A deleted message keeps its place, without its words. */
  deletedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When its text was last changed; null for never, and when masked. */
  editedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Prefixed `msg_`. */
  id: Scalars['ID']['output'];
  /** Whether it stands masked for the viewer. */
  isMasked: Scalars['Boolean']['output'];
  /** Its media, for the service that holds them. */
  mediaIds: Array<Scalars['ID']['output']>;
  /** The first 30 members whom its text mentions, in order, without those hidden from the viewer. */
  mentions: Array<Maybe<User>>;
  /** Its place in the room: 1, 2, 3 … without a gap. */
  number: Scalars['Int']['output'];
  /** The reactions to it, in the order in which they came: up to 20 emoji. Without those of people hidden from the viewer. */
  reactions: Array<Reaction>;
  /** The message that it answers; null where there is none, or that one is masked. */
  replyTo?: Maybe<Message>;
  /** Where it was said. */
  room: Room;
  /** Up to 4,000 characters; empty when masked or deleted. */
  text: Scalars['String']['output'];
};

/** Something was said. */
export type MessageAdded = {
  __typename?: 'MessageAdded';
  /** The message as it is now; null when gone meanwhile. */
  message?: Maybe<Message>;
  /** The message, `msg_…`. */
  messageId: Scalars['ID']['output'];
};

/** A message was edited, deleted, or reacted to. */
export type MessageChanged = {
  __typename?: 'MessageChanged';
  /** The message as it is now; null when gone meanwhile. */
  message?: Maybe<Message>;
  /** The message, `msg_…`. */
  messageId: Scalars['ID']['output'];
};

/** A page of messages. */
export type MessageConnection = {
  __typename?: 'MessageConnection';
  /** The messages with their cursors. */
  edges: Array<MessageEdge>;
  /** A cursor from just before the page was read: as `after` of `roomActivity` it joins the two without a gap. Null for who may not read the room. */
  liveCursor?: Maybe<Scalars['String']['output']>;
  /** The messages alone; null for those gone meanwhile. */
  nodes: Array<Maybe<Message>>;
  /** Where the page lies. */
  pageInfo: PageInfo;
};

/** A message in a list. */
export type MessageEdge = {
  __typename?: 'MessageEdge';
  /** This place in the list, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The message; null when gone meanwhile. */
  node?: Maybe<Message>;
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Makes a room, whose owner the viewer is. A person is in 2,000 rooms at most. */
  createRoom: Room;
  /** Declines an invitation; idempotent. */
  declineInvite: Scalars['Boolean']['output'];
  /** Deletes a message; idempotent. For its author, OWNER and MODERATOR. */
  deleteMessage: Scalars['Boolean']['output'];
  /** Deletes a room with everything in it. For OWNER. */
  deleteRoom: Scalars['Boolean']['output'];
  /** Replaces the text of the viewer's own message. CONFLICT when it is deleted. */
  editMessage: Message;
  /**
   * Invites somebody; idempotent. For members of PUBLIC rooms, and OWNER and MODERATOR of PRIVATE ones. NOT_FOUND for somebody who is in a block
   * with the viewer, as for an unknown id; CONFLICT for somebody who is banned.
   */
  inviteToRoom: Room;
  /** Joins a PUBLIC room, or a PRIVATE one that the viewer is invited to; idempotent. FORBIDDEN for who was banned. */
  joinRoom: Room;
  /**
   * Leaves a room; idempotent. The last owner hands over to the longest-standing moderator, or member where there is none; with the last member
   * the room is deleted. FORBIDDEN in a DIRECT room: mute it.
   */
  leaveRoom: Scalars['Boolean']['output'];
  /** Moves the viewer's read marker; only forward, so idempotent. */
  markRoomRead: Room;
  /** Says whether the viewer wants no push of a room; idempotent. What is unread is counted all the same. */
  muteRoom: Room;
  /**
   * The direct room of the viewer and these people, which is made when there is none yet: always the same for the same people. NOT_FOUND for who
   * blocks the viewer, whom the viewer blocks, or who takes none from the viewer, as for an unknown id.
   */
  openDirectRoom: Room;
  /** Reacts to a message; idempotent. CONFLICT when it is deleted, or has 20 other emoji. */
  react: Message;
  /**
   * Removes somebody of lower rank; idempotent with `ban`, which keeps them from joining again, also before they ever did. For OWNER and MODERATOR.
   * NOT_FOUND for who is not in the room.
   */
  removeFromRoom: Room;
  /** Says something in a room that the viewer is in. FORBIDDEN in a DIRECT room of two when the other cannot be written to. RATE_LIMITED after 20 in 10 s, or 200 of all in a room. */
  sendMessage: Message;
  /** Gives a member a role; idempotent. For OWNER. CONFLICT where the room would be without an owner. */
  setRoomRole: Room;
  /** Lets somebody join again; idempotent. For OWNER and MODERATOR. */
  unbanFromRoom: Room;
  /** Takes a reaction back; idempotent. */
  unreact: Message;
  /** Changes what is given. For OWNER and MODERATOR; a DIRECT room stays as it is. */
  updateRoom: Room;
  /** Changes the viewer's settings for rooms; what is absent stays. Idempotent. */
  updateRoomSettings: Scalars['Boolean']['output'];
};

export type MutationcreateRoomArgs = {
  input: CreateRoomInput;
};

export type MutationdeclineInviteArgs = {
  roomId: Scalars['ID']['input'];
};

export type MutationdeleteMessageArgs = {
  id: Scalars['ID']['input'];
};

export type MutationdeleteRoomArgs = {
  id: Scalars['ID']['input'];
};

export type MutationeditMessageArgs = {
  id: Scalars['ID']['input'];
  text: Scalars['String']['input'];
};

export type MutationinviteToRoomArgs = {
  id: Scalars['ID']['input'];
  userId: Scalars['ID']['input'];
};

export type MutationjoinRoomArgs = {
  id: Scalars['ID']['input'];
};

export type MutationleaveRoomArgs = {
  id: Scalars['ID']['input'];
};

export type MutationmarkRoomReadArgs = {
  id: Scalars['ID']['input'];
  upTo: Scalars['ID']['input'];
};

export type MutationmuteRoomArgs = {
  id: Scalars['ID']['input'];
  isMuted: Scalars['Boolean']['input'];
};

export type MutationopenDirectRoomArgs = {
  userIds: Array<Scalars['ID']['input']>;
};

export type MutationreactArgs = {
  emoji: Scalars['String']['input'];
  messageId: Scalars['ID']['input'];
};

export type MutationremoveFromRoomArgs = {
  ban?: InputMaybe<Scalars['Boolean']['input']>;
  id: Scalars['ID']['input'];
  userId: Scalars['ID']['input'];
};

export type MutationsendMessageArgs = {
  input: SendMessageInput;
};

export type MutationsetRoomRoleArgs = {
  id: Scalars['ID']['input'];
  role: RoomRole;
  userId: Scalars['ID']['input'];
};

export type MutationunbanFromRoomArgs = {
  id: Scalars['ID']['input'];
  userId: Scalars['ID']['input'];
};

export type MutationunreactArgs = {
  emoji: Scalars['String']['input'];
  messageId: Scalars['ID']['input'];
};

export type MutationupdateRoomArgs = {
  id: Scalars['ID']['input'];
  input: UpdateRoomInput;
};

export type MutationupdateRoomSettingsArgs = {
  directMessagesFrom?: InputMaybe<DirectMessages>;
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
  /** The room with this id; null when there is none, or the viewer may not find it. Who is invited finds it, and reads it once they have joined. */
  room?: Maybe<Room>;
  /**
   * The PUBLIC rooms in which somebody last spoke, those first. With `mine`, the viewer's own rooms of every kind, by their last messages: what
   * moves up between two pages is in neither.
   */
  rooms?: Maybe<RoomConnection>;
};

export type QueryroomArgs = {
  id: Scalars['ID']['input'];
};

export type QueryroomsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  mine?: InputMaybe<Scalars['Boolean']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
};

/** Who reacted to a message with one emoji. */
export type Reaction = {
  __typename?: 'Reaction';
  /** How many, without those hidden from the viewer. */
  count: Scalars['Int']['output'];
  /** The emoji. */
  emoji: Scalars['String']['output'];
  /** Those who came first; null for accounts deleted just now. */
  users: Array<Maybe<User>>;
  /** Whether the viewer is among them; false when signed out. */
  viewerReacted: Scalars['Boolean']['output'];
};

/** Who reacted to a message with one emoji. */
export type ReactionusersArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** Somebody has read on: everybody in DIRECT rooms, elsewhere the viewer on another device. */
export type ReadMoved = {
  __typename?: 'ReadMoved';
  /** The last message that they have read, `msg_…`. */
  readUpTo: Scalars['ID']['output'];
  /** Who, `usr_…`. */
  userId: Scalars['ID']['output'];
};

/** A place in which people talk. Membership decides what is read, not the privacy of who wrote it. */
export type Room = Node & {
  __typename?: 'Room';
  /** Who may not come back, the last banned first; null for others than OWNER and MODERATOR. */
  banned?: Maybe<UserConnection>;
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** Who made it; null when the account is gone, hidden from the viewer, or unavailable just now. */
  createdBy?: Maybe<User>;
  /** Prefixed `rom_`. */
  id: Scalars['ID']['output'];
  /** Who finds and reads it. */
  kind: RoomKind;
  /** The last message; null where there is none, or the viewer may not read the room. */
  lastMessage?: Maybe<Message>;
  /** How many are in it; without those in a block with the viewer. */
  memberCount: Scalars['Int']['output'];
  /** Who is in it: owners, then moderators, then by joining. Of PUBLIC rooms for everybody who is signed in, otherwise for its members; null for others. */
  members?: Maybe<RoomMemberConnection>;
  /**
   * What was said, oldest first; empty for who may not read the room. The last page (`last: 30`) is what a client opens with. `around` gives a
   * page with a message in its middle.
   */
  messages: MessageConnection;
  /** 1 to 100 characters; empty for DIRECT, which clients name by its members. */
  name: Scalars['String']['output'];
  /** What it is about, up to 500 characters. */
  topic: Scalars['String']['output'];
  /** How many messages of others came after the viewer's read marker, without deleted and masked ones: exact up to 99, then 100. Of more than 1,000 unread messages, the last 1,000 count. 0 for who is not in the room. */
  unreadCount: Scalars['Int']['output'];
  /** How many of those mention the viewer, counted in the same way among the last 10,000 messages. */
  unreadMentionCount: Scalars['Int']['output'];
  /** The viewer's own membership; null where there is none. */
  viewerMembership?: Maybe<RoomMember>;
};

/** A place in which people talk. Membership decides what is read, not the privacy of who wrote it. */
export type RoombannedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A place in which people talk. Membership decides what is read, not the privacy of who wrote it. */
export type RoommembersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A place in which people talk. Membership decides what is read, not the privacy of who wrote it. */
export type RoommessagesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  around?: InputMaybe<Scalars['ID']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** The kinds of what happens in a room. More may be added. */
export type RoomActivity = MembershipChanged | MessageAdded | MessageChanged | ReadMoved | RoomChanged;

/** The room itself has changed: its name, topic or kind. */
export type RoomChanged = {
  __typename?: 'RoomChanged';
  /** The room as it is now; null once deleted. */
  room?: Maybe<Room>;
};

/** A page of rooms. */
export type RoomConnection = {
  __typename?: 'RoomConnection';
  /** The rooms with their cursors. */
  edges: Array<RoomEdge>;
  /** Of the viewer's own rooms: a cursor from just before the page was read. As `after` of `inboxActivity` it joins the two without a gap. */
  liveCursor?: Maybe<Scalars['String']['output']>;
  /** The rooms alone; null for those gone meanwhile. */
  nodes: Array<Maybe<Room>>;
  /** Where the page lies. */
  pageInfo: PageInfo;
  /** How many the whole list has; null where that is not counted. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A room in a list. */
export type RoomEdge = {
  __typename?: 'RoomEdge';
  /** This place in the list, for `after`. */
  cursor: Scalars['String']['output'];
  /** The room; null when gone meanwhile. */
  node?: Maybe<Room>;
};

/** Something that happened in a room. */
export type RoomEvent = {
  __typename?: 'RoomEvent';
  /** What it was. */
  activity?: Maybe<RoomActivity>;
  /** Where to resume from, as `after`; null for what is not kept. */
  cursor?: Maybe<Scalars['String']['output']>;
};

/** The kinds of rooms. More may be added. */
export type RoomKind =
  /** For 2 to 10 people, who stay the same. It follows `directMessagesFrom`. */
  | 'DIRECT'
  /** By invitation. Who is in reads what was before, too. */
  | 'PRIVATE'
  /** Everybody finds, reads and joins it. */
  | 'PUBLIC';

/** Somebody in a room. */
export type RoomMember = {
  __typename?: 'RoomMember';
  /** Whether they want no push of the room. False for others than the viewer. */
  isMuted: Scalars['Boolean']['output'];
  /** When they joined. */
  joinedAt: Scalars['DateTime']['output'];
  /** The last message that they have read, `msg_…`; null for none. Only of the viewer, and of all in DIRECT rooms. */
  readUpTo?: Maybe<Scalars['ID']['output']>;
  /** Their rights. */
  role: RoomRole;
  /** Who it is; null when hidden from the viewer, or unavailable just now. */
  user?: Maybe<User>;
};

/** A page of members. */
export type RoomMemberConnection = {
  __typename?: 'RoomMemberConnection';
  /** The members with their cursors. */
  edges: Array<RoomMemberEdge>;
  /** The members alone; null for those gone meanwhile. */
  nodes: Array<Maybe<RoomMember>>;
  /** Where the page lies. */
  pageInfo: PageInfo;
  /** How many the whole list has, as `memberCount`. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A member in a list. */
export type RoomMemberEdge = {
  __typename?: 'RoomMemberEdge';
  /** This place in the list, for `after`. */
  cursor: Scalars['String']['output'];
  /** The member; null when gone meanwhile. */
  node?: Maybe<RoomMember>;
};

/** The rights in a room. More may be added. */
export type RoomRole =
  /** Talks. */
  | 'MEMBER'
  /** Changes the room, invites, removes members and deletes messages. */
  | 'MODERATOR'
  /** May do everything. A room that is not DIRECT has one at least. */
  | 'OWNER';

/** A new message. */
export type SendMessageInput = {
  /** Up to 128 characters. The same key and input within 24 hours give the same message; the same key with other input is a CONFLICT. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Up to 10 media, `med_…`, in order. The author uploaded them and uses them nowhere else; they may still be PROCESSING. */
  mediaIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** The message of the same room that it answers, `msg_…`. */
  replyToId?: InputMaybe<Scalars['ID']['input']>;
  /** The room, `rom_…`. */
  roomId: Scalars['ID']['input'];
  /** 1 to 4,000 characters; it may be empty beside media. Its @usernames become mentions where they are members. */
  text: Scalars['String']['input'];
};

export type Subscription = {
  __typename?: 'Subscription';
  /**
   * That rooms of the viewer's have changed: what was said, their names, the viewer's own membership and markers. With `after`, each room that
   * changed since then comes once, in its latest state.
   */
  inboxActivity: InboxActivity;
  /**
   * What happens in a room that the viewer is in. With `after`, what was missed since then comes first, messages and changes alike, each once and in
   * order. After CURSOR_EXPIRED, load the page again. Membership and blocks are asked for at each event: who is removed hears that, and nothing more.
   */
  roomActivity: RoomEvent;
};

export type SubscriptioninboxActivityArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
};

export type SubscriptionroomActivityArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  roomId: Scalars['ID']['input'];
};

/** Changes of a room; absent keeps. */
export type UpdateRoomInput = {
  /** PUBLIC or PRIVATE; null is refused. */
  kind?: InputMaybe<RoomKind>;
  /** 1 to 100 characters; null is refused. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Up to 500 characters; null clears it. */
  topic?: InputMaybe<Scalars['String']['input']>;
};

export type User = {
  __typename?: 'User';
  id: Scalars['ID']['output'];
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

/** What only the signed-in user sees of themself. */
export type Viewer = {
  __typename?: 'Viewer';
  /** Who may open a direct room with the viewer. */
  directMessagesFrom?: Maybe<DirectMessages>;
  id: Scalars['ID']['output'];
  /** The rooms that the viewer is invited to and has neither joined nor declined, the last invitation first. */
  roomInvites?: Maybe<RoomConnection>;
};

/** What only the signed-in user sees of themself. */
export type ViewerroomInvitesArgs = {
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
  Message: Message;
  Room: Room;
  Viewer: Viewer;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Message: { __typename: 'Message' } & GraphQLRecursivePick<FederationTypes['Message'], { id: true }>;
  Room: { __typename: 'Room' } & GraphQLRecursivePick<FederationTypes['Room'], { id: true }>;
  Viewer: { __typename: 'Viewer' } & GraphQLRecursivePick<FederationTypes['Viewer'], { id: true }>;
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  RoomActivity:
    | (MembershipChangedMapper & { __typename: 'MembershipChanged' })
    | (MessageAddedMapper & { __typename: 'MessageAdded' })
    | (MessageChangedMapper & { __typename: 'MessageChanged' })
    | (ReadMovedMapper & { __typename: 'ReadMoved' })
    | (RoomChangedMapper & { __typename: 'RoomChanged' });
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node: (MessageMapper & { __typename: 'Message' }) | (RoomMapper & { __typename: 'Room' });
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  CreateRoomInput: CreateRoomInput;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DirectMessages: ResolverTypeWrapper<'EVERYBODY' | 'FOLLOWING' | 'NOBODY'>;
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
  InboxActivity: ResolverTypeWrapper<InboxActivityMapper>;
  MembershipChanged: ResolverTypeWrapper<MembershipChangedMapper>;
  Message: ResolverTypeWrapper<MessageMapper>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  MessageAdded: ResolverTypeWrapper<MessageAddedMapper>;
  MessageChanged: ResolverTypeWrapper<MessageChangedMapper>;
  MessageConnection: ResolverTypeWrapper<
    Omit<MessageConnection, 'edges' | 'nodes'> & {
      edges: Array<ResolversTypes['MessageEdge']>;
      nodes: Array<Maybe<ResolversTypes['Message']>>;
    }
  >;
  MessageEdge: ResolverTypeWrapper<Omit<MessageEdge, 'node'> & { node?: Maybe<ResolversTypes['Message']> }>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Reaction: ResolverTypeWrapper<ReactionMapper>;
  ReadMoved: ResolverTypeWrapper<ReadMovedMapper>;
  Room: ResolverTypeWrapper<RoomMapper>;
  RoomActivity: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RoomActivity']>;
  RoomChanged: ResolverTypeWrapper<RoomChangedMapper>;
  RoomConnection: ResolverTypeWrapper<
    Omit<RoomConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['RoomEdge']>; nodes: Array<Maybe<ResolversTypes['Room']>> }
  >;
  RoomEdge: ResolverTypeWrapper<Omit<RoomEdge, 'node'> & { node?: Maybe<ResolversTypes['Room']> }>;
  RoomEvent: ResolverTypeWrapper<RoomEventMapper>;
  RoomKind: ResolverTypeWrapper<'PUBLIC' | 'PRIVATE' | 'DIRECT'>;
  RoomMember: ResolverTypeWrapper<RoomMemberMapper>;
  RoomMemberConnection: ResolverTypeWrapper<
    Omit<RoomMemberConnection, 'edges' | 'nodes'> & {
      edges: Array<ResolversTypes['RoomMemberEdge']>;
      nodes: Array<Maybe<ResolversTypes['RoomMember']>>;
    }
  >;
  RoomMemberEdge: ResolverTypeWrapper<Omit<RoomMemberEdge, 'node'> & { node?: Maybe<ResolversTypes['RoomMember']> }>;
  RoomRole: ResolverTypeWrapper<'OWNER' | 'MODERATOR' | 'MEMBER'>;
  SendMessageInput: SendMessageInput;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  UpdateRoomInput: UpdateRoomInput;
  User: ResolverTypeWrapper<User>;
  UserConnection: ResolverTypeWrapper<UserConnection>;
  UserEdge: ResolverTypeWrapper<UserEdge>;
  Viewer: ResolverTypeWrapper<ViewerMapper>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  CreateRoomInput: CreateRoomInput;
  String: Scalars['String']['output'];
  ID: Scalars['ID']['output'];
  DateTime: Scalars['DateTime']['output'];
  Effect: Effect;
  Int: Scalars['Int']['output'];
  EmailAddress: Scalars['EmailAddress']['output'];
  InboxActivity: InboxActivityMapper;
  MembershipChanged: MembershipChangedMapper;
  Message: MessageMapper;
  Boolean: Scalars['Boolean']['output'];
  MessageAdded: MessageAddedMapper;
  MessageChanged: MessageChangedMapper;
  MessageConnection: Omit<MessageConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['MessageEdge']>;
    nodes: Array<Maybe<ResolversParentTypes['Message']>>;
  };
  MessageEdge: Omit<MessageEdge, 'node'> & { node?: Maybe<ResolversParentTypes['Message']> };
  Mutation: Record<PropertyKey, never>;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  Reaction: ReactionMapper;
  ReadMoved: ReadMovedMapper;
  Room: RoomMapper;
  RoomActivity: ResolversUnionTypes<ResolversParentTypes>['RoomActivity'];
  RoomChanged: RoomChangedMapper;
  RoomConnection: Omit<RoomConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['RoomEdge']>;
    nodes: Array<Maybe<ResolversParentTypes['Room']>>;
  };
  RoomEdge: Omit<RoomEdge, 'node'> & { node?: Maybe<ResolversParentTypes['Room']> };
  RoomEvent: RoomEventMapper;
  RoomMember: RoomMemberMapper;
  RoomMemberConnection: Omit<RoomMemberConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['RoomMemberEdge']>;
    nodes: Array<Maybe<ResolversParentTypes['RoomMember']>>;
  };
  RoomMemberEdge: Omit<RoomMemberEdge, 'node'> & { node?: Maybe<ResolversParentTypes['RoomMember']> };
  SendMessageInput: SendMessageInput;
  Subscription: Record<PropertyKey, never>;
  URL: Scalars['URL']['output'];
  UpdateRoomInput: UpdateRoomInput;
  User: User;
  UserConnection: UserConnection;
  UserEdge: UserEdge;
  Viewer: ViewerMapper;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DirectMessagesResolvers = EnumResolverSignature<
  { EVERYBODY?: any; FOLLOWING?: any; NOBODY?: any },
  ResolversTypes['DirectMessages']
>;

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

export type InboxActivityResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['InboxActivity'] = ResolversParentTypes['InboxActivity'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lastMessage?: Resolver<Maybe<ResolversTypes['Message']>, ParentType, ContextType>;
  room?: Resolver<Maybe<ResolversTypes['Room']>, ParentType, ContextType>;
  roomId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  unreadCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unreadMentionCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MembershipChangedResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['MembershipChanged'] = ResolversParentTypes['MembershipChanged'],
> = {
  member?: Resolver<Maybe<ResolversTypes['RoomMember']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MessageResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Message'] = ResolversParentTypes['Message'],
  FederationReferenceType extends FederationReferenceTypes['Message'] = FederationReferenceTypes['Message'],
> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Message']> | FederationReferenceType, FederationReferenceType, ContextType>;
  author?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  deletedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  editedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isMasked?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  mediaIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  mentions?: Resolver<Array<Maybe<ResolversTypes['User']>>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reactions?: Resolver<Array<ResolversTypes['Reaction']>, ParentType, ContextType>;
  replyTo?: Resolver<Maybe<ResolversTypes['Message']>, ParentType, ContextType>;
  room?: Resolver<ResolversTypes['Room'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MessageAddedResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['MessageAdded'] = ResolversParentTypes['MessageAdded'],
> = {
  message?: Resolver<Maybe<ResolversTypes['Message']>, ParentType, ContextType>;
  messageId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MessageChangedResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['MessageChanged'] = ResolversParentTypes['MessageChanged'],
> = {
  message?: Resolver<Maybe<ResolversTypes['Message']>, ParentType, ContextType>;
  messageId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MessageConnectionResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['MessageConnection'] = ResolversParentTypes['MessageConnection'],
> = {
  edges?: Resolver<Array<ResolversTypes['MessageEdge']>, ParentType, ContextType>;
  liveCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nodes?: Resolver<Array<Maybe<ResolversTypes['Message']>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type MessageEdgeResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['MessageEdge'] = ResolversParentTypes['MessageEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Message']>, ParentType, ContextType>;
};

export type MutationResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation'],
> = {
  createRoom?: Resolver<ResolversTypes['Room'], ParentType, ContextType, RequireFields<MutationcreateRoomArgs, 'input'>>;
  declineInvite?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationdeclineInviteArgs, 'roomId'>>;
  deleteMessage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationdeleteMessageArgs, 'id'>>;
  deleteRoom?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationdeleteRoomArgs, 'id'>>;
  editMessage?: Resolver<ResolversTypes['Message'], ParentType, ContextType, RequireFields<MutationeditMessageArgs, 'id' | 'text'>>;
  inviteToRoom?: Resolver<ResolversTypes['Room'], ParentType, ContextType, RequireFields<MutationinviteToRoomArgs, 'id' | 'userId'>>;
  joinRoom?: Resolver<ResolversTypes['Room'], ParentType, ContextType, RequireFields<MutationjoinRoomArgs, 'id'>>;
  leaveRoom?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationleaveRoomArgs, 'id'>>;
  markRoomRead?: Resolver<ResolversTypes['Room'], ParentType, ContextType, RequireFields<MutationmarkRoomReadArgs, 'id' | 'upTo'>>;
  muteRoom?: Resolver<ResolversTypes['Room'], ParentType, ContextType, RequireFields<MutationmuteRoomArgs, 'id' | 'isMuted'>>;
  openDirectRoom?: Resolver<ResolversTypes['Room'], ParentType, ContextType, RequireFields<MutationopenDirectRoomArgs, 'userIds'>>;
  react?: Resolver<ResolversTypes['Message'], ParentType, ContextType, RequireFields<MutationreactArgs, 'emoji' | 'messageId'>>;
  removeFromRoom?: Resolver<ResolversTypes['Room'], ParentType, ContextType, RequireFields<MutationremoveFromRoomArgs, 'id' | 'userId'>>;
  sendMessage?: Resolver<ResolversTypes['Message'], ParentType, ContextType, RequireFields<MutationsendMessageArgs, 'input'>>;
  setRoomRole?: Resolver<ResolversTypes['Room'], ParentType, ContextType, RequireFields<MutationsetRoomRoleArgs, 'id' | 'role' | 'userId'>>;
  unbanFromRoom?: Resolver<ResolversTypes['Room'], ParentType, ContextType, RequireFields<MutationunbanFromRoomArgs, 'id' | 'userId'>>;
  unreact?: Resolver<ResolversTypes['Message'], ParentType, ContextType, RequireFields<MutationunreactArgs, 'emoji' | 'messageId'>>;
  updateRoom?: Resolver<ResolversTypes['Room'], ParentType, ContextType, RequireFields<MutationupdateRoomArgs, 'id' | 'input'>>;
  updateRoomSettings?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, Partial<MutationupdateRoomSettingsArgs>>;
};

export type NodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType?: TypeResolveFn<'Message' | 'Room', ParentType, ContextType>;
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
  room?: Resolver<Maybe<ResolversTypes['Room']>, ParentType, ContextType, RequireFields<QueryroomArgs, 'id'>>;
  rooms?: Resolver<Maybe<ResolversTypes['RoomConnection']>, ParentType, ContextType, Partial<QueryroomsArgs>>;
};

export type ReactionResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Reaction'] = ResolversParentTypes['Reaction'],
> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  emoji?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  users?: Resolver<Array<Maybe<ResolversTypes['User']>>, ParentType, ContextType, Partial<ReactionusersArgs>>;
  viewerReacted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ReadMovedResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['ReadMoved'] = ResolversParentTypes['ReadMoved'],
> = {
  readUpTo?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  userId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RoomResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Room'] = ResolversParentTypes['Room'],
  FederationReferenceType extends FederationReferenceTypes['Room'] = FederationReferenceTypes['Room'],
> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Room']> | FederationReferenceType, FederationReferenceType, ContextType>;
  banned?: Resolver<Maybe<ResolversTypes['UserConnection']>, ParentType, ContextType, Partial<RoombannedArgs>>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RoomKind'], ParentType, ContextType>;
  lastMessage?: Resolver<Maybe<ResolversTypes['Message']>, ParentType, ContextType>;
  memberCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  members?: Resolver<Maybe<ResolversTypes['RoomMemberConnection']>, ParentType, ContextType, Partial<RoommembersArgs>>;
  messages?: Resolver<ResolversTypes['MessageConnection'], ParentType, ContextType, Partial<RoommessagesArgs>>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  topic?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unreadCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unreadMentionCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  viewerMembership?: Resolver<Maybe<ResolversTypes['RoomMember']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RoomActivityResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['RoomActivity'] = ResolversParentTypes['RoomActivity'],
> = {
  __resolveType?: TypeResolveFn<
    'MembershipChanged' | 'MessageAdded' | 'MessageChanged' | 'ReadMoved' | 'RoomChanged',
    ParentType,
    ContextType
  >;
};

export type RoomChangedResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['RoomChanged'] = ResolversParentTypes['RoomChanged'],
> = {
  room?: Resolver<Maybe<ResolversTypes['Room']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RoomConnectionResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['RoomConnection'] = ResolversParentTypes['RoomConnection'],
> = {
  edges?: Resolver<Array<ResolversTypes['RoomEdge']>, ParentType, ContextType>;
  liveCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nodes?: Resolver<Array<Maybe<ResolversTypes['Room']>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type RoomEdgeResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['RoomEdge'] = ResolversParentTypes['RoomEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Room']>, ParentType, ContextType>;
};

export type RoomEventResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['RoomEvent'] = ResolversParentTypes['RoomEvent'],
> = {
  activity?: Resolver<Maybe<ResolversTypes['RoomActivity']>, ParentType, ContextType>;
  cursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RoomKindResolvers = EnumResolverSignature<{ DIRECT?: any; PRIVATE?: any; PUBLIC?: any }, ResolversTypes['RoomKind']>;

export type RoomMemberResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['RoomMember'] = ResolversParentTypes['RoomMember'],
> = {
  isMuted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  joinedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  readUpTo?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  role?: Resolver<ResolversTypes['RoomRole'], ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type RoomMemberConnectionResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['RoomMemberConnection'] = ResolversParentTypes['RoomMemberConnection'],
> = {
  edges?: Resolver<Array<ResolversTypes['RoomMemberEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<Maybe<ResolversTypes['RoomMember']>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type RoomMemberEdgeResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['RoomMemberEdge'] = ResolversParentTypes['RoomMemberEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['RoomMember']>, ParentType, ContextType>;
};

export type RoomRoleResolvers = EnumResolverSignature<{ MEMBER?: any; MODERATOR?: any; OWNER?: any }, ResolversTypes['RoomRole']>;

export type SubscriptionResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription'],
> = {
  inboxActivity?: SubscriptionResolver<
    ResolversTypes['InboxActivity'],
    'inboxActivity',
    ParentType,
    ContextType,
    Partial<SubscriptioninboxActivityArgs>
  >;
  roomActivity?: SubscriptionResolver<
    ResolversTypes['RoomEvent'],
    'roomActivity',
    ParentType,
    ContextType,
    RequireFields<SubscriptionroomActivityArgs, 'roomId'>
  >;
};

export interface URLScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
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
  directMessagesFrom?: Resolver<Maybe<ResolversTypes['DirectMessages']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  roomInvites?: Resolver<Maybe<ResolversTypes['RoomConnection']>, ParentType, ContextType, Partial<ViewerroomInvitesArgs>>;
};

export type Resolvers<ContextType = Context> = {
  DateTime?: GraphQLScalarType;
  DirectMessages?: DirectMessagesResolvers;
  Effect?: EffectResolvers<ContextType>;
  EffectState?: EffectStateResolvers;
  EmailAddress?: GraphQLScalarType;
  ErrorCode?: ErrorCodeResolvers;
  InboxActivity?: InboxActivityResolvers<ContextType>;
  MembershipChanged?: MembershipChangedResolvers<ContextType>;
  Message?: MessageResolvers<ContextType>;
  MessageAdded?: MessageAddedResolvers<ContextType>;
  MessageChanged?: MessageChangedResolvers<ContextType>;
  MessageConnection?: MessageConnectionResolvers<ContextType>;
  MessageEdge?: MessageEdgeResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Reaction?: ReactionResolvers<ContextType>;
  ReadMoved?: ReadMovedResolvers<ContextType>;
  Room?: RoomResolvers<ContextType>;
  RoomActivity?: RoomActivityResolvers<ContextType>;
  RoomChanged?: RoomChangedResolvers<ContextType>;
  RoomConnection?: RoomConnectionResolvers<ContextType>;
  RoomEdge?: RoomEdgeResolvers<ContextType>;
  RoomEvent?: RoomEventResolvers<ContextType>;
  RoomKind?: RoomKindResolvers;
  RoomMember?: RoomMemberResolvers<ContextType>;
  RoomMemberConnection?: RoomMemberConnectionResolvers<ContextType>;
  RoomMemberEdge?: RoomMemberEdgeResolvers<ContextType>;
  RoomRole?: RoomRoleResolvers;
  Subscription?: SubscriptionResolvers<ContextType>;
  URL?: GraphQLScalarType;
  User?: UserResolvers<ContextType>;
  UserConnection?: UserConnectionResolvers<ContextType>;
  UserEdge?: UserEdgeResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
};
