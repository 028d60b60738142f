import { byId } from '#lib/db/ids.ts';
import { AppError } from '#lib/core/errors.ts';
import type { Reading } from '../context.ts';
import type { PostsDeps } from '../deps.ts';
import { resolveMentions } from '../writing/mentions.ts';
import type { DraftRecord, PostRecord } from '../model.ts';
import { publish } from '../writing/publish.ts';
import { askStandings } from '../authors/standing.ts';
import { requireOwn } from '../reading/viewer.ts';

/**
 * Publishes a draft of the viewer now. A published post stays as it is.
 *
 * @throws AppError `NOT_FOUND`, also when the answered post is gone or hidden; `FORBIDDEN` for another user's draft; `SUBGRAPH_UNAVAILABLE`.
 */
export async function publishPost(reading: Reading, input: { id: string }): Promise<PostRecord> {
  const { deps } = reading;
  const found = await requireOwn(reading, input.id);
  if (found.publishedAt !== null) return found;
  if (!(await mayAnswer(reading, found))) throw new AppError('NOT_FOUND', 'What it answers is gone.', { field: 'id' });
  const standings = await askStandings(deps, [found.authorId]);
  const published = await deps.transaction(async () => {
    const draft = await deps.models.drafts.findOneAndDelete(byId(found._id)).lean();
    if (!draft) return await deps.models.posts.findOne(byId(found._id)).lean();
    const [post] = await publish(deps, [await toPost(deps, draft)] as [PostRecord], standings);
    return post;
  });
  if (!published) throw new AppError('NOT_FOUND', 'There is no such post.', { field: 'id' });
  return published;
}

/** Whether the author of a draft may still see the post that it answers. True for a draft that answers none. */
export async function mayAnswer({ loaders }: Pick<Reading, 'loaders'>, { replyToId }: DraftRecord): Promise<boolean> {
  return replyToId === null || (await loaders.visiblePost.load(replyToId)) !== null;
}

/** The post that a draft becomes. Its mentions are resolved again. */
export async function toPost(deps: PostsDeps, { publishAt: _, ...draft }: DraftRecord): Promise<PostRecord> {
  const mentions = await resolveMentions(deps, draft.text, draft);
  return { ...draft, ...mentions, publishedAt: deps.clock(), editedAt: null, revision: draft.revision + 1 };
}
