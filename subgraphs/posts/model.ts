/** What posts stores. Every document carries the shard of its owner. */
import { type Connection, type Model, Schema } from 'mongoose';
import { type KeyRecord, keySchema } from '#lib/db/idempotency-keys.ts';
import { modelOf } from '#lib/db/models.ts';
import { type RelationModels, relationModels } from '#lib/relations/replica.ts';
import { type DraftRecord, draftSchema, type PostEditRecord, postEditSchema, type PostRecord, postSchema } from './model/post.ts';

export type { DraftRecord, PostEditRecord, PostRecord } from './model/post.ts';

/** A like, beside the post it is for. `_id`: `<postId>/<userId>`. */
export interface LikeRecord {
  _id: string;
  shard: number;
  postId: string;
  userId: string;
  createdAt: Date;
  /** Whether who likes it is shown to everybody: what is counted. */
  isListed: boolean;
}

const likeSchema = new Schema<LikeRecord>(
  {
    _id: String,
    shard: { type: Number, required: true },
    postId: { type: String, required: true },
    userId: { type: String, required: true },
    createdAt: { type: Date, required: true },
    isListed: { type: Boolean, required: true },
  },
  { collection: 'likes', versionKey: false },
);
likeSchema.index({ postId: 1, isListed: 1, createdAt: -1, userId: -1 });
likeSchema.index({ userId: 1, _id: 1 });

/** Which post somebody's repost of a post is, beside the post it shows. `_id`: `<postId>/<userId>`. */
export interface RepostRecord {
  _id: string;
  shard: number;
  postId: string;
  userId: string;
  repostId: string;
}

const repostSchema = new Schema<RepostRecord>(
  {
    _id: String,
    shard: { type: Number, required: true },
    postId: { type: String, required: true },
    userId: { type: String, required: true },
    repostId: { type: String, required: true },
  },
  { collection: 'reposts', versionKey: false },
);
repostSchema.index({ postId: 1 });

/** A post that somebody keeps for later, beside who does. `_id`: `<userId>/<postId>`. */
export interface BookmarkRecord {
  _id: string;
  shard: number;
  userId: string;
  postId: string;
  createdAt: Date;
}

const bookmarkSchema = new Schema<BookmarkRecord>(
  {
    _id: String,
    shard: { type: Number, required: true },
    userId: { type: String, required: true },
    postId: { type: String, required: true },
    createdAt: { type: Date, required: true },
  },
  { collection: 'bookmarks', versionKey: false },
);
bookmarkSchema.index({ userId: 1, createdAt: -1, postId: -1 });
bookmarkSchema.index({ postId: 1 });

/** An idempotency key of an author and the post that was made with it. */
export interface PostKeyRecord extends KeyRecord {
  postId: string;
}

const postKeySchema = keySchema<PostKeyRecord>('post_keys', 'postId');

/** A user as posts knows them, from users' events, with the counts of their posts. */
export interface AccountRecord {
  _id: string;
  shard: number;
  username: string | null;
  /** How many of their posts are listed, and how many there are. */
  postCount: number;
  publishedCount: number;
  /** Whether everybody may see what they publish for everybody: neither private nor suspended nor gone. */
  isOpen: boolean;
  /** Whether they are shown to everybody: neither suspended nor gone. */
  isShown: boolean;
  /** Grows with what must not happen at once with a change of these two: see `authors/listing.ts`. */
  turn: number;
  /** When the account was removed; its id stays, so that nothing is published under it any more. */
  deletedAt: Date | null;
}

const accountSchema = new Schema<AccountRecord>(
  {
    _id: String,
    shard: { type: Number, required: true },
    username: { type: String, default: null },
    postCount: { type: Number, default: 0 },
    publishedCount: { type: Number, default: 0 },
    isOpen: { type: Boolean, default: true },
    isShown: { type: Boolean, default: true },
    turn: { type: Number, default: 0 },
    deletedAt: { type: Date, default: null },
  },
  { collection: 'accounts', versionKey: false },
);
accountSchema.index({ username: 1 });

/** One end of a follow, from users' events: kept at the follower and at the followee, because it is read from both. `_id`: `<own>/<other>`. */
export interface FollowRecord {
  _id: string;
  shard: number;
  followerId: string;
  followeeId: string;
  /** At the follower's end: whether the followee's past is in the follower's feed. Until then the feed reads it from the posts. */
  isBackfilled?: boolean;
}

function followSchema(collection: string): Schema<FollowRecord> {
  return new Schema<FollowRecord>(
    {
      _id: String,
      shard: { type: Number, required: true },
      followerId: { type: String, required: true },
      followeeId: { type: String, required: true },
      isBackfilled: { type: Boolean },
    },
    { collection, versionKey: false },
  );
}

const followingSchema = followSchema('following');
followingSchema.index({ followerId: 1, followeeId: 1 }, { unique: true });
const followersSchema = followSchema('followers');
followersSchema.index({ followeeId: 1, followerId: 1 }, { unique: true });

