import { byId } from '#lib/db/ids.ts';
import { AppError } from '#lib/core/errors.ts';
import type { PostsDeps } from '../deps.ts';
import { publicTopic } from '../live/interest.ts';
import type { PostRecord } from '../model.ts';
import { countListed, isListedOf, takeTurns } from '../authors/listing.ts';
import { applyStandings, type Standings } from '../authors/standing.ts';
import { startFanOuts } from '../feed/start-fan-out.ts';

/**
 * Writes new posts with their counts, fan-outs and events, in the surrounding transaction.
 *
 * @param standings - The answer of `askStandings`, asked before the transaction.
 * @returns The written posts.
 * @throws AppError `NOT_FOUND` when an answered post is gone, `UNAUTHENTICATED` when an author is deleted.
 */
export async function publish<Posts extends PostRecord[]>(deps: PostsDeps, drafted: Posts, standings: Standings): Promise<Posts> {
  const { models } = deps;
  const byAuthor = Map.groupBy(drafted, ({ authorId }) => authorId);
  await applyStandings(deps, byAuthor.keys(), standings);
  const accounts = await takeTurns(deps, new Map([...byAuthor].map(([authorId, own]) => [authorId, own.length])));
  if ([...accounts.values()].some(({ deletedAt }) => deletedAt != null)) throw new AppError('UNAUTHENTICATED', 'This account is gone.');
  const posts = drafted.map((post) => ({ ...post, isListed: isListedOf(accounts.get(post.authorId), post) })) as Posts;
  await models.posts.insertMany(posts, { lean: true });
  for (const { replyToId } of posts) {
    if (replyToId === null) continue;
    const { matchedCount } = await models.posts.updateOne(byId(replyToId), { $inc: { revision: 1 } });
    if (matchedCount === 0) throw new AppError('NOT_FOUND', 'There is no such post.', { field: 'input.replyToId' });
  }
  await countListed(
    deps,
    posts.filter(({ isListed }) => isListed),
    1,
  );
  await startFanOuts(deps, posts);
  await deps.emit(
    ...posts.map((post) => ({
      type: 'post.created.v1' as const,
      subject: post._id,
      revision: post.revision,
      topics: topicsOf(post),
      payload: describePost(post),
    })),
  );
  return posts;
}

/** The topics of a post's event: its author, its tags, and the public topic where it is listed. */
function topicsOf({ authorId, hashtags, isListed, repostOfId }: PostRecord): string[] {
  return [authorId, ...hashtags.map((hashtag) => `#${hashtag}`), ...(isListed && repostOfId === null ? [publicTopic] : [])];
}

/** The payload of a post's events. */
export function describePost(post: PostRecord) {
  const { _id: postId, authorId, text, visibility, hashtags, mentionIds, mediaIds, publishedAt } = post;
  const { replyToId, replyToAuthorId, repostOfId, repostOfAuthorId } = post;
  const others = { replyToId, replyToAuthorId, repostOfId, repostOfAuthorId };
  return { postId, authorId, text, visibility, hashtags, mentionIds, mediaIds, ...others, publishedAt: publishedAt.toISOString() };
}
