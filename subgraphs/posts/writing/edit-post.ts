import { byId } from '#lib/db/ids.ts';
import { AppError, badInput } from '#lib/core/errors.ts';
import type { Reading } from '../context.ts';
import type { PostsDeps } from '../deps.ts';
import { resolveMentions } from './mentions.ts';
import type { DraftRecord, PostRecord } from '../model.ts';
import { keepEdit } from './edits.ts';
import { describePost } from './publish.ts';
import { extendFanOut } from '../feed/start-fan-out.ts';
import { applyStandings, askStandings } from '../authors/standing.ts';
import { checkText, findHashtags } from './text.ts';
import { requireOwn } from '../reading/viewer.ts';

export interface EditPostInput {
  id: string;
  text: string;
  /** The `editedAt` that the author saw, null for never edited; undefined to edit in any case. */
  ifEditedAt?: Date | null | undefined;
}

/**
 * Replaces the text of a post or draft of the viewer. The old text of a post joins its edits. An equal text changes nothing.
 *
 * @throws AppError `BAD_USER_INPUT`, `RATE_LIMITED` where `keepEdit` does; `NOT_FOUND`; `FORBIDDEN` for another user's post; `CONFLICT` when it was edited since `ifEditedAt`; `SUBGRAPH_UNAVAILABLE`.
 */
export async function editPost(reading: Reading, input: EditPostInput): Promise<PostRecord | DraftRecord> {
  const { deps } = reading;
  const { id, text } = input;
  const seen = await requireOwn(reading, id);
  checkText(text, 'text', { hasMedia: seen.mediaIds.length > 0 });
  if (seen.repostOfId !== null) throw badInput('id', 'A repost has no text of its own.');
  const mentions = await resolveMentions(deps, text, seen);
  const standings = seen.publishedAt === null ? null : await askStandings(deps, [seen.authorId]);
  const set = { text, ...mentions, hashtags: findHashtags(text) };
  return await deps.transaction(async () => {
    // The author's present restrictions hold for a new text as for a new post.
    if (standings) await applyStandings(deps, [seen.authorId], standings);
    const edited = (await editPublished(deps, input, set)) ?? (await editDraft(deps, input, set));
    if (!edited) throw new AppError('NOT_FOUND', 'There is no such post.', { field: 'id' });
    return edited;
  });
}

type Change = Pick<PostRecord, 'text' | 'mentionIds' | 'mentionNames' | 'hashtags'>;

async function editPublished(deps: PostsDeps, input: EditPostInput, set: Change): Promise<PostRecord | null> {
  const { posts } = deps.models;
  const post = await posts.findOne(byId(input.id)).lean();
  if (!post) return null;
  checkUnchanged(post, input);
  if (post.text === set.text) return post;
  const change = { $set: { ...set, ...(await keepEdit(deps, post)) }, $inc: { revision: 1 } };
  const edited = await posts.findOneAndUpdate(byId(input.id), change, { returnDocument: 'after' }).lean();
  if (!edited?.editedAt) return null;
  if (edited.visibility === 'MENTIONED') await extendFanOut(deps, edited);
  const { _id: subject, authorId, revision } = edited;
  const payload = { ...describePost(edited), editedAt: edited.editedAt.toISOString() };
  await deps.emit({ type: 'post.edited.v1', subject, revision, topics: [authorId], payload });
  return edited;
}

async function editDraft(deps: PostsDeps, input: EditPostInput, set: Change): Promise<DraftRecord | null> {
  const { drafts } = deps.models;
  const draft = await drafts.findOne(byId(input.id)).lean();
  if (!draft) return null;
  checkUnchanged(draft, input);
  if (draft.text === set.text) return draft;
  const change = { $set: { ...set, editedAt: deps.clock() }, $inc: { revision: 1 } };
  return await drafts.findOneAndUpdate(byId(input.id), change, { returnDocument: 'after' }).lean();
}

function checkUnchanged({ editedAt }: PostRecord | DraftRecord, { ifEditedAt }: EditPostInput): void {
  if (ifEditedAt !== undefined && editedAt?.getTime() !== ifEditedAt?.getTime())
    throw new AppError('CONFLICT', 'It was edited meanwhile: load it again.', { field: 'ifEditedAt' });
}
