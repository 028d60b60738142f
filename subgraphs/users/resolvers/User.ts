import { isId } from '#lib/db/ids.ts';
import { type Connection, mapConnection } from '#lib/graphql/connection.ts';
import type { Context } from '../context.ts';
import { listFollowers, listFollowing } from '../rules/follow-lists.ts';
import type { UserResolvers } from '../generated/types.ts';
import type { UserRecord } from '../model.ts';

async function loadUsers(page: Connection<string>, { loaders }: Context): Promise<Connection<UserRecord | null>> {
  const users = new Map(await Promise.all(page.nodes.map(async (id) => [id, await loaders.user.load(id)] as const)));
  return mapConnection(page, (id) => users.get(id) ?? null);
}

export const User: UserResolvers = {
  __resolveReference: ({ id }, { loaders }) => (isId(id, 'usr') ? loaders.user.load(id) : null),
  id: ({ _id }) => _id,
  followers: async ({ _id, followerCount }, args, context) => {
    const page = await listFollowers(context.deps, { userId: _id, args });
    return { ...(await loadUsers(page, context)), totalCount: followerCount };
  },
  following: async ({ _id, followingCount }, args, context) => {
    const page = await listFollowing(context.deps, { userId: _id, args });
    return { ...(await loadUsers(page, context)), totalCount: followingCount };
  },
  followsViewer: ({ _id }, _args, { loaders }) => loaders.followsViewer.load(_id),
  viewerFollows: ({ _id }, _args, { loaders }) => loaders.viewerFollows.load(_id),
};
