/** Reads the replica for many viewers at once: before users are told of something, and for the listeners of a live event. */
import { byIds, shardOf } from '../db/ids.ts';
import type { RelationModels } from './replica.ts';
import { type RelationLookups, turnRound } from './viewer-relations.ts';

type Read = Omit<RelationLookups, 'follows'>;

interface Question {
  viewerIds: readonly string[];
  userIds: readonly string[];
  /** The users whose restrictions are read; `userIds` by default. */
  restrictedIds?: readonly string[];
}

/** Reads all pairs of some viewers and users by one query, at the viewers' ends. */
export async function readRelations(models: RelationModels, { viewerIds, userIds, restrictedIds = userIds }: Question): Promise<Read> {
  const restriction = await readRestrictions(models, restrictedIds);
  const ids = viewerIds.flatMap((viewerId) => userIds.map((userId) => `${viewerId}/${userId}`));
  const shard = { $in: [...new Set(viewerIds.map(shardOf))] };
  const found = await models.relations
    .find({ _id: { $in: ids }, shard })
    .batchSize(Math.max(ids.length, 1))
    .lean();
  const ends = new Map(found.map((end) => [end._id, end]));
  return { end: (viewerId, userId) => ends.get(`${viewerId}/${userId}`), restriction };
}

/** Reads the same at the users' ends, by one query a user: for few users and any number of viewers. */
export async function readRelationsOfUsers(models: RelationModels, { viewerIds, userIds }: Question): Promise<Read> {
  const restriction = await readRestrictions(models, userIds);
  const ends = new Map<string, ReturnType<typeof turnRound>>();
  for (const userId of new Set(userIds)) {
    const found = await models.relations.find({ userId, shard: shardOf(userId), otherId: { $in: [...viewerIds] } }).lean();
    for (const end of found) ends.set(`${end.otherId}/${userId}`, turnRound(end));
  }
  return { end: (viewerId, userId) => ends.get(`${viewerId}/${userId}`), restriction };
}

async function readRestrictions({ restrictions }: RelationModels, userIds: readonly string[]): Promise<RelationLookups['restriction']> {
  const found = await restrictions.find(byIds([...new Set(userIds)])).lean();
  const known = new Map(found.map((record) => [record._id, record]));
  return (userId) => known.get(userId);
}
