/** The idempotency key of `createPost`: the same key of an author within a day gives the same post. */
import { AppError } from '#lib/core/errors.ts';
import { byId } from '#lib/db/ids.ts';
import { findKey, keepKey, type KeyUse } from '#lib/db/idempotency-keys.ts';
import type { PostsDeps } from '../deps.ts';
import type { DraftRecord, PostRecord } from '../model.ts';
import type { CreatePostInput } from './create-post-input.ts';

/**
 * Finds what the author has made with this key; null for nothing, or where the input has no key.
 *
 * @throws AppError `CONFLICT` when it was made from other input, `NOT_FOUND` when it has been deleted.
 */
export async function findMade(deps: PostsDeps, authorId: string, input: CreatePostInput): Promise<PostRecord | DraftRecord | null> {
  const { models, clock } = deps;
  const use = useOf(authorId, input);
  const known = use && (await findKey<{ postId: string }>({ keys: models.postKeys, clock }, use, 'post'));
  if (!known) return null;
  const made = (await models.posts.findOne(byId(known.postId)).lean()) ?? (await models.drafts.findOne(byId(known.postId)).lean());
  if (!made) throw new AppError('NOT_FOUND', 'The post of this key has been deleted.', { field: 'input.idempotencyKey' });
  return made;
}

/** Keeps what was made with the key of the input, if it has one, in the surrounding transaction. */
export async function keepMade({ models, clock }: PostsDeps, authorId: string, input: CreatePostInput, postId: string): Promise<void> {
  const use = useOf(authorId, input);
  if (use) await keepKey({ keys: models.postKeys, clock }, use, { postId });
}

function useOf(ownerId: string, { idempotencyKey: key, ...input }: CreatePostInput): KeyUse | null {
  if (key == null) return null;
  const { text, mediaIds, visibility, replyToId, draft, publishAt } = input;
  const parts = [text, mediaIds ?? [], visibility ?? 'PUBLIC', replyToId ?? null, draft ?? false, publishAt?.toISOString() ?? null];
  return { ownerId, key, input: parts };
}
