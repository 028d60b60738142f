/** One request's reads of the replica: each collection is asked once for all users in question. */
import DataLoader from 'dataloader';
import { byIds, shardOf } from '../db/ids.ts';
import { inOrderOf } from '../loaders/in-order-of.ts';
import { loadAll } from '../loaders/load-all.ts';
import { maySeeActor, type Published } from './may-see.ts';
import type { RelationModels, RelationRecord, RestrictionRecord } from './replica.ts';
import { type KnownRelations, type RelationLookups, relationsOf } from './viewer-relations.ts';

export interface RelationLoaders {
  /** The viewer's end of the relation with a user; null where there is none. */
  between: DataLoader<string, RelationRecord | null>;
  /** The restrictions of a user; null where there are none. */
  restriction: DataLoader<string, RestrictionRecord | null>;
}

export function createRelationLoaders({ relations, restrictions }: RelationModels, viewerId: string | null): RelationLoaders {
  return {
    between: new DataLoader(async (userIds) => {
      if (viewerId === null) return userIds.map(() => null);
      const ids = userIds.map((userId) => `${viewerId}/${userId}`);
      const ends = await relations.find({ _id: { $in: ids }, shard: shardOf(viewerId) }).lean();
      return inOrderOf(ids, ends);
    }),
    restriction: new DataLoader(async (userIds) => inOrderOf(userIds, await restrictions.find(byIds(userIds)).lean())),
  };
}

/** The collection of follows, at the followers' ends. `_id`: `<followerId>/<followeeId>`. */
interface Following {
  find: (
    filter: { _id: { $in: string[] }; shard: number },
    projection: { _id: 1 },
  ) => { batchSize: (size: number) => { lean: () => PromiseLike<{ _id: string }[]> } };
}

/** Whether the viewer follows a user. */
export function createFollowsLoader(following: Following, viewerId: string | null): DataLoader<string, boolean> {
  return new DataLoader(async (userIds) => {
    if (viewerId === null) return userIds.map(() => false);
    const ids = userIds.map((userId) => `${viewerId}/${userId}`);
    const edges = await following
      .find({ _id: { $in: ids }, shard: shardOf(viewerId) }, { _id: 1 })
      .batchSize(ids.length)
      .lean();
    const known = new Set(edges.map(({ _id }) => _id));
    return ids.map((id) => known.has(id));
  });
}

/** Loads what decides whether a viewer may see some publications. Follows are asked only where they decide. */
export async function loadRelations(
  loaders: RelationLoaders & { follows: DataLoader<string, boolean> },
  viewerId: string | null,
  published: readonly Published[],
): Promise<KnownRelations> {
  const ofOthers = published.filter(({ authorId }) => authorId !== viewerId);
  const known = await loadEnds(loaders, authorsOf(ofOthers));
  const decisive = ofOthers.filter(
    ({ authorId, visibility }) => visibility === 'FOLLOWERS' || (visibility === 'PUBLIC' && known.restriction(authorId)?.isPrivate),
  );
  const followed = await loadAll(loaders.follows, authorsOf(decisive));
  return relationsOf(viewerId, { ...known, follows: (_, userId) => followed.get(userId) ?? false });
}

/** The users among these whose actions, such as likes, the viewer may see. */
export async function findVisibleActors(
  loaders: RelationLoaders,
  viewerId: string | null,
  userIds: readonly string[],
): Promise<Set<string>> {
  const viewer = relationsOf(viewerId, { ...(await loadEnds(loaders, userIds)), follows: () => false });
  return new Set(userIds.filter((userId) => maySeeActor(viewer, userId)));
}

async function loadEnds(loaders: RelationLoaders, userIds: readonly string[]): Promise<Omit<RelationLookups, 'follows'>> {
  const [restrictions, ends] = await Promise.all([loadAll(loaders.restriction, userIds), loadAll(loaders.between, userIds)]);
  return { end: (_, userId) => ends.get(userId), restriction: (userId) => restrictions.get(userId) };
}

function authorsOf(published: readonly Published[]): string[] {
  return published.map(({ authorId }) => authorId);
}
