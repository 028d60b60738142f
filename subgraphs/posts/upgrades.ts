/** Upgrades of posts that an older version stored. Each runs once. */
import { byId, byIds, shardOf } from '#lib/db/ids.ts';
import type { UpgradeStep } from '#lib/db/upgrade.ts';
import type { PostsDeps } from './deps.ts';
import type { PostRecord } from './model.ts';
import { noteStanding } from './authors/listing.ts';

const chunkSize = 100;

export function upgradesOf(deps: PostsDeps): UpgradeStep[] {
  return [
    { name: 'edits in a collection of their own', run: async () => await moveEdits(deps) },
    { name: 'listed posts and likes marked and counted', run: async () => await markListed(deps) },
  ];
}

/** Runs work for all posts, one chunk at a time. */
async function forEachPost<Post extends PostRecord>(
  { models }: PostsDeps,
  where: object,
  work: (post: Post) => Promise<void>,
): Promise<void> {
  for (let after = ''; ; ) {
    const posts = await models.posts
      .find({ ...where, _id: { $gt: after } })
      .sort({ _id: 1 })
      .limit(chunkSize)
      .lean<Post[]>();
    for (const post of posts) await work(post);
    if (posts.length < chunkSize) return;
    after = posts.at(-1)?._id ?? after;
  }
}

/** A post that holds its own edits, the oldest first. */
type OldPost = PostRecord & { edits: { text: string; editedAt: Date }[] };

async function moveEdits(deps: PostsDeps): Promise<void> {
  const withEdits = { edits: { $exists: true, $ne: [] } };
  await forEachPost(deps, withEdits, async ({ _id }) => await deps.transaction(async () => await moveEditsOf(deps, _id)));
}

/** The mentions of those texts are unknown. In a post for mentioned users, only its author may see them. */
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

/** Marks and counts the posts that everybody may see. One transaction reads and writes each count, so other writers may run meanwhile. */
async function markListed(deps: PostsDeps): Promise<void> {
  const { models, transaction } = deps;
  await models.posts.cleanIndexes();
  await models.likes.cleanIndexes();
  for await (const { _id } of models.restrictions.find().lean().cursor())
    await transaction(async () => void (await noteStanding(deps, _id)));
  const unmarked = { isListed: { $exists: false } };
  const idsOf = async (where: object): Promise<string[]> => (await models.accounts.find(where, { _id: 1 }).lean()).map(({ _id }) => _id);
  await models.posts.updateMany({ ...unmarked, visibility: { $ne: 'PUBLIC' } }, { $set: { isListed: false } });
  await models.posts.updateMany({ ...unmarked, authorId: { $in: await idsOf({ isOpen: false }) } }, { $set: { isListed: false } });
  await models.posts.updateMany(unmarked, { $set: { isListed: true } });
  await models.likes.updateMany({ ...unmarked, userId: { $in: await idsOf({ isShown: false }) } }, { $set: { isListed: false } });
  await models.likes.updateMany(unmarked, { $set: { isListed: true } });
  const counted = { $or: [{ likeCount: { $gt: 0 } }, { replyCount: { $gt: 0 } }, { repostCount: { $gt: 0 } }] };
  await forEachPost(deps, counted, async ({ _id }) => await transaction(async () => await recountPost(deps, _id)));
  for await (const { _id } of models.accounts.find({}, { _id: 1 }).lean().cursor())
    await transaction(async () => await recountAccount(deps, _id));
}

async function recountPost({ models }: PostsDeps, postId: string): Promise<void> {
  const post = await models.posts.findOne(byId(postId)).lean();
  if (!post) return;
  const likeCount = await models.likes.countDocuments({ postId, shard: shardOf(postId), isListed: true });
  const replyCount = await models.posts.countDocuments({ replyToId: postId, isListed: true });
  const reposts = await models.reposts.find({ postId, shard: shardOf(postId) }, { repostId: 1 }).lean();
  const shown =
    reposts.length === 0 ? 0 : await models.posts.countDocuments({ ...byIds(reposts.map(({ repostId }) => repostId)), isListed: true });
  if (post.likeCount !== likeCount || post.replyCount !== replyCount || post.repostCount !== shown)
    await models.posts.updateOne(byId(postId), { $set: { likeCount, replyCount, repostCount: shown } });
}

async function recountAccount({ models }: PostsDeps, userId: string): Promise<void> {
  const own = { authorId: userId, shard: shardOf(userId) };
  const publishedCount = await models.posts.countDocuments(own);
  const postCount = await models.posts.countDocuments({ ...own, isListed: true });
  await models.accounts.updateOne(byId(userId), { $set: { publishedCount, postCount }, $inc: { turn: 1 } });
}
