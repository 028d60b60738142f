/** Earlier texts of posts, in a collection of their own: a post stays as small as its text. */
import DataLoader from 'dataloader';
import { shardOf } from '#lib/db/ids.ts';
import { pageSize } from '#lib/graphql/connection.ts';
import { AppError, badInput } from '#lib/core/errors.ts';
import type { EditsKey, Reading } from '../context.ts';
import type { PostsDeps } from '../deps.ts';
import type { DraftRecord, PostEditRecord, PostRecord } from '../model.ts';

/** The most earlier texts of one post, and their largest total size. */
const maxEdits = 100;
const maxEditBytes = 256_000;
/** The most edits of one author, over all posts. */
const maxEditsAnHour = 100;
const hourMs = 60 * 60 * 1000;

export interface EditsInput {
  first?: number | null | undefined;
  /** Only those replaced before this moment. */
  before?: Date | null | undefined;
}

/**
 * Lists the earlier texts of a visible post, newest first. In a post for mentioned users, other viewers than its author see
 * only the texts that mentioned them.
 *
 * @throws AppError `BAD_USER_INPUT` for a size outside of 1 to 100.
 */
export async function listEdits(
  { viewerId, loaders }: Reading,
  post: PostRecord | DraftRecord,
  { first, before }: EditsInput,
): Promise<PostEditRecord[]> {
  const size = pageSize(first, 'first');
  if (!post.editCount) return [];
  const mentionId = post.visibility === 'MENTIONED' && post.authorId !== viewerId ? viewerId : null;
  return await loaders.edits.load({ postId: post._id, editCount: post.editCount, size, before: before ?? null, mentionId });
}

/** Loads edits of posts. One query reads the newest edits of any number of posts. */
export function createEditsLoader({ models }: PostsDeps): DataLoader<EditsKey, PostEditRecord[], string> {
  const isNewest = ({ before, mentionId }: EditsKey): boolean => before === null && mentionId === null;
  const findNewest = async (keys: EditsKey[]): Promise<Map<string, PostEditRecord>> => {
    const ids = keys.flatMap(newestIds);
    const shards = [...new Set(keys.map(({ postId }) => shardOf(postId)))];
    const found = ids.length === 0 ? [] : await models.edits.find({ _id: { $in: ids }, shard: { $in: shards } }).lean();
    return new Map(found.map((edit) => [edit._id, edit]));
  };
  const findSome = async ({ postId, size, before, mentionId }: EditsKey): Promise<PostEditRecord[]> => {
    const which = { ...(before !== null && { editedAt: { $lt: before } }), ...(mentionId !== null && { mentionIds: mentionId }) };
    return await models.edits
      .find({ postId, shard: shardOf(postId), ...which })
      .sort({ editedAt: -1 })
      .limit(size)
      .lean();
  };
  return new DataLoader(
    async (keys) => {
      const newest = await findNewest(keys.filter(isNewest));
      return await Promise.all(
        keys.map(async (key) => (isNewest(key) ? newestIds(key).flatMap((id) => newest.get(id) ?? []) : await findSome(key))),
      );
    },
    { cacheKeyFn: (key) => JSON.stringify(key) },
  );
}

/** The ids of the newest edits of a post, which are numbered without a gap. */
function newestIds({ postId, editCount, size }: EditsKey): string[] {
  return Array.from({ length: Math.min(size, editCount) }, (_, index) => `${postId}/${editCount - index}`);
}

/**
 * Keeps the text that an edit replaces, in the surrounding transaction.
 *
 * @returns The changes to the post that go with it.
 * @throws AppError `BAD_USER_INPUT` when the post has been edited too often or has too much text behind it, `RATE_LIMITED` when the author has edited too much in an hour.
 */
export async function keepEdit(
  deps: PostsDeps,
  post: PostRecord,
): Promise<Required<Pick<PostRecord, 'editedAt' | 'editCount' | 'editBytes'>>> {
  const { models, clock } = deps;
  const { _id: postId, shard, authorId, text, mentionIds, editCount = 0 } = post;
  const editBytes = (post.editBytes ?? 0) + Buffer.byteLength(text);
  if (editCount >= maxEdits) throw badInput('id', `A post can be edited ${maxEdits} times.`);
  if (editBytes > maxEditBytes) throw badInput('id', `The earlier texts of a post are ${maxEditBytes / 1000} kB at most, together.`);
  await checkHour(deps, authorId);
  // Each edit is later than the one before, so that `before` neither skips nor repeats an edit.
  const editedAt = new Date(Math.max(clock().getTime(), (post.editedAt?.getTime() ?? 0) + 1));
  await models.edits.insertMany([{ _id: `${postId}/${editCount + 1}`, shard, postId, authorId, text, editedAt, mentionIds }]);
  return { editedAt, editCount: editCount + 1, editBytes };
}

async function checkHour({ models, clock }: PostsDeps, authorId: string): Promise<void> {
  const [oldest] = await models.edits
    .find({ authorId, shard: shardOf(authorId) }, { editedAt: 1 })
    .sort({ editedAt: -1 })
    .skip(maxEditsAnHour - 1)
    .limit(1)
    .lean();
  const waitMs = oldest ? oldest.editedAt.getTime() + hourMs - clock().getTime() : 0;
  if (waitMs > 0)
    throw new AppError('RATE_LIMITED', `Posts can be edited ${maxEditsAnHour} times an hour.`, { retryAfter: Math.ceil(waitMs / 1000) });
}
