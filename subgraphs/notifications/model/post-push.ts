/** The progress of pushing posts to followers. */
import { Schema } from 'mongoose';
import { moment, number, text } from '#lib/db/fields.ts';
import { groupsKeptSeconds, optionsOf } from './options.ts';

/** A post that is pushed to its author's followers. `_id` is the post's. */
export interface PostPushRecord {
  _id: string;
  shard: number;
  authorId: string;
  /** True once a chunk exists for every follower. */
  isCounted: boolean;
  updatedAt: Date;
  createdAt: Date;
}

export const postPushSchema = new Schema<PostPushRecord>(
  { _id: String, shard: number, authorId: text, isCounted: { type: Boolean, default: false }, updatedAt: moment, createdAt: moment },
  optionsOf('post_pushes'),
);
postPushSchema.index({ authorId: 1 });
postPushSchema.index({ createdAt: 1 }, { expireAfterSeconds: groupsKeptSeconds });

/**
 * The progress of one chunk. Each chunk has a document of its own, so that none waits for another.
 * `_id`: `<page>.<index>/<postId>`.
 */
export interface PushChunkRecord {
  _id: string;
  shard: number;
  postId: string;
  /** The devices whose delivery has ended. */
  done: number;
  /** The devices of the chunk's followers; null until the chunk's first run has found them. */
  total: number | null;
  updatedAt: Date;
}

export const pushChunkSchema = new Schema<PushChunkRecord>(
  {
    _id: String,
    shard: number,
    postId: text,
    done: { type: Number, default: 0 },
    total: { type: Number, default: null },
    updatedAt: moment,
  },
  optionsOf('push_chunks'),
);
pushChunkSchema.index({ postId: 1 });
pushChunkSchema.index({ updatedAt: 1 }, { expireAfterSeconds: groupsKeptSeconds });
