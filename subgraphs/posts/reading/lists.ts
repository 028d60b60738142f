/** Lists of posts other than the home feed: public posts, posts of a user, and answers to a post. */
import { isId, shardOf } from '#lib/db/ids.ts';
import { type Connection, type PageArguments, paginate, type Step } from '#lib/graphql/connection.ts';
import { badInput } from '#lib/core/errors.ts';
import type { Reading } from '../context.ts';
import type { PostsDeps } from '../deps.ts';
import type { PostRecord } from '../model.ts';
import { liveCursor } from '../live/live-cursor.ts';
import { onlyVisible } from './only-visible.ts';
import { readHashtag } from '../writing/text.ts';

/** The filters that a list reads. An index serves each in the list's order, and no post matches two of them. */
type Sources = Record<string, unknown>[];

interface ListOptions {
  scope: string;
  order: 'newest first' | 'oldest first';
  sources: Sources;
  /** Whether a visible post belongs to the list; all do when absent. */
  belongs?: (post: PostRecord) => boolean;
}

async function list(
  { deps, viewerId, loaders }: Reading,
  args: PageArguments,
  { scope, order, sources, belongs = () => true }: ListOptions,
): Promise<Connection<PostRecord>> {
  return await paginate<PostRecord>({
    args,
    cursors: deps.cursors,
    scope,
    order,
    fields: { at: 'publishedAt', id: '_id' },
    placeOf: ({ publishedAt, _id }) => [publishedAt, _id],
    fetch: async (step) => await readSources(deps, sources, step),
    keep: async (posts) => await onlyVisible(posts.filter(belongs), viewerId, loaders),
  });
}

/** The next posts of all sources, in the list's order. */
async function readSources({ models }: PostsDeps, sources: Sources, { filter, sort, limit }: Step): Promise<PostRecord[]> {
  const read = await Promise.all(
    sources.map(
      async (source) =>
        await models.posts
          .find({ ...source, ...filter })
          .sort(sort)
          .limit(limit)
          .lean(),
    ),
  );
  if (read.length === 1) return read[0] ?? [];
  const direction = sort['publishedAt'] ?? 1;
  const byPlace = (a: PostRecord, b: PostRecord): number =>
    direction * (a.publishedAt.getTime() - b.publishedAt.getTime() || (a._id < b._id ? -1 : 1));
  return read.flat().sort(byPlace).slice(0, limit);
}

export interface PublicPostsInput extends PageArguments {
  authorId?: string | null | undefined;
  hashtag?: string | null | undefined;
}

/**
 * Lists the posts that everybody may see, all or under one tag, newest first. Of one author it lists the public posts and
 * reposts that the viewer may see. The first page of all or of a tag carries the cursor that joins it to live posts.
 *
 * @throws AppError `BAD_USER_INPUT`.
 */
export async function listPublicPosts(
  reading: Reading,
  { authorId, hashtag, ...args }: PublicPostsInput,
): Promise<Connection<PostRecord> & { liveCursor?: string }> {
  if (authorId != null && !isId(authorId, 'usr')) throw badInput('authorId', 'authorId is no id of a user.');
  const tag = hashtag == null ? null : readHashtag(hashtag, 'hashtag');
  const scope = `posts:${authorId ?? ''}:${tag ?? ''}`;
  if (authorId != null) {
    const sources = (await seesOf(reading, authorId)).includes('PUBLIC') ? [ofAuthor(authorId, 'PUBLIC')] : [];
    return await list(reading, args, {
      scope,
      order: 'newest first',
      sources,
      belongs: ({ hashtags }) => tag === null || hashtags.includes(tag),
    });
  }
  // The cursor is taken before the page is read. Events numbered later come live.
  const joined = args.after == null ? { liveCursor: await liveCursor(reading.deps) } : {};
  const source = tag === null ? { isListed: true, repostOfId: null } : { hashtags: tag, isListed: true };
  return { ...(await list(reading, args, { scope, order: 'newest first', sources: [source] })), ...joined };
}

function ofAuthor(authorId: string, visibility: PostRecord['visibility']): Record<string, unknown> {
  return { authorId, shard: shardOf(authorId), visibility };
}

/** The visibilities of a user's posts that the viewer may see at all. */
async function seesOf({ viewerId, loaders }: Reading, userId: string): Promise<PostRecord['visibility'][]> {
  const visibilities = ['PUBLIC', 'FOLLOWERS', 'MENTIONED'] as const;
  const posts = visibilities.map((visibility) => ({
    authorId: userId,
    visibility,
    mentionIds: viewerId === null ? [] : [viewerId],
    repostOfAuthorId: null,
  }));
  return (await onlyVisible(posts, viewerId, loaders)).map(({ visibility }) => visibility);
}

/** Lists the posts of a user that the viewer may see, newest first. Only the user's own list has a total count. */
export async function listPostsOf(
  reading: Reading,
  userId: string,
  args: PageArguments,
): Promise<Connection<PostRecord> & { totalCount: number | null }> {
  const { viewerId, loaders } = reading;
  const isOwn = viewerId === userId;
  const sources = isOwn
    ? [{ authorId: userId, shard: shardOf(userId) }]
    : (await seesOf(reading, userId)).map((visibility) => ({
        ...ofAuthor(userId, visibility),
        ...(visibility === 'MENTIONED' && { mentionIds: viewerId }),
      }));
  const page = await list(reading, args, { scope: `posts-of:${userId}`, order: 'newest first', sources });
  const totalCount = isOwn ? ((await loaders.account.load(userId))?.publishedCount ?? 0) : null;
  return { ...page, totalCount };
}

/** The answers to a post that the viewer may see, oldest first. */
export async function listReplies(reading: Reading, postId: string, args: PageArguments): Promise<Connection<PostRecord>> {
  const listed = { replyToId: postId, isListed: true };
  const sources = reading.viewerId === null ? [listed] : [listed, { replyToId: postId, isListed: false }];
  return await list(reading, args, { scope: `replies:${postId}`, order: 'oldest first', sources });
}
