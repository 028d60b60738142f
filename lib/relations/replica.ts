/**
 * The relations between users as a subgraph that decides visibility knows them, from users' events: blocks, mutes, and what
 * restricts a user. Such a subgraph adds `relationModels` to its models and `relationReactions` to its reactions.
 */
import { type Connection, type Model, Schema } from 'mongoose';
import { byId, shardOf } from '../db/ids.ts';
import { modelOf } from '../db/models.ts';
import type { Reactions } from '../events/reader.ts';
import type { Deps } from '../core/deps.ts';
import type { Restriction } from './may-see.ts';

/** The relation of two users, stored at both ends. `_id`: `<userId>/<otherId>`. */
export interface RelationRecord {
  _id: string;
  shard: number;
  userId: string;
  otherId: string;
  blocks: boolean;
  isBlocked: boolean;
  mutes: boolean;
  isMuted: boolean;
}

/** The restrictions of a user who has ever had one. `_id`: the user's. */
export interface RestrictionRecord extends Restriction {
  _id: string;
  shard: number;
  /** The user's revision of these facts. Older events change nothing, so the record stays when no restriction is left. */
  revision: number;
}

/** The restrictions of a user as users answers them, at a revision. */
export interface Standing extends Pick<Restriction, 'isPrivate' | 'isSuspended'> {
  userId: string;
  revision: number;
}

const flag = { type: Boolean, default: false } as const;

const relationSchema = new Schema<RelationRecord>(
  {
    _id: String,
    shard: { type: Number, required: true },
    userId: { type: String, required: true },
    otherId: { type: String, required: true },
    blocks: flag,
    isBlocked: flag,
    mutes: flag,
    isMuted: flag,
  },
  { collection: 'relations', versionKey: false },
);
relationSchema.index({ userId: 1, otherId: 1 }, { name: 'of_user' });

/** The indexes of an older version, which a subgraph with relations drops. */
export const formerRelationIndexes = { relations: ['userId_1_otherId_1'] } as const;

const restrictionSchema = new Schema<RestrictionRecord>(
  {
    _id: String,
    shard: { type: Number, required: true },
    isPrivate: flag,
    isSuspended: flag,
    isGone: flag,
    revision: { type: Number, default: 0 },
  },
  { collection: 'restrictions', versionKey: false },
);

export interface RelationModels {
  relations: Model<RelationRecord>;
  restrictions: Model<RestrictionRecord>;
}

/** The replica's collections on a connection. */
export function relationModels(connection: Connection): RelationModels {
  return {
    relations: modelOf(connection, 'Relation', relationSchema),
    restrictions: modelOf(connection, 'Restriction', restrictionSchema),
  };
}

type Flag = 'blocks' | 'isBlocked' | 'mutes' | 'isMuted';
type RelationDeps = Deps<RelationModels>;

/** Sets or clears one flag at one end; an end without flags is removed. */
async function setEnd({ models }: RelationDeps, [userId, otherId]: [string, string], flagName: Flag, value: boolean): Promise<void> {
  const end = { _id: `${userId}/${otherId}`, shard: shardOf(userId) };
  if (value) await models.relations.updateOne(end, { $set: { [flagName]: true }, $setOnInsert: { userId, otherId } }, { upsert: true });
  else {
    await models.relations.updateOne(end, { $set: { [flagName]: false } });
    await models.relations.deleteOne({
      ...end,
      blocks: { $ne: true },
      isBlocked: { $ne: true },
      mutes: { $ne: true },
      isMuted: { $ne: true },
    });
  }
}

async function setBlock(deps: RelationDeps, { blockerId, blockedId }: { blockerId: string; blockedId: string }, value: boolean) {
  await setEnd(deps, [blockerId, blockedId], 'blocks', value);
  await setEnd(deps, [blockedId, blockerId], 'isBlocked', value);
}

async function setMute(deps: RelationDeps, { muterId, mutedId }: { muterId: string; mutedId: string }, value: boolean) {
  await setEnd(deps, [muterId, mutedId], 'mutes', value);
  await setEnd(deps, [mutedId, muterId], 'isMuted', value);
}

/** Stores a change of a user's restrictions at a revision. A later revision that is known already stays. */
async function restrict({ models }: RelationDeps, userId: string, change: Partial<Restriction>, revision: number): Promise<void> {
  const known = await models.restrictions.findOne(byId(userId)).lean();
  if (known ? (known.revision ?? 0) >= revision : !Object.values(change).some(Boolean)) return;
  await models.restrictions.updateOne(byId(userId), { $set: { ...change, revision } }, { upsert: true });
}

/** Stores the standing of a user as users answered it, in the surrounding transaction. It equals the events that are still to come. */
export async function noteStanding(deps: RelationDeps, { userId, revision, isPrivate, isSuspended }: Standing): Promise<void> {
  await restrict(deps, userId, { isPrivate, isSuspended }, revision);
}

async function forget({ models }: RelationDeps, userId: string): Promise<void> {
  const ends = await models.relations.find({ userId, shard: shardOf(userId) }, { otherId: 1 }).lean();
  const otherIds = ends.map(({ otherId }) => otherId);
  await models.relations.deleteMany({
    _id: { $in: otherIds.flatMap((otherId) => [`${userId}/${otherId}`, `${otherId}/${userId}`]) },
    shard: { $in: [...new Set([userId, ...otherIds].map(shardOf))] },
  });
}

/** Keeps the replica by users' events. A deletion stays known, so that nothing of a deleted user shows again. */
export const relationReactions = {
  'user.registered.v1': async (deps, { userId, isPrivate }, { revision }) => await restrict(deps, userId, { isPrivate }, revision),
  'user.updated.v1': async (deps, { userId, isPrivate }, { revision }) => await restrict(deps, userId, { isPrivate }, revision),
  'user.suspended.v1': async (deps, { userId }, { revision }) => await restrict(deps, userId, { isSuspended: true }, revision),
  'user.unsuspended.v1': async (deps, { userId }, { revision }) => await restrict(deps, userId, { isSuspended: false }, revision),
  'user.deleted.v1': async (deps, { userId }, { revision }) => {
    await restrict(deps, userId, { isGone: true }, revision);
    await forget(deps, userId);
  },
  'user.blocked.v1': async (deps, block) => await setBlock(deps, block, true),
  'user.unblocked.v1': async (deps, block) => await setBlock(deps, block, false),
  'user.muted.v1': async (deps, mute) => await setMute(deps, mute, true),
  'user.unmuted.v1': async (deps, mute) => await setMute(deps, mute, false),
} satisfies Reactions<RelationDeps>['users'];
