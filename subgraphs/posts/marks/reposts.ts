/** Reposts: posts without a text of their own that show another post to the followers of their author. */
import { byId, shardOf } from '#lib/db/ids.ts';
import { inTurn } from '#lib/db/in-turn.ts';
import { AppError } from '#lib/core/errors.ts';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import type { Reading } from '../context.ts';
import type { PostsDeps } from '../deps.ts';
import { newPost } from '../writing/create-post.ts';
import { removePost } from '../writing/erase-post.ts';
import type { PostRecord } from '../model.ts';
import { publish } from '../writing/publish.ts';
import { askStandings } from '../authors/standing.ts';
import { requirePost } from '../reading/viewer.ts';

/**
 * Reposts a post to the viewer's followers. A second repost changes nothing.
 *
 * @returns The reposted post. @throws AppError `NOT_FOUND`; `FORBIDDEN` for a post that is not public; `BAD_USER_INPUT`; `SUBGRAPH_UNAVAILABLE`.
 */
export async function repost(reading: Reading, input: { id: string }): Promise<PostRecord> {
  const standings = await askStandings(reading.deps, [requireViewer(reading.viewerId)]);
  return await change(reading, input.id, async (deps, { original, userId }) => {
    if (original.visibility !== 'PUBLIC' || (await reading.loaders.restriction.load(original.authorId))?.isPrivate)
      throw new AppError('FORBIDDEN', 'Only what everybody may see can be reposted.', { field: 'id' });
    const claim = claimOf(original._id, userId);
    if (await deps.models.reposts.exists(claim)) return;
    const { matchedCount } = await deps.models.posts.updateOne(byId(original._id), { $inc: { revision: 1 } });
    if (matchedCount === 0) return;
    const post = { ...newPost(deps, userId, deps.clock()), repostOfId: original._id, repostOfAuthorId: original.authorId };
    await deps.models.reposts.insertMany([{ ...claim, postId: original._id, userId, repostId: post._id }]);
    await publish(deps, [post], standings);
  });
}

/** Removes the viewer's repost of a post, if there is one. @throws AppError `NOT_FOUND`, `BAD_USER_INPUT`. */
export async function unrepost(reading: Reading, input: { id: string }): Promise<PostRecord> {
  return await change(reading, input.id, async (deps, { original, userId }) => {
    const record = await deps.models.reposts.findOne(claimOf(original._id, userId)).lean();
    if (record) await removePost(deps, record.repostId);
  });
}

type Change = (deps: PostsDeps, repost: { original: PostRecord; userId: string }) => Promise<void>;

async function change(reading: Reading, id: string, apply: Change): Promise<PostRecord> {
  const { deps } = reading;
  const userId = requireViewer(reading.viewerId);
  const original = await requirePost(reading, id, 'id');
  const changed = await inTurn(deps.connection, original._id, async () => {
    return await deps.transaction(async () => {
      await apply(deps, { original, userId });
      return await deps.models.posts.findOne(byId(original._id)).lean();
    });
  });
  if (!changed) throw new AppError('NOT_FOUND', 'There is no such post.', { field: 'id' });
  return changed;
}

function claimOf(postId: string, userId: string): { _id: string; shard: number } {
  return { _id: `${postId}/${userId}`, shard: shardOf(postId) };
}
