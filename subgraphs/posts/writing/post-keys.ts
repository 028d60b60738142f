/** Idempotency keys: the same key of an author within a day gives the same post. */
import { createHash } from 'node:crypto';
import { byId, shardOf } from '#lib/db/ids.ts';
import { AppError, badInput } from '#lib/core/errors.ts';
import type { PostsDeps } from '../context.ts';
import type { DraftRecord, PostRecord } from '../model.ts';
import type { CreatePostInput } from './create-post.ts';

const field = 'input.idempotencyKey';
const keyLifetimeMs = 24 * 60 * 60 * 1000;
const maxKeyLength = 128;

/** @throws AppError `BAD_USER_INPUT` unless the key, if there is one, has 1 to 128 characters. */
export function checkKey({ idempotencyKey: key }: CreatePostInput): void {
  if (key != null && (key === '' || key.length > maxKeyLength))
    throw badInput(field, `An idempotency key has 1 to ${maxKeyLength} characters.`);
}

/**
 * What the author has made with this key before; null for nothing, or without a key.
 *
 * @throws AppError `CONFLICT` when it was made from other input, `NOT_FOUND` when it has been deleted.
 */
export async function findMade(deps: PostsDeps, authorId: string, input: CreatePostInput): Promise<PostRecord | DraftRecord | null> {
  const { models, clock } = deps;
  if (input.idempotencyKey == null) return null;
  const used = await models.postKeys.findOne({ ...keyOf(authorId, input.idempotencyKey), expiresAt: { $gt: clock() } }).lean();
  if (!used) return null;
  if (used.inputHash !== hashInput(input)) throw new AppError('CONFLICT', 'This key was used for another post.', { field });
  const made = (await models.posts.findOne(byId(used.postId)).lean()) ?? (await models.drafts.findOne(byId(used.postId)).lean());
  if (!made) throw new AppError('NOT_FOUND', 'The post of this key has been deleted.', { field });
  return made;
}

/** Remembers what was made with a key, if there is one, in the surrounding transaction. */
export async function keepKey({ models, clock }: PostsDeps, authorId: string, input: CreatePostInput, postId: string): Promise<void> {
  if (input.idempotencyKey == null) return;
  const expiresAt = new Date(clock().getTime() + keyLifetimeMs);
  const made = { inputHash: hashInput(input), postId, expiresAt };
  await models.postKeys.updateOne(keyOf(authorId, input.idempotencyKey), { $set: made }, { upsert: true });
}

function keyOf(authorId: string, key: string): { _id: string; shard: number } {
  return { _id: `${authorId}/${key}`, shard: shardOf(authorId) };
}

function hashInput({ text, mediaIds, visibility, replyToId, draft, publishAt }: CreatePostInput): string {
  const parts = [text, mediaIds ?? [], visibility ?? 'PUBLIC', replyToId ?? null, draft ?? false, publishAt?.toISOString() ?? null];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
