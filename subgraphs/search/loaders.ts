/** What one request loads of what the viewer is to others, each collection asked once. */
import DataLoader from 'dataloader';
import { shardOf } from '#lib/db/ids.ts';
import { createRelationLoaders, type RelationLoaders } from '#lib/relations/replica.ts';
import type { SearchDeps } from './context.ts';

export interface Loaders extends RelationLoaders {
  /** Whether the viewer follows a user. */
  follows: DataLoader<string, boolean>;
}

export function createLoaders({ models }: SearchDeps, viewerId: string | null): Loaders {
  return {
    ...createRelationLoaders(models, viewerId),
    follows: new DataLoader(async (userIds) => {
      if (viewerId === null) return userIds.map(() => false);
      const ids = userIds.map((userId) => `${viewerId}/${userId}`);
      const edges = await models.following
        .find({ _id: { $in: ids }, shard: shardOf(viewerId) }, { followeeId: 1 })
        .batchSize(ids.length)
        .lean();
      const followees = new Set(edges.map(({ followeeId }) => followeeId));
      return userIds.map((userId) => followees.has(userId));
    }),
  };
}
