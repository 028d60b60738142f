/** What one request loads of what the viewer is to others, each collection asked once. */
import DataLoader from 'dataloader';
import { shardOf } from '#lib/db/ids.ts';
import { createRelationLoaders, type RelationLoaders } from '#lib/relations/replica.ts';
import type { SearchDeps } from './context.ts';
import type { EntryRecord } from './model.ts';
import { readIndexState } from './indexing/index-state.ts';

export interface Loaders extends RelationLoaders {
  /** Whether the viewer follows a user. */
  follows: DataLoader<string, boolean>;
  /** Those who have posts that only some may see, and show them to the viewer: of whom the viewer follows, and the viewer. */
  closedAuthors: () => Promise<string[]>;
  /** The times of a post's entry in the index that is asked; null where it has none. */
  indexed: DataLoader<string, IndexedAt | null>;
}

type IndexedAt = Pick<EntryRecord, '_id' | 'editedAt' | 'indexedAt' | 'goneAt'>;

/** Of somebody who follows more these are looked at. */
const mostFollowed = 2_000;

export function createLoaders(deps: SearchDeps, viewerId: string | null): Loaders {
  const { models } = deps;
  let closedAuthors: Promise<string[]> | null = null;
  return {
    closedAuthors: async () => await (closedAuthors ??= viewerId === null ? Promise.resolve([]) : findClosedAuthors(models, viewerId)),
    ...createRelationLoaders(models, viewerId),
    indexed: new DataLoader(async (postIds) => {
      const { active } = await readIndexState(deps);
      const ids = postIds.map((postId) => `${active}/${postId}`);
      const found = await models.entries
        .find({ _id: { $in: ids } }, { editedAt: 1, indexedAt: 1, goneAt: 1 })
        .batchSize(ids.length)
        .lean();
      const entries = new Map<string, IndexedAt>(found.map((entry) => [entry._id, entry]));
      return ids.map((id) => entries.get(id) ?? null);
    }),
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
