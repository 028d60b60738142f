/** A draft becomes a post: when its author says so, or when its time has come. */
import { byId } from '#lib/db/ids.ts';
import { AppError } from '#lib/service/errors.ts';
import type { PostsDeps, Reading } from '../context.ts';
import { createLoaders } from '../loaders.ts';
import { resolveMentions } from './mentions.ts';
import type { DraftRecord, PostRecord } from '../model.ts';
import { publish } from './publish.ts';
import { requireOwn } from './viewer.ts';

/**
 * Publishes a draft of the viewer's now; what is published already is left as it is.
 *
 * @throws AppError `NOT_FOUND`, also when what it answers is gone or hidden; `FORBIDDEN` for somebody else's.
 */
export async function publishPost(reading: Reading, input: { id: string }): Promise<PostRecord> {
  const { deps } = reading;
  const found = await requireOwn(reading, input.id);
  if (found.publishedAt !== null) return found;
  await mayAnswer(reading, found);
  const published = await deps.transaction(async () => await moveDraft(deps, found._id));
  if (!published) throw new AppError('NOT_FOUND', 'There is no such post.', { field: 'id' });
  return published;
}

/**
 * Publishes a draft whose time has come, in the surrounding transaction; nothing when it is gone. What it answers may be
 * gone or hidden from its author by then: it stays a draft without a time.
 */
export async function publishDue(deps: PostsDeps, draftId: string): Promise<void> {
  const { models } = deps;
  const draft = await models.drafts.findOne(byId(draftId)).lean();
  if (draft?.publishAt == null) return;
  try {
    await mayAnswer({ deps, viewerId: draft.authorId, loaders: createLoaders(deps, draft.authorId) }, draft);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await models.drafts.updateOne(byId(draftId), { $set: { publishAt: null } });
    return;
  }
  await moveDraft(deps, draftId);
}

async function mayAnswer({ loaders }: Reading, { replyToId }: DraftRecord): Promise<void> {
  if (replyToId !== null && (await loaders.visiblePost.load(replyToId)) === null)
    throw new AppError('NOT_FOUND', 'What it answers is gone.', { field: 'id' });
}

/** From the drafts to the posts; what has been published meanwhile is given as it is. */
async function moveDraft(deps: PostsDeps, draftId: string): Promise<PostRecord | null> {
  const { models, clock } = deps;
  const draft = await models.drafts.findOneAndDelete(byId(draftId)).lean();
  if (!draft) return await models.posts.findOne(byId(draftId)).lean();
  const { publishAt: _, ...rest } = draft;
  const mentions = await resolveMentions(deps, draft.text, draft);
  const post: PostRecord = { ...rest, ...mentions, publishedAt: clock(), editedAt: null, revision: draft.revision + 1 };
  await publish(deps, post);
  return post;
}
