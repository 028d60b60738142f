/** Lists of posts other than the home feed: what is public, what somebody published, what answers a post. */
import { isId, shardOf } from '#lib/db/ids.ts';
import { type Connection, type PageArguments, paginate } from '#lib/graphql/connection.ts';
import { badInput } from '#lib/service/errors.ts';
import type { Reading } from '../context.ts';
import { onlyVisible } from '../loaders.ts';
import type { PostRecord } from '../model.ts';
import { readHashtag } from './text.ts';

interface ListOptions {
  scope: string;
  order: 'newest first' | 'oldest first';
  filter: Record<string, unknown>;
}

async function list(
  { deps, viewerId, loaders }: Reading,
  args: PageArguments,
  { scope, order, filter }: ListOptions,
): Promise<Connection<PostRecord>> {
  return await paginate<PostRecord>({
    args,
    cursors: deps.cursors,
    scope,
    order,
    fields: { at: 'publishedAt', id: '_id' },
    placeOf: ({ publishedAt, _id }) => [publishedAt, _id],
    fetch: async (step) =>
      await deps.models.posts
        .find({ ...filter, ...step.filter })
        .sort(step.sort)
        .limit(step.limit)
        .lean(),
    keep: async (posts) => await onlyVisible(posts, viewerId, loaders),
  });
}

export interface PublicPostsInput extends PageArguments {
  authorId?: string | null | undefined;
  hashtag?: string | null | undefined;
}

/** What is public, newest first, of one author (with their reposts) or under one tag where these are given. @throws AppError `BAD_USER_INPUT`. */
export async function listPublicPosts(reading: Reading, { authorId, hashtag, ...args }: PublicPostsInput): Promise<Connection<PostRecord>> {
  if (authorId != null && !isId(authorId, 'usr')) throw badInput('authorId', 'authorId is no id of a user.');
  const tag = hashtag == null ? null : readHashtag(hashtag, 'hashtag');
  return await list(reading, args, {
    scope: `posts:${authorId ?? ''}:${tag ?? ''}`,
    order: 'newest first',
    filter: {
      visibility: 'PUBLIC',
      ...(authorId == null ? { repostOfId: null } : { authorId, shard: shardOf(authorId) }),
      ...(tag !== null && { hashtags: tag }),
    },
  });
}

/** What a user published that the viewer may see, newest first; counted for that user alone, who sees all of it. */
export async function listPostsOf(
  reading: Reading,
  userId: string,
  args: PageArguments,
): Promise<Connection<PostRecord> & { totalCount: number | null }> {
  const { viewerId, loaders } = reading;
  const seesMost = viewerId === userId || (await loaders.follows.load(userId));
  const filter = { authorId: userId, shard: shardOf(userId), ...(!seesMost && { visibility: { $in: ['PUBLIC', 'MENTIONED'] } }) };
  const page = await list(reading, args, { scope: `posts-of:${userId}`, order: 'newest first', filter });
  const totalCount = viewerId === userId ? ((await loaders.account.load(userId))?.postCount ?? 0) : null;
  return { ...page, totalCount };
}

/** The answers to a post that the viewer may see, oldest first. */
export async function listReplies(reading: Reading, postId: string, args: PageArguments): Promise<Connection<PostRecord>> {
  return await list(reading, args, { scope: `replies:${postId}`, order: 'oldest first', filter: { replyToId: postId } });
}
