/** The loaders of one request: they read each collection once for all fields. */
import DataLoader from 'dataloader';
import { byIds, shardOf } from '#lib/db/ids.ts';
import { once } from '#lib/graphql/once.ts';
import { inOrderOf } from '#lib/loaders/in-order-of.ts';
import { roleOf } from './authors/roles.ts';
import { createEventLoaders } from './events/loaders.ts';
import { createRelationLoaders } from '#lib/relations/relation-loaders.ts';
import type { Loaders } from './context.ts';
import type { NewsDeps } from './deps.ts';

/** Texts are large: one query reads no more than these. */
const textsAtOnce = 20;

export function createLoaders({ models, clock }: NewsDeps, viewerId: string | null): Loaders {
  return {
    ...createRelationLoaders(models, viewerId),
    ...createEventLoaders({ models, clock }, viewerId),
    role: once(async () => await roleOf({ models }, viewerId)),
    article: new DataLoader(async (ids) => inOrderOf(ids, await models.articles.find(byIds(ids)).lean())),
    text: new DataLoader(
      async (ids) => {
        const shards = [...new Set(ids.map((id) => shardOf(id.split('/')[0] ?? id)))];
        return inOrderOf(ids, await models.texts.find({ _id: { $in: [...ids] }, shard: { $in: shards } }).lean());
      },
      { maxBatchSize: textsAtOnce },
    ),
    liked: marks(viewerId, async (articleIds, userId) => {
      const ids = articleIds.map((articleId) => `${articleId}/${userId}`);
      return await models.likes.find({ _id: { $in: ids }, shard: { $in: [...new Set(articleIds.map(shardOf))] } }, { articleId: 1 }).lean();
    }),
    bookmarked: marks(viewerId, async (articleIds, userId) => {
      const ids = articleIds.map((articleId) => `${userId}/${articleId}`);
      return await models.bookmarks.find({ _id: { $in: ids }, shard: shardOf(userId) }, { articleId: 1 }).lean();
    }),
  };
}

/** Loads whether the viewer has marked each article. A signed-out viewer has marked none. */
function marks(
  viewerId: string | null,
  find: (articleIds: readonly string[], viewerId: string) => Promise<{ articleId: string }[]>,
): DataLoader<string, boolean> {
  return new DataLoader(async (articleIds) => {
    const found = viewerId === null ? [] : await find(articleIds, viewerId);
    const marked = new Set(found.map(({ articleId }) => articleId));
    return articleIds.map((articleId) => marked.has(articleId));
  });
}
