import { createHash } from 'node:crypto';
import { byId, shardOf } from '#lib/db/ids.ts';
import type { Visibility } from '#lib/relations/may-see.ts';
import { AppError, badInput } from '#lib/service/errors.ts';
import type { PostsDeps, Reading } from '../context.ts';
import { startFanOut } from './start-fan-out.ts';
import type { PostRecord } from '../model.ts';
import { checkText, findHashtags, findMentions } from './text.ts';
import { requirePost, requireViewer } from './viewer.ts';

export interface CreatePostInput {
  text: string;
  visibility?: Visibility | null | undefined;
  replyToId?: string | null | undefined;
  idempotencyKey?: string | null | undefined;
}

const keyLifetimeMs = 24 * 60 * 60 * 1000;
const maxKeyLength = 128;

/**
 * Publishes a post of the viewer's.
 *
 * @throws AppError `BAD_USER_INPUT` for the text or the key, `NOT_FOUND` for what it answers, `CONFLICT` for a key used with other input within 24 hours.
 */
export async function createPost(reading: Reading, input: CreatePostInput): Promise<PostRecord> {
  const { deps } = reading;
  const authorId = requireViewer(reading.viewerId);
  checkText(input.text, 'input.text');
  const { idempotencyKey } = input;
  if (idempotencyKey != null && (idempotencyKey === '' || idempotencyKey.length > maxKeyLength)) {
    throw badInput('input.idempotencyKey', `An idempotency key has 1 to ${maxKeyLength} characters.`);
  }
  const replyTo = input.replyToId == null ? null : await requirePost(reading, input.replyToId, 'input.replyToId');
  const mentionIds = await resolveMentions(deps, input.text);
  return await deps.transaction(async () => {
    const earlier = idempotencyKey == null ? null : await findEarlier(deps, authorId, idempotencyKey, input);
    if (earlier) return earlier;
    const now = deps.clock();
    const post: PostRecord = {
      ...byId(deps.newId('pst', authorId)),
      authorId,
      text: input.text,
      visibility: input.visibility ?? 'PUBLIC',
      createdAt: now,
      publishedAt: now,
      editedAt: null,
      edits: [],
      hashtags: findHashtags(input.text),
      mentionIds,
      replyToId: replyTo?._id ?? null,
      replyToAuthorId: replyTo?.authorId ?? null,
      likeCount: 0,
      replyCount: 0,
      revision: 1,
    };
    await publish(deps, post);
    if (idempotencyKey != null) await keepKey(deps, authorId, idempotencyKey, input, post._id);
    return post;
  });
}

/** Writes a new post with all that goes with it: counts, the author's own feed, the way into the followers' feeds, the event. */
async function publish(deps: PostsDeps, post: PostRecord): Promise<void> {
  const { models } = deps;
  const { _id: postId, authorId, shard, publishedAt } = post;
  await models.posts.insertMany([post]);
  const author = await models.accounts
    .findOneAndUpdate(byId(authorId), { $inc: { postCount: 1 } }, { upsert: true, returnDocument: 'after' })
    .lean();
  if (author.deletedAt) throw new AppError('UNAUTHENTICATED', 'This account is gone.');
  if (post.replyToId !== null) {
    const { matchedCount } = await models.posts.updateOne(byId(post.replyToId), { $inc: { replyCount: 1, revision: 1 } });
    if (matchedCount === 0) throw new AppError('NOT_FOUND', 'There is no such post.', { field: 'input.replyToId' });
  }
  await models.feedEntries.insertMany([{ _id: `${authorId}/${postId}`, shard, viewerId: authorId, postId, authorId, publishedAt }]);
  await startFanOut(deps, { postId, authorId, publishedAt });
  await deps.emit({ type: 'post.created.v1', subject: postId, revision: post.revision, topic: authorId, payload: describePost(post) });
}

/** A post as its events carry it. */
export function describePost(post: PostRecord) {
  const { _id: postId, authorId, text, visibility, hashtags, mentionIds, replyToId, replyToAuthorId, publishedAt } = post;
  return { postId, authorId, text, visibility, hashtags, mentionIds, replyToId, replyToAuthorId, publishedAt: publishedAt.toISOString() };
}

/** The ids of the accounts that a text mentions, in order; names that nobody has are left out. */
export async function resolveMentions({ models }: PostsDeps, text: string): Promise<string[]> {
  const usernames = findMentions(text);
  if (usernames.length === 0) return [];
  const accounts = await models.accounts.find({ username: { $in: usernames }, deletedAt: null }).lean();
  const ids = new Map(accounts.map(({ _id, username }) => [username, _id]));
  return usernames.flatMap((username) => ids.get(username) ?? []);
}

function hashInput({ text, visibility, replyToId }: CreatePostInput): string {
  return createHash('sha256')
    .update(JSON.stringify([text, visibility ?? 'PUBLIC', replyToId ?? null]))
    .digest('base64url');
}

async function findEarlier(deps: PostsDeps, authorId: string, key: string, input: CreatePostInput): Promise<PostRecord | null> {
  const used = await deps.models.postKeys
    .findOne({ _id: `${authorId}/${key}`, shard: shardOf(authorId), expiresAt: { $gt: deps.clock() } })
    .lean();
  if (!used) return null;
  if (used.inputHash !== hashInput(input))
    throw new AppError('CONFLICT', 'This key was used for another post.', { field: 'input.idempotencyKey' });
  const post = await deps.models.posts.findOne(byId(used.postId)).lean();
  if (!post) throw new AppError('NOT_FOUND', 'The post of this key has been deleted.', { field: 'input.idempotencyKey' });
  return post;
}

async function keepKey(deps: PostsDeps, authorId: string, key: string, input: CreatePostInput, postId: string): Promise<void> {
  const expiresAt = new Date(deps.clock().getTime() + keyLifetimeMs);
  await deps.models.postKeys.updateOne(
    { _id: `${authorId}/${key}`, shard: shardOf(authorId) },
    { $set: { inputHash: hashInput(input), postId, expiresAt } },
    { upsert: true },
  );
}
