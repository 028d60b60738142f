import { byId } from '#lib/db/ids.ts';
import { AppError } from '#lib/service/errors.ts';
import type { PostsDeps } from '../context.ts';
import type { PostRecord } from '../model.ts';
import { startFanOut } from './start-fan-out.ts';

/**
 * Writes a new post with all that goes with it, in the surrounding transaction: counts, the way into feeds, the event.
 *
 * @throws AppError `NOT_FOUND` when what it answers is gone, `UNAUTHENTICATED` when its author is.
 */
export async function publish(deps: PostsDeps, post: PostRecord): Promise<void> {
  const { models } = deps;
  const { _id: postId, authorId, replyToId, hashtags, revision } = post;
  await models.posts.insertMany([post]);
  const author = await models.accounts
    .findOneAndUpdate(byId(authorId), { $inc: { postCount: 1 } }, { upsert: true, returnDocument: 'after' })
    .lean();
  if (author.deletedAt) throw new AppError('UNAUTHENTICATED', 'This account is gone.');
  if (replyToId !== null) {
    const { matchedCount } = await models.posts.updateOne(byId(replyToId), { $inc: { replyCount: 1, revision: 1 } });
    if (matchedCount === 0) throw new AppError('NOT_FOUND', 'There is no such post.', { field: 'input.replyToId' });
  }
  await startFanOut(deps, post);
  const topics = [authorId, ...hashtags.map((hashtag) => `#${hashtag}`)];
  await deps.emit({ type: 'post.created.v1', subject: postId, revision, topics, payload: describePost(post) });
}

/** A post as its events carry it. */
export function describePost(post: PostRecord) {
  const { _id: postId, authorId, text, visibility, hashtags, mentionIds, publishedAt } = post;
  const { replyToId, replyToAuthorId, repostOfId, repostOfAuthorId } = post;
  const others = { replyToId, replyToAuthorId, repostOfId, repostOfAuthorId };
  return { postId, authorId, text, visibility, hashtags, mentionIds, ...others, publishedAt: publishedAt.toISOString() };
}
