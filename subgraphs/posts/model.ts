/** The collections of posts. Every document carries the shard of its owner. */
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
  /** Whether everybody may see the user who likes it. Only such likes are counted. */
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

/** Finds a user's repost of a post, beside the reposted post. `_id`: `<postId>/<userId>`. */
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

/** A bookmark, stored with its user. `_id`: `<userId>/<postId>`. */
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

/** posts' own record of a user, from users' events, with the counts of the user's posts. */
export interface AccountRecord {
  _id: string;
  shard: number;
  username: string | null;
  /** The number of listed posts, and of all published posts. */
  postCount: number;
  publishedCount: number;
  /** Whether everybody may see the user's public posts: the account is neither private, suspended nor deleted. */
  isOpen: boolean;
  /** Whether everybody may see the user: the account is neither suspended nor deleted. */
  isShown: boolean;
  /** Grows with each change that must not run beside a change of these two flags: see `authors/listing.ts`. */
  turn: number;
  /** When the account was deleted. The record stays, so that nothing more is published under its id. */
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
followingSchema.index({ followerId: 1, followeeId: 1 }, { name: 'of_follower' });
const followersSchema = followSchema('followers');
followersSchema.index({ followeeId: 1, followerId: 1 }, { name: 'of_followee' });

/** The number of a user's followers, which decides between PUSH and PULL. `_id`: the user's. */
export interface AudienceRecord {
  _id: string;
  shard: number;
  followerCount: number;
}

const audienceSchema = new Schema<AudienceRecord>(
  { _id: String, shard: { type: Number, required: true }, followerCount: { type: Number, required: true } },
  { collection: 'audiences', versionKey: false },
);

/** A home feed. Its entries are complete from the horizon on; older posts are read from the authors. `_id`: the viewer's. */
export interface FeedRecord {
  _id: string;
  shard: number;
  horizon: Date | null;
  /** Grows with each change to the range of the entries, so that two such changes conflict. */
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

/** A post in a home feed. `_id`: `<viewerId>/<postId>`. */
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
 * The way of a post into its followers' feeds. PUSH: entries are written; while the fan-out is open, feeds read the post from
 * it. PULL, for authors with very many followers: the fan-out stays open, and feeds always read the post from it. `_id`: the post's id.
 */
export interface FanOutRecord {
  _id: string;
  shard: number;
  postId: string;
  authorId: string;
  publishedAt: Date;
  delivery: 'PUSH' | 'PULL';
  /** The only followers who get it; null for all. */
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
