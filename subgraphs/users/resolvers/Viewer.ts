import { byId } from '#lib/db/ids.ts';
import { type Connection, mapConnection, type PageArguments } from '#lib/graphql/connection.ts';
import type { Context } from '../context.ts';
import { type EdgeList, listEdges } from '../relations/edges.ts';
import type { UserRecord } from '../model/user.ts';
import type { ViewerResolvers } from '../generated/types.ts';
import { accountGone } from '../errors.ts';
import { showEmail } from '../accounts/input.ts';
import { listSessions } from '../sessions/sessions.ts';

async function people(
  list: EdgeList,
  userId: string,
  args: PageArguments,
  { deps, loaders }: Context,
): Promise<Connection<UserRecord | null> & { totalCount: null }> {
  const page = await listEdges(deps, list, userId, args);
  const users = new Map(await Promise.all(page.nodes.map(async (id) => [id, await loaders.anyUser.load(id)] as const)));
  return { ...mapConnection(page, (id) => users.get(id) ?? null), totalCount: null };
}

export const Viewer: ViewerResolvers = {
  __resolveReference: ({ id }, { viewerId, identity }) => (id === viewerId ? { userId: id, sessionId: identity.sessionId } : null),
  id: ({ userId }) => userId,
  blocked: async ({ userId }, args, context) => await people('blocking', userId, args, context),
  followRequests: async ({ userId }, args, context) => await people('requestsReceived', userId, args, context),
  muted: async ({ userId }, args, context) => await people('muting', userId, args, context),
  email: async ({ userId }, _args, { deps }) => {
    const account = await deps.models.accounts.findOne(byId(userId), { email: 1 }).lean();
    if (account === null) throw accountGone();
    return showEmail(account.email);
  },
  emailVerified: async ({ userId }, _args, { deps }) => {
    const account = await deps.models.accounts.findOne(byId(userId), { emailVerifiedAt: 1 }).lean();
    if (account === null) throw accountGone();
    return account.emailVerifiedAt !== null;
  },
  sessions: async ({ userId, sessionId }, _args, { deps }) => {
    const sessions = await listSessions(deps, userId);
    return sessions.map((session) => ({ ...session, current: session._id === sessionId }));
  },
  user: async ({ userId }, _args, { loaders }) => {
    const user = await loaders.user.load(userId);
    if (user === null) throw accountGone();
    return user;
  },
};
