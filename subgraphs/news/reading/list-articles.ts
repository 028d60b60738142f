import { badInput } from '#lib/core/errors.ts';
import { shardOf } from '#lib/db/ids.ts';
import { type Connection, type PageArguments, paginate } from '#lib/graphql/connection.ts';
import { foldTag } from '#lib/text/fold-tag.ts';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import type { Reading } from '../context.ts';
import type { ArticleRecord, Status } from '../model.ts';

export interface ListArticlesInput extends PageArguments {
  tag?: string | null | undefined;
  /** PUBLISHED when absent. */
  status?: Status | null | undefined;
}

/**
 * Lists articles, newest first: published ones by when they were published, others by when they were made. Of the others a viewer
 * gets their own, and an admin all.
 *
 * @throws AppError `BAD_USER_INPUT`; `UNAUTHENTICATED` for others than published ones.
 */
export async function listArticles({ deps, viewerId, role }: Reading, input: ListArticlesInput): Promise<Connection<ArticleRecord>> {
  const status = input.status ?? 'PUBLISHED';
  const tag = input.tag == null ? null : foldTag(input.tag);
  if (input.tag != null && tag === null)
    throw badInput('tag', 'A tag has 1 to 100 letters, digits and underscores, with a letter among them.');
  const at = status === 'PUBLISHED' ? 'publishedAt' : 'createdAt';
  const ownerId = status === 'PUBLISHED' || (viewerId !== null && role === 'ADMIN') ? null : requireViewer(viewerId);
  const owned = ownerId === null ? {} : { authorId: ownerId, shard: shardOf(ownerId) };
  return await paginate<ArticleRecord>({
    args: input,
    cursors: deps.cursors,
    scope: `articles:${status}:${tag ?? ''}:${ownerId ?? ''}`,
    order: 'newest first',
    fields: { at, id: '_id' },
    placeOf: (article) => [article[at] ?? article.createdAt, article._id],
    fetch: async ({ filter, sort, limit }) =>
      await deps.models.articles
        .find({ status, ...(tag !== null && { tags: tag }), ...owned, ...filter })
        .sort(sort)
        .limit(limit)
        .lean(),
  });
}
