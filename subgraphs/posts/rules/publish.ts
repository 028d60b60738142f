import { byId, byIds } from '#lib/db/ids.ts';
import { AppError } from '#lib/service/errors.ts';
import type { PostsDeps } from '../context.ts';
import type { PostRecord } from '../model.ts';
import { startFanOuts } from './start-fan-out.ts';

/**
 * Writes new posts with all that goes with them, in the surrounding transaction: counts, the way into feeds, the events.
 *
 * @throws AppError `NOT_FOUND` when what one answers is gone, `UNAUTHENTICATED` when an author is.
 */
export async function publish(deps: PostsDeps, posts: PostRecord[]): Promise<void> {
  const { models } = deps;
  await models.posts.insertMany(posts, { lean: true });
  const byAuthor = Map.groupBy(posts, ({ authorId }) => authorId);
  const counts = [...byAuthor].map(([authorId, own]) => ({
    updateOne: { filter: byId(authorId), update: { $inc: { postCount: own.length } }, upsert: true },
  }));
  await models.accounts.bulkWrite(counts);
  if (await models.accounts.exists({ ...byIds([...byAuthor.keys()]), deletedAt: { $ne: null } }))
    throw new AppError('UNAUTHENTICATED', 'This account is gone.');
  for (const { replyToId } of posts) {
    if (replyToId === null) continue;
    const { matchedCount } = await models.posts.updateOne(byId(replyToId), { $inc: { replyCount: 1, revision: 1 } });
    if (matchedCount === 0) throw new AppError('NOT_FOUND', 'There is no such post.', { field: 'input.replyToId' });
  }
  await startFanOuts(deps, posts);
  await deps.emit(
    ...posts.map((post) => ({
      type: 'post.created.v1' as const,
      subject: post._id,
      revision: post.revision,
      topics: [post.authorId, ...post.hashtags.map((hashtag) => `#${hashtag}`)],
      payload: describePost(post),
    })),
  );
}

/** A post as its events carry it. */
export function describePost(post: PostRecord) {
  const { _id: postId, authorId, text, visibility, hashtags, mentionIds, mediaIds, publishedAt } = post;
  const { replyToId, replyToAuthorId, repostOfId, repostOfAuthorId } = post;
  const others = { replyToId, replyToAuthorId, repostOfId, repostOfAuthorId };
  return { postId, authorId, text, visibility, hashtags, mentionIds, mediaIds, ...others, publishedAt: publishedAt.toISOString() };
}
