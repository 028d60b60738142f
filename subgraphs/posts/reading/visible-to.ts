/** Finds the users who may see a post now. Other subgraphs ask this before they tell users of the post. */
import { byId, shardOf } from '#lib/db/ids.ts';
import { readRelations } from '#lib/relations/read-relations.ts';
import { type RelationLookups, relationsOf } from '#lib/relations/viewer-relations.ts';
import type { PostsDeps } from '../deps.ts';
import { maySeePost, usersBehind } from './may-see-post.ts';

const mostAsked = 1_000;

export interface VisibleTo {
  /** Null where the post does not exist. */
  post: { text: string; authorId: string } | null;
  viewerIds: string[];
}

export async function findVisibleTo({ models }: PostsDeps, postId: string, viewerIds: readonly string[]): Promise<VisibleTo> {
  const post = await models.posts.findOne(byId(postId)).lean();
  if (!post) return { post: null, viewerIds: [] };
  const asked = viewerIds.slice(0, mostAsked);
  const userIds = usersBehind(post);
  const known = await readRelations(models, { viewerIds: asked, userIds });
  const seenBy = (follows: RelationLookups['follows']): string[] =>
    asked.filter((viewerId) => maySeePost(relationsOf(viewerId, { ...known, follows }), post));
  const answer = { post: { text: post.text, authorId: post.authorId } };
  // Follows do not decide who sees most posts. They are read only where the rule asks for one.
  let isAsked = false;
  const visibleToStrangers = seenBy(() => ((isAsked = true), false));
  if (!isAsked) return { ...answer, viewerIds: visibleToStrangers };
  const ids = asked.flatMap((viewerId) => userIds.map((userId) => `${viewerId}/${userId}`));
  const edges = await models.following
    .find({ _id: { $in: ids }, shard: { $in: [...new Set(asked.map(shardOf))] } }, { _id: 1 })
    .batchSize(mostAsked)
    .lean();
  const follows = new Set(edges.map(({ _id }) => _id));
  return { ...answer, viewerIds: seenBy((viewerId, userId) => follows.has(`${viewerId}/${userId}`)) };
}
