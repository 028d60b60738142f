/** Bookmarks: posts that a user keeps for later. Only that user sees them. */
import { byId, shardOf } from '#lib/db/ids.ts';
import { upserting } from '#lib/db/queries/upserting.ts';
import { type Connection, mapConnection, type PageArguments, paginate } from '#lib/graphql/connection.ts';
import { AppError } from '#lib/core/errors.ts';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import type { Reading } from '../context.ts';
import type { BookmarkRecord, PostRecord } from '../model.ts';
import { requirePost } from '../reading/viewer.ts';

/** Bookmarks a post. A second bookmark changes nothing. @throws AppError `NOT_FOUND`, `BAD_USER_INPUT`. */
export async function bookmarkPost(reading: Reading, input: { id: string }): Promise<PostRecord> {
  const { models, clock } = reading.deps;
  const userId = requireViewer(reading.viewerId);
  const post = await requirePost(reading, input.id, 'id');
  const kept = { userId, postId: post._id, createdAt: clock() };
  await upserting(() => models.bookmarks.updateOne(keyOf(userId, post._id), { $setOnInsert: kept }, { upsert: true }));
  // The post was deleted meanwhile, and its bookmarks perhaps erased before this one was written.
  if (!(await models.posts.exists(byId(post._id)))) {
    await models.bookmarks.deleteOne(keyOf(userId, post._id));
    throw new AppError('NOT_FOUND', 'There is no such post.', { field: 'id' });
  }
  reading.loaders.bookmarked.clear(post._id);
  return post;
}

/** Removes a bookmark, if there is one. @throws AppError `NOT_FOUND`, `BAD_USER_INPUT`. */
export async function unbookmarkPost(reading: Reading, input: { id: string }): Promise<PostRecord> {
  const userId = requireViewer(reading.viewerId);
  const post = await requirePost(reading, input.id, 'id');
  await reading.deps.models.bookmarks.deleteOne(keyOf(userId, post._id));
  reading.loaders.bookmarked.clear(post._id);
  return post;
}

/** Lists the viewer's bookmarked posts that the viewer may still see, newest bookmark first. */
export async function listBookmarks({ deps, viewerId, loaders }: Reading, args: PageArguments): Promise<Connection<PostRecord>> {
  const userId = requireViewer(viewerId);
  const posts = new Map<string, PostRecord>();
  const page = await paginate<BookmarkRecord>({
    args,
    cursors: deps.cursors,
    scope: 'bookmarks',
    order: 'newest first',
    fields: { at: 'createdAt', id: 'postId' },
    placeOf: ({ createdAt, postId }) => [createdAt, postId],
    fetch: async ({ filter, sort, limit }) =>
      await deps.models.bookmarks
        .find({ userId, shard: shardOf(userId), ...filter })
        .sort(sort)
        .limit(limit)
        .lean(),
    keep: async (bookmarks) => {
      const found = await Promise.all(bookmarks.map(async ({ postId }) => await loaders.visiblePost.load(postId)));
      for (const post of found) if (post) posts.set(post._id, post);
      return bookmarks.filter(({ postId }) => posts.has(postId));
    },
  });
  return mapConnection(page, ({ postId }) => posts.get(postId) as PostRecord);
}

function keyOf(userId: string, postId: string): { _id: string; shard: number } {
  return { _id: `${userId}/${postId}`, shard: shardOf(userId) };
}
