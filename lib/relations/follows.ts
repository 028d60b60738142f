/** Who follows whom, as a subgraph keeps it from users' events: the follower's end of each follow. */
import { type Connection, type Model, Schema } from 'mongoose';
import { shardOf } from '../db/ids.ts';
import { modelOf } from '../db/models.ts';

/** `_id`: `<followerId>/<followeeId>`, on the follower's shard. */
export interface FollowRecord {
  _id: string;
  shard: number;
  followerId: string;
  followeeId: string;
}

type Follow = Pick<FollowRecord, 'followerId' | 'followeeId'>;

const followSchema = new Schema<FollowRecord>(
  {
    _id: String,
    shard: { type: Number, required: true },
    followerId: { type: String, required: true },
    followeeId: { type: String, required: true },
  },
  { collection: 'following', versionKey: false },
);
followSchema.index({ followerId: 1 });
followSchema.index({ followeeId: 1 });

export function followingModel(connection: Connection): Model<FollowRecord> {
  return modelOf(connection, 'Following', followSchema);
}

/** Keeps a follow, in the surrounding transaction. @returns Whether it is new. */
export async function keepFollow(following: Model<FollowRecord>, { followerId, followeeId }: Follow): Promise<boolean> {
  const end = endOf({ followerId, followeeId });
  const { upsertedCount } = await following.updateOne(end, { $setOnInsert: { followerId, followeeId } }, { upsert: true });
  return upsertedCount > 0;
}

/** Forgets a follow, in the surrounding transaction. @returns Whether it was there. */
export async function forgetFollow(following: Model<FollowRecord>, follow: Follow): Promise<boolean> {
  return (await following.deleteOne(endOf(follow))).deletedCount > 0;
}

function endOf({ followerId, followeeId }: Follow): Pick<FollowRecord, '_id' | 'shard'> {
  return { _id: `${followerId}/${followeeId}`, shard: shardOf(followerId) };
}
