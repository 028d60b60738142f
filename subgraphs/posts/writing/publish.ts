import { byId } from '#lib/db/ids.ts';
import { AppError } from '#lib/core/errors.ts';
import type { PostsDeps } from '../deps.ts';
import { publicTopic } from '../live/interest.ts';
import type { PostRecord } from '../model.ts';
import { countListed, isListedOf, takeTurns } from '../authors/listing.ts';
import { applyStandings, type Standings } from '../authors/standing.ts';
import { startFanOuts } from '../feed/start-fan-out.ts';

/**
 * Writes new posts with all that goes with them, in the surrounding transaction: counts, the way into feeds, the events.
 *
 * @param standings - What `askStandings` answered of the authors, before the transaction.
 * @returns The posts as they were written.
 * @throws AppError `NOT_FOUND` when what one answers is gone, `UNAUTHENTICATED` when an author is.
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

/** Under which topics it is found again by those who follow its author, a tag, or all that is for everybody. */
function topicsOf({ authorId, hashtags, isListed, repostOfId }: PostRecord): string[] {
  return [authorId, ...hashtags.map((hashtag) => `#${hashtag}`), ...(isListed && repostOfId === null ? [publicTopic] : [])];
}

/** A post as its events carry it. */
export function describePost(post: PostRecord) {
  const { _id: postId, authorId, text, visibility, hashtags, mentionIds, mediaIds, publishedAt } = post;
  const { replyToId, replyToAuthorId, repostOfId, repostOfAuthorId } = post;
  const others = { replyToId, replyToAuthorId, repostOfId, repostOfAuthorId };
  return { postId, authorId, text, visibility, hashtags, mentionIds, mediaIds, ...others, publishedAt: publishedAt.toISOString() };
}
