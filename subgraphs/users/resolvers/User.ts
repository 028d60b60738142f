import { isId } from '#lib/db/ids.ts';
import { type Connection, mapConnection } from '#lib/graphql/connection.ts';
import { isSignedOut } from '#lib/service/define-subgraph.ts';
import type { Context } from '../context.ts';
import { type FollowList, type FollowListInput, listFollows } from '../relations/follow-lists.ts';
import type { UserResolvers } from '../generated/types.ts';
import type { UserRecord } from '../model/user.ts';

type FlagName = 'followsViewer' | 'viewerFollows' | 'followRequested' | 'viewerBlocks' | 'viewerMutes';

/** A list of follows without the users whom the viewer may not find; empty when the viewer may not see the list. */
async function follows(
  { _id, isPrivate }: UserRecord,
  args: FollowListInput['args'],
  { deps, loaders, viewerId }: Context,
  { list, count }: { list: FollowList; count: number },
): Promise<Connection<UserRecord | null> & { totalCount: number | null }> {
  const isOpen = _id === viewerId || (!(await loaders.viewerBlocks.load(_id)) && (!isPrivate || (await loaders.viewerFollows.load(_id))));
  const users = new Map<string, UserRecord>();
  const page = await listFollows(deps, list, {
    userId: _id,
    args,
    isHidden: !isOpen,
    keep: async (ids) => {
      for (const user of await Promise.all(ids.map((id) => loaders.user.load(id)))) if (user) users.set(user._id, user);
      return users;
    },
  });
  return { ...mapConnection(page, (id) => users.get(id) ?? null), totalCount: isOpen ? count : null };
}

/** Loads a flag between the viewer and a user. A signed-out viewer has none; without a promise that answer costs much less. */
const ofViewer =
  (name: FlagName): NonNullable<UserResolvers[FlagName]> =>
  ({ _id }, _args, context) =>
    isSignedOut(context) ? false : context.loaders[name].load(_id);

/** A part of the profile, or a substitute for a viewer who blocks its owner. */
function unlessBlocked<Value, Hidden>({ _id }: UserRecord, context: Context, value: Value, hidden: Hidden) {
  if (isSignedOut(context)) return value;
  return context.loaders.viewerBlocks.load(_id).then((isBlocked) => (isBlocked ? hidden : value));
}

export const User: UserResolvers = {
  __resolveReference: ({ id }, { loaders }) => (isId(id, 'usr') ? loaders.user.load(id) : null),
  id: ({ _id }) => _id,
  bio: (user, _args, context) => unlessBlocked(user, context, user.bio, ''),
  website: (user, _args, context) => unlessBlocked(user, context, user.website, null),
  avatarId: (user, _args, context) => unlessBlocked(user, context, user.avatarId, null),
  followers: async (user, args, context) => await follows(user, args, context, { list: 'followers', count: user.followerCount }),
  following: async (user, args, context) => await follows(user, args, context, { list: 'following', count: user.followingCount }),
  followsViewer: ofViewer('followsViewer'),
  viewerFollows: ofViewer('viewerFollows'),
  followRequested: ofViewer('followRequested'),
  viewerBlocks: ofViewer('viewerBlocks'),
  viewerMutes: ofViewer('viewerMutes'),
};
