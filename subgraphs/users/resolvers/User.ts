import { isId } from '#lib/db/ids.ts';
import { type Connection, mapConnection } from '#lib/graphql/connection.ts';
import type { Context } from '../context.ts';
import { type FollowListInput, listFollowers, listFollowing } from '../rules/follow-lists.ts';
import type { UserResolvers } from '../generated/types.ts';
import type { UserRecord } from '../model.ts';

type List = (deps: Context['deps'], input: FollowListInput) => Promise<Connection<string>>;

/** A list of follows without those whom the viewer may not find; empty where the list itself is not for the viewer. */
async function follows(
  { _id, isPrivate }: UserRecord,
  args: FollowListInput['args'],
  { deps, loaders, viewerId }: Context,
  { list, count }: { list: List; count: number },
): Promise<Connection<UserRecord | null> & { totalCount: number | null }> {
  const isOpen = _id === viewerId || (!(await loaders.viewerBlocks.load(_id)) && (!isPrivate || (await loaders.viewerFollows.load(_id))));
  const page = await list(deps, {
    userId: _id,
    args,
    isHidden: !isOpen,
    keep: async (ids) => {
      const found = await Promise.all(ids.map((id) => loaders.user.load(id)));
      return new Set(found.flatMap((user) => user?._id ?? []));
    },
  });
  const users = new Map(await Promise.all(page.nodes.map(async (id) => [id, await loaders.user.load(id)] as const)));
  return { ...mapConnection(page, (id) => users.get(id) ?? null), totalCount: isOpen ? count : null };
}

export const User: UserResolvers = {
  __resolveReference: ({ id }, { loaders }) => (isId(id, 'usr') ? loaders.user.load(id) : null),
  id: ({ _id }) => _id,
  bio: async ({ _id, bio }, _args, { loaders }) => ((await loaders.viewerBlocks.load(_id)) ? '' : bio),
  website: async ({ _id, website }, _args, { loaders }) => ((await loaders.viewerBlocks.load(_id)) ? null : website),
  avatarId: async ({ _id, avatarId }, _args, { loaders }) => ((await loaders.viewerBlocks.load(_id)) ? null : avatarId),
  followers: async (user, args, context) => await follows(user, args, context, { list: listFollowers, count: user.followerCount }),
  following: async (user, args, context) => await follows(user, args, context, { list: listFollowing, count: user.followingCount }),
  followsViewer: ({ _id }, _args, { loaders }) => loaders.followsViewer.load(_id),
  viewerFollows: ({ _id }, _args, { loaders }) => loaders.viewerFollows.load(_id),
  followRequested: ({ _id }, _args, { loaders }) => loaders.followRequested.load(_id),
  viewerBlocks: ({ _id }, _args, { loaders }) => loaders.viewerBlocks.load(_id),
  viewerMutes: ({ _id }, _args, { loaders }) => loaders.viewerMutes.load(_id),
};
