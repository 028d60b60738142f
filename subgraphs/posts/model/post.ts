/** Stored posts, their earlier texts, and drafts. */
import { Schema } from 'mongoose';
import { anyDate } from '#lib/db/fields.ts';
import type { Published } from '#lib/relations/may-see.ts';

/** An earlier text of a post. `_id`: `<postId>/<number>`, 1 for the oldest. */
export interface PostEditRecord {
  _id: string;
  shard: number;
  postId: string;
  authorId: string;
  text: string;
  /** When it was replaced. Each edit of a post has a later time than the one before. */
  editedAt: Date;
  /** The users whom that text mentioned. In a post for mentioned users, only they may see the text. */
  mentionIds: string[];
}

export interface PostRecord extends Published {
  _id: string;
  shard: number;
  text: string;
  createdAt: Date;
  publishedAt: Date;
  editedAt: Date | null;
  /** The number of its earlier texts, and their total size; absent for 0 in posts of an older version. */
  editCount?: number;
  editBytes?: number;
  hashtags: string[];
  mentionIds: string[];
  /** The names by which the text mentions them, one for each: an account keeps its mentions when it is renamed. */
  mentionNames: string[];
  replyToId: string | null;
  replyToAuthorId: string | null;
  /** The post that a repost shows; null for other posts. A repost has no text of its own. */
  repostOfId: string | null;
  repostOfAuthorId: string | null;
  /** Its media, in order. */
  mediaIds: string[];
  /** Whether it is public and its author is neither private nor hidden. Public lists and counts have only such posts. */
  isListed: boolean;
  likeCount: number;
  replyCount: number;
  repostCount: number;
  /** Grows with each write. */
  revision: number;
}

/** An unpublished post, visible only to its author. Publishing moves it to the posts under the same id. */
export interface DraftRecord extends Omit<PostRecord, 'publishedAt'> {
  publishedAt: null;
  /** When it is published automatically; null where its author publishes it. */
  publishAt: Date | null;
}

const postFields = {
  _id: String,
  shard: { type: Number, required: true },
  authorId: { type: String, required: true },
  text: { type: String, default: '' },
  visibility: { type: String, required: true },
  createdAt: { type: Date, required: true },
  publishedAt: { type: Date, default: null },
  editedAt: { type: Date, default: null },
  editCount: { type: Number, default: 0 },
  editBytes: { type: Number, default: 0 },
  hashtags: { type: [String], required: true },
  mentionIds: { type: [String], required: true },
  mentionNames: { type: [String], required: true },
  replyToId: { type: String, default: null },
  replyToAuthorId: { type: String, default: null },
  repostOfId: { type: String, default: null },
  repostOfAuthorId: { type: String, default: null },
  mediaIds: { type: [String], default: [] },
  isListed: { type: Boolean, required: true },
  likeCount: { type: Number, required: true },
  replyCount: { type: Number, required: true },
  repostCount: { type: Number, required: true },
  revision: { type: Number, required: true },
};

export const postSchema = new Schema<PostRecord>(postFields, { collection: 'posts', versionKey: false });
postSchema.index({ authorId: 1, publishedAt: -1, _id: -1 });
postSchema.index({ authorId: 1, visibility: 1, publishedAt: -1, _id: -1 });
postSchema.index({ isListed: 1, repostOfId: 1, publishedAt: -1, _id: -1 });
postSchema.index({ hashtags: 1, isListed: 1, publishedAt: -1, _id: -1 });
postSchema.index({ mentionIds: 1, visibility: 1, authorId: 1, publishedAt: -1, _id: -1 });
postSchema.index({ replyToId: 1, isListed: 1, publishedAt: 1, _id: 1 });

export const draftSchema = new Schema<DraftRecord>(
  { ...postFields, publishAt: { type: Date, default: null } },
  { collection: 'drafts', versionKey: false },
);
draftSchema.index({ authorId: 1, createdAt: -1, _id: -1 });
draftSchema.index({ publishAt: 1, _id: 1 }, { partialFilterExpression: { publishAt: anyDate } });

export const postEditSchema = new Schema<PostEditRecord>(
  {
    _id: String,
    shard: { type: Number, required: true },
    postId: { type: String, required: true },
    authorId: { type: String, required: true },
    text: { type: String, default: '' },
    editedAt: { type: Date, required: true },
    mentionIds: { type: [String], required: true },
  },
  { collection: 'post_edits', versionKey: false },
);
postEditSchema.index({ postId: 1, editedAt: -1 });
postEditSchema.index({ authorId: 1, editedAt: -1 });