/** How many follow a user: what decides whether a post is pushed into feeds or merged when they are read. `_id`: the user's. */
export interface AudienceRecord {
  _id: string;
  shard: number;
  followerCount: number;
}

const audienceSchema = new Schema<AudienceRecord>(
  { _id: String, shard: { type: Number, required: true }, followerCount: { type: Number, required: true } },
  { collection: 'audiences', versionKey: false },
);

/** A home feed. Its entries are complete from the horizon on; what is older is read from the authors' posts. `_id`: the viewer's. */
export interface FeedRecord {
  _id: string;
  shard: number;
  horizon: Date | null;
  /** Grows with each change to what the entries cover, so that two such changes never overlap. */
  revision: number;
}

const feedSchema = new Schema<FeedRecord>(
  {
    _id: String,
    shard: { type: Number, required: true },
    horizon: { type: Date, default: null },
    revision: { type: Number, required: true },
  },
  { collection: 'feeds', versionKey: false },
);

/** A post in somebody's home feed. `_id`: `<viewerId>/<postId>`. */
export interface FeedEntryRecord {
  _id: string;
  shard: number;
  viewerId: string;
  postId: string;
  authorId: string;
  publishedAt: Date;
}

const feedEntrySchema = new Schema<FeedEntryRecord>(
  {
    _id: String,
    shard: { type: Number, required: true },
    viewerId: { type: String, required: true },
    postId: { type: String, required: true },
    authorId: { type: String, required: true },
    publishedAt: { type: Date, required: true },
  },
  { collection: 'feed_entries', versionKey: false },
);
feedEntrySchema.index({ viewerId: 1, publishedAt: -1, postId: -1 });
feedEntrySchema.index({ postId: 1 });

/**
 * How a post comes into its followers' feeds. PUSH: by entries, and while it is open feeds find the post here. PULL, of
 * authors whom very many follow: it stays open, and feeds always find it here. `_id`: the post's id.
 */
export interface FanOutRecord {
  _id: string;
  shard: number;
  postId: string;
  authorId: string;
  publishedAt: Date;
  delivery: 'PUSH' | 'PULL';
  /** Those of the followers whom alone it goes to; null for all. */
  onlyTo: string[] | null;
  isOpen: boolean;
  done: number;
  total: number;
  updatedAt: Date;
}

const fanOutSchema = new Schema<FanOutRecord>(
  {
    _id: String,
    shard: { type: Number, required: true },
    postId: { type: String, required: true },
    authorId: { type: String, required: true },
    publishedAt: { type: Date, required: true },
    delivery: { type: String, required: true },
    onlyTo: { type: [String], default: null },
    isOpen: { type: Boolean, required: true },
    done: { type: Number, required: true },
    total: { type: Number, required: true },
    updatedAt: { type: Date, required: true },
  },
  { collection: 'fan_outs', versionKey: false },
);
fanOutSchema.index({ authorId: 1, publishedAt: -1, postId: -1 }, { partialFilterExpression: { isOpen: true } });

export interface Models extends RelationModels {
  posts: Model<PostRecord>;
  edits: Model<PostEditRecord>;
  drafts: Model<DraftRecord>;
  likes: Model<LikeRecord>;
  reposts: Model<RepostRecord>;
  bookmarks: Model<BookmarkRecord>;
  postKeys: Model<PostKeyRecord>;
  accounts: Model<AccountRecord>;
  following: Model<FollowRecord>;
  followers: Model<FollowRecord>;
  audiences: Model<AudienceRecord>;
  feeds: Model<FeedRecord>;
  feedEntries: Model<FeedEntryRecord>;
  fanOuts: Model<FanOutRecord>;
}

/** The collections of posts on a connection. */
export function createModels(connection: Connection): Models {
  return {
    ...relationModels(connection),
    posts: modelOf(connection, 'Post', postSchema),
    edits: modelOf(connection, 'PostEdit', postEditSchema),
    drafts: modelOf(connection, 'Draft', draftSchema),
    likes: modelOf(connection, 'Like', likeSchema),
    reposts: modelOf(connection, 'Repost', repostSchema),
    bookmarks: modelOf(connection, 'Bookmark', bookmarkSchema),
    postKeys: modelOf(connection, 'PostKey', postKeySchema),
    accounts: modelOf(connection, 'Account', accountSchema),
    following: modelOf(connection, 'Following', followingSchema),
    followers: modelOf(connection, 'Follower', followersSchema),
    audiences: modelOf(connection, 'Audience', audienceSchema),
    feeds: modelOf(connection, 'Feed', feedSchema),
    feedEntries: modelOf(connection, 'FeedEntry', feedEntrySchema),
    fanOuts: modelOf(connection, 'FanOut', fanOutSchema),
  };
}
