/** Lists of posts other than the home feed: what is public, what somebody published, what answers a post. */
import { isId, shardOf } from '#lib/db/ids.ts';
import { type Connection, type PageArguments, paginate, type Step } from '#lib/graphql/connection.ts';
import { badInput } from '#lib/core/errors.ts';
import type { Reading } from '../context.ts';
import type { PostsDeps } from '../deps.ts';
import type { PostRecord } from '../model.ts';
import { liveCursor } from '../live/live-cursor.ts';
import { onlyVisible } from './only-visible.ts';
import { readHashtag } from '../writing/text.ts';

/** What a list is read from: filters that an index serves in the list's order, and that have no post in common. */
type Sources = Record<string, unknown>[];

interface ListOptions {
  scope: string;
  order: 'newest first' | 'oldest first';
  sources: Sources;
  /** Which of the posts belong to the list, besides that the viewer may see them; all when absent. */
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
 * What everybody may see, newest first, or under one tag; of one author what is for everybody that the viewer may see, with
 * their reposts. A first page of all or of a tag carries the cursor that joins it to what comes live.
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
  // Before the page is read: what gets its number later comes live.
  const joined = args.after == null ? { liveCursor: await liveCursor(reading.deps) } : {};
  const source = tag === null ? { isListed: true, repostOfId: null } : { hashtags: tag, isListed: true };
  return { ...(await list(reading, args, { scope, order: 'newest first', sources: [source] })), ...joined };
}

function ofAuthor(authorId: string, visibility: PostRecord['visibility']): Record<string, unknown> {
  return { authorId, shard: shardOf(authorId), visibility };
}

/** Of which posts of a user, by whom they are for, the viewer may see any at all. */
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

/** What a user published that the viewer may see, newest first; counted for that user alone, who sees all of it. */
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
