/** Stores and lists drafts. */
import { shardOf } from '#lib/db/ids.ts';
import { type Connection, type PageArguments, paginate } from '#lib/graphql/connection.ts';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import type { Reading } from '../context.ts';
import type { PostsDeps } from '../deps.ts';
import type { DraftRecord, PostRecord } from '../model.ts';

/** Keeps a post as a draft, in the surrounding transaction, to be published at `publishAt` unless that is null. */
export async function keepDraft(deps: PostsDeps, post: PostRecord, publishAt: Date | null): Promise<DraftRecord> {
  const draft: DraftRecord = { ...post, publishedAt: null, publishAt };
  await deps.models.drafts.insertMany([draft]);
  return draft;
}

/** Lists the viewer's drafts, scheduled ones included, newest first. */
export async function listDrafts({ deps, viewerId }: Reading, args: PageArguments): Promise<Connection<DraftRecord>> {
  const authorId = requireViewer(viewerId);
  return await paginate<DraftRecord>({
    args,
    cursors: deps.cursors,
    scope: 'drafts',
    order: 'newest first',
    fields: { at: 'createdAt', id: '_id' },
    placeOf: ({ createdAt, _id }) => [createdAt, _id],
    fetch: async ({ filter, sort, limit }) =>
      await deps.models.drafts
        .find({ authorId, shard: shardOf(authorId), ...filter })
        .sort(sort)
        .limit(limit)
        .lean(),
  });
}
