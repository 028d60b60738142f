import { shardOf } from '#lib/db/ids.ts';
import type { Published } from '#lib/relations/may-see.ts';
import { readRelationsOfUsers } from '#lib/relations/read-relations.ts';
import { type KnownRelations, relationsOf } from '#lib/relations/viewer-relations.ts';
import type { PostsDeps } from '../deps.ts';

export interface LoadViewersInput {
  viewerIds: readonly string[];
  userIds: readonly string[];
  /** What is to be seen: follows are read where they decide. */
  published: readonly Published[];
  /** Whether follows are read in any case. */
  areFollowsAsked?: boolean;
}

/** Reads the relations between users and many viewers, at the users' ends: one shard has all of a user's relations. */
export async function loadViewers(
  { models }: PostsDeps,
  { viewerIds, userIds, published, areFollowsAsked = false }: LoadViewersInput,
): Promise<(viewerId: string | null) => KnownRelations> {
  const viewers = [...new Set(viewerIds)];
  const known = await readRelationsOfUsers(models, { viewerIds: viewers, userIds });
  const decisive = published.filter(
    ({ authorId, visibility }) => visibility === 'FOLLOWERS' || (visibility === 'PUBLIC' && known.restriction(authorId)?.isPrivate),
  );
  const follows = new Set<string>();
  for (const userId of new Set(areFollowsAsked ? userIds : decisive.map(({ authorId }) => authorId))) {
    const where = { followeeId: userId, shard: shardOf(userId), followerId: { $in: viewers } };
    for (const { followerId } of await models.followers.find(where, { followerId: 1 }).lean()) follows.add(`${followerId}/${userId}`);
  }
  const lookups = { ...known, follows: (viewerId: string, userId: string) => follows.has(`${viewerId}/${userId}`) };
  return (viewerId) => relationsOf(viewerId, lookups);
}
