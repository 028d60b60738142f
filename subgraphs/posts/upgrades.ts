/** What is done once to posts that an older version stored. */
import { byId } from '#lib/db/ids.ts';
import type { UpgradeStep } from '#lib/db/upgrade.ts';
import type { PostsDeps } from './context.ts';
import type { PostRecord } from './model.ts';

const chunkSize = 100;

export function upgradesOf(deps: PostsDeps): UpgradeStep[] {
  return [{ name: 'edits in a collection of their own', run: async () => await moveEdits(deps) }];
}

/** A post that holds its own edits, the oldest first. */
type OldPost = PostRecord & { edits: { text: string; editedAt: Date }[] };

async function moveEdits(deps: PostsDeps): Promise<void> {
  const { models, transaction } = deps;
  for (let after = ''; ; ) {
    const posts = await models.posts
      .find({ _id: { $gt: after }, edits: { $exists: true, $ne: [] } })
      .sort({ _id: 1 })
      .limit(chunkSize)
      .lean<OldPost[]>();
    for (const { _id } of posts) await transaction(async () => await moveEditsOf(deps, _id));
    if (posts.length < chunkSize) return;
    after = posts.at(-1)?._id ?? after;
  }
}

/** Whom those texts mentioned is not known: of a post for the mentioned they are for its author alone. */
async function moveEditsOf({ models }: PostsDeps, postId: string): Promise<void> {
  const post = await models.posts.findOne(byId(postId)).lean<OldPost | null>();
  if (!post?.edits?.length) return;
  const { shard, authorId, edits } = post;
  await models.edits.insertMany(
    edits.map(({ text, editedAt }, index) => ({ _id: `${postId}/${index + 1}`, shard, postId, authorId, text, editedAt, mentionIds: [] })),
  );
  const editBytes = edits.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  const change = { $set: { editCount: edits.length, editBytes }, $unset: { edits: 1 } };
  await models.posts.updateOne(byId(postId), change, { strict: false });
}
