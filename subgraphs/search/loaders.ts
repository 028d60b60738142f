/** The loaders of one request: they read each collection once for all fields. */
import DataLoader from 'dataloader';
import { shardOf } from '#lib/db/ids.ts';
import { inOrderOf } from '#lib/loaders/in-order-of.ts';
import { createFollowsLoader, createRelationLoaders } from '#lib/relations/relation-loaders.ts';
import type { Loaders } from './context.ts';
import type { SearchDeps } from './deps.ts';
import { createIndexReads } from './finding/glimpses.ts';
import { readIndexState } from './indexing/index-state.ts';

/** The most followed users that a search considers. */
const mostFollowed = 2_000;

export function createLoaders(deps: SearchDeps, viewerId: string | null): Loaders {
  const { models } = deps;
  let closedAuthors: Promise<string[]> | null = null;
  return {
    closedAuthors: async () => await (closedAuthors ??= viewerId === null ? Promise.resolve([]) : findClosedAuthors(models, viewerId)),
    ...createRelationLoaders(models, viewerId),
    ...createIndexReads(deps),
    indexed: new DataLoader(async (postIds) => {
      const { active } = await readIndexState(deps);
      const ids = postIds.map((postId) => `${active}/${postId}`);
      const found = await models.entries
        .find({ _id: { $in: ids } }, { editedAt: 1, indexedAt: 1, goneAt: 1 })
        .batchSize(ids.length)
        .lean();
      return inOrderOf(ids, found);
    }),
    follows: createFollowsLoader(models.following, viewerId),
  };
}

async function findClosedAuthors(models: SearchDeps['models'], viewerId: string): Promise<string[]> {
  const followed = await models.following
    .find({ followerId: viewerId, shard: shardOf(viewerId) }, { followeeId: 1 })
    .limit(mostFollowed)
    .batchSize(mostFollowed)
    .lean();
  const ids = [viewerId, ...followed.map(({ followeeId }) => followeeId)].map((userId) => `USER/${userId}`);
  const closed = await models.suggestions
    .find({ _id: { $in: ids }, hasClosed: true }, { ref: 1 })
    .batchSize(ids.length)
    .lean();
  return closed.map(({ ref }) => ref);
}
