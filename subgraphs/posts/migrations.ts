/** Migrations of posts that an older version stored. */
import { byId, byIds, shardOf } from '#lib/db/ids.ts';
import { dropIndexes } from '#lib/db/preparation/drop-indexes.ts';
import type { Migration, Progress } from '#lib/db/preparation/migrations.ts';
import { formerRelationIndexes } from '#lib/relations/replica.ts';
import type { PostsDeps } from './deps.ts';
import type { PostRecord } from './model.ts';
import { noteStanding } from './authors/listing.ts';

const chunkSize = 100;

export function migrationsOf(deps: PostsDeps): Migration[] {
  return [
    {
      name: 'edits in a collection of their own',
      run: async (progress) => await moveEdits(deps, progress),
      cleanUp: async () => await dropOwnEdits(deps),
    },
    {
      name: 'listed posts and likes marked and counted',
      run: async (progress) => await markListed(deps, progress),
    },
    // Of lists that looked past unlisted posts and likes.
    dropIndexes(deps.connection, {
      posts: ['visibility_1_publishedAt_-1__id_-1', 'hashtags_1_publishedAt_-1__id_-1', 'mentionIds_1', 'replyToId_1_publishedAt_1__id_1'],
      likes: ['postId_1_createdAt_-1_userId_-1', 'userId_1'],
    }),
    dropIndexes(deps.connection, {
      ...formerRelationIndexes,
      following: ['followerId_1_followeeId_1'],
      followers: ['followeeId_1_followerId_1'],
    }),
    dropIndexes(deps.connection, { drafts: ['publishAt_1'] }),
  ];
}

/** Runs work for all posts, one chunk at a time. Another run goes on after the last whole chunk. */
async function forEachPost<Post extends PostRecord>(
  { models }: PostsDeps,
  { where, progress }: { where: object; progress: Progress },
  work: (post: Post) => Promise<void>,
): Promise<void> {
  for (let after = progress.after ?? ''; ; ) {
    const posts = await models.posts
      .find({ ...where, _id: { $gt: after } })
      .sort({ _id: 1 })
      .limit(chunkSize)
      .lean<Post[]>();
    for (const post of posts) await work(post);
    if (posts.length < chunkSize) return;
    after = posts.at(-1)?._id ?? after;
    await progress.save(after);
  }
}

/** A post that holds its own edits, the oldest first. */
type OldPost = PostRecord & { edits: { text: string; editedAt: Date }[] };

async function moveEdits(deps: PostsDeps, progress: Progress): Promise<void> {
  const where = { edits: { $exists: true, $ne: [] } };
  await forEachPost(deps, { where, progress }, async ({ _id }) => await deps.transaction(async () => await moveEditsOf(deps, _id)));
}

/**
 * The version before adds edits to a post whose others have moved: all are numbered anew, by their times. It needs the list,
 * which stays empty.
 *
 * The mentions of those texts are unknown. In a post for mentioned users, only its author may see them.
 */
async function moveEditsOf({ models }: PostsDeps, postId: string): Promise<void> {
  const post = await models.posts.findOne(byId(postId)).lean<OldPost | null>();
  if (!post?.edits?.length) return;
  const { shard, authorId } = post;
  const known = await models.edits.find({ postId, shard }).lean();
  const moved = post.edits.map(({ text, editedAt }) => ({ shard, postId, authorId, text, editedAt, mentionIds: [] }));
  const edits = [...known, ...moved]
    .sort((one, other) => one.editedAt.getTime() - other.editedAt.getTime())
    .map((edit, index) => ({ ...edit, _id: `${postId}/${index + 1}` }));
  await models.edits.deleteMany({ postId, shard });
  await models.edits.insertMany(edits);
  const editBytes = edits.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  const change = { $set: { editCount: edits.length, editBytes, edits: [] } };
  await models.posts.updateOne(byId(postId), change, { strict: false });
}

/** Drops the lists, which the version before needs. */
async function dropOwnEdits(deps: PostsDeps): Promise<void> {
  const progress = { after: null, save: async () => undefined };
  const withList = { edits: [] };
  await forEachPost(deps, { where: { edits: { $exists: true } }, progress }, async ({ _id }) => {
    await deps.models.posts.updateOne({ ...byId(_id), ...withList }, { $unset: { edits: 1 } }, { strict: false });
  });
}

/** Marks and counts the posts that everybody may see. One transaction reads and writes each count, so other writers may run meanwhile. */
async function markListed(deps: PostsDeps, progress: Progress): Promise<void> {
  const { models, transaction } = deps;
  for await (const { _id } of models.restrictions.find().lean().cursor())
    await transaction(async () => void (await noteStanding(deps, _id)));
  const unmarked = { isListed: { $exists: false } };
  const idsOf = async (where: object): Promise<string[]> => (await models.accounts.find(where, { _id: 1 }).lean()).map(({ _id }) => _id);
  await models.posts.updateMany({ ...unmarked, visibility: { $ne: 'PUBLIC' } }, { $set: { isListed: false } });
  await models.posts.updateMany({ ...unmarked, authorId: { $in: await idsOf({ isOpen: false }) } }, { $set: { isListed: false } });
  await models.posts.updateMany(unmarked, { $set: { isListed: true } });
  await models.likes.updateMany({ ...unmarked, userId: { $in: await idsOf({ isShown: false }) } }, { $set: { isListed: false } });
  await models.likes.updateMany(unmarked, { $set: { isListed: true } });
  const where = { $or: [{ likeCount: { $gt: 0 } }, { replyCount: { $gt: 0 } }, { repostCount: { $gt: 0 } }] };
  await forEachPost(deps, { where, progress }, async ({ _id }) => await transaction(async () => await recountPost(deps, _id)));
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
