import { shardOf } from '#lib/db/ids.ts';
import { type Connection, type PageArguments, paginate } from '#lib/graphql/connection.ts';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import type { Reading } from '../context.ts';
import { shownStates } from '../loaders.ts';
import type { MediaRecord } from '../model.ts';

/** The viewer's uploads, newest first. @throws AppError `UNAUTHENTICATED`, `BAD_USER_INPUT`. */
export async function listOwnMedia({ deps, viewerId }: Reading, args: PageArguments): Promise<Connection<MediaRecord>> {
  const ownerId = requireViewer(viewerId);
  return await paginate<MediaRecord>({
    args,
    cursors: deps.cursors,
    scope: `media-of:${ownerId}`,
    order: 'newest first',
    fields: { at: 'createdAt', id: '_id' },
    placeOf: ({ createdAt, _id }) => [createdAt, _id],
    fetch: async (step) =>
      await deps.models.media
        .find({ ownerId, shard: shardOf(ownerId), state: { $in: shownStates }, ...step.filter })
        .sort(step.sort)
        .limit(step.limit)
        .lean(),
  });
}
