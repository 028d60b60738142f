/** Follows, requests, blocks and mutes. Both users hold a document of each edge, because it is read from both sides. */
import { Schema } from 'mongoose';
import { moment, number, text } from '#lib/db/fields.ts';
import { optionsOf } from './options.ts';

/** One end of a follow; the other end has the same fields. `_id` is `<own end>:<other end>`. */
export interface FollowRecord {
  _id: string;
  shard: number;
  followerId: string;
  followeeId: string;
  createdAt: Date;
}

/** One end of a request, a block or a mute. `_id` is `<ownId>:<otherId>`. */
export interface EdgeRecord {
  _id: string;
  shard: number;
  ownId: string;
  otherId: string;
  createdAt: Date;
}

type FollowEnd = 'followerId' | 'followeeId';

export function followSchema(collection: string, own: FollowEnd, other: FollowEnd): Schema<FollowRecord> {
  const schema = new Schema<FollowRecord>(
    { _id: String, shard: number, followerId: text, followeeId: text, createdAt: moment },
    optionsOf(collection),
  );
  schema.index({ shard: 1, [own]: 1, createdAt: -1, [other]: -1 });
  return schema;
}

export function edgeSchema(collection: string): Schema<EdgeRecord> {
  const schema = new Schema<EdgeRecord>(
    { _id: String, shard: number, ownId: text, otherId: text, createdAt: moment },
    optionsOf(collection),
  );
  schema.index({ shard: 1, ownId: 1, createdAt: -1, otherId: -1 });
  return schema;
}
