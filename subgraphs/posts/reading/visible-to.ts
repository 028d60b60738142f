/** Who of some users may see a post at this moment: asked by those who are about to tell them of it. */
import { byId, byIds, shardOf } from '#lib/db/ids.ts';
import type { PostsDeps } from '../context.ts';
import { maySeePost, usersBehind } from './may-see-post.ts';

const mostAsked = 1_000;

export interface VisibleTo {
  /** Null when there is no such post. */
  post: { text: string; authorId: string } | null;
  viewerIds: string[];
}

export async function findVisibleTo({ models }: PostsDeps, postId: string, viewerIds: readonly string[]): Promise<VisibleTo> {
  const post = await models.posts.findOne(byId(postId)).lean();
  if (!post) return { post: null, viewerIds: [] };
  const asked = viewerIds.slice(0, mostAsked);
  const behind = usersBehind(post);
  const ends = {
    _id: { $in: asked.flatMap((viewerId) => behind.map((userId) => `${viewerId}/${userId}`)) },
    shard: { $in: [...new Set(asked.map(shardOf))] },
  };
  const restrictions = new Map((await models.restrictions.find(byIds(behind)).lean()).map((record) => [record._id, record]));
  const relations = new Map((await models.relations.find(ends).batchSize(mostAsked).lean()).map((end) => [end._id, end]));
  const seenBy = (follows: (edgeId: string) => boolean): string[] =>
    asked.filter((viewerId) =>
      maySeePost(
        {
          viewerId,
          follows: (userId) => follows(`${viewerId}/${userId}`),
          isBlocked: (userId) => {
            const relation = relations.get(`${viewerId}/${userId}`);
            return Boolean(relation?.blocks || relation?.isBlocked);
          },
          restriction: (userId) => restrictions.get(userId) ?? null,
        },
        post,
      ),
    );
  // Of most posts it does not matter who follows whom, and nearly all of those who are asked about do.
  let isAsked = false;
  const visibleToStrangers = seenBy(() => ((isAsked = true), false));
  if (!isAsked) return { post: { text: post.text, authorId: post.authorId }, viewerIds: visibleToStrangers };
  const edges = await models.following.find(ends, { _id: 1 }).batchSize(mostAsked).lean();
  const follows = new Set(edges.map(({ _id }) => _id));
  const allowed = seenBy((edgeId) => follows.has(edgeId));
  return { post: { text: post.text, authorId: post.authorId }, viewerIds: allowed };
}
