import { byId } from '#lib/db/ids.ts';
import { AppError } from '#lib/service/errors.ts';
import type { ViewerResolvers } from '../generated/types.ts';
import { listSessions } from '../rules/sessions.ts';

const gone = (): AppError => new AppError('UNAUTHENTICATED', 'This account is gone.');

export const Viewer: ViewerResolvers = {
  __resolveReference: ({ id }, { viewerId, identity }) => (id === viewerId ? { userId: id, sessionId: identity.sessionId } : null),
  id: ({ userId }) => userId,
  email: async ({ userId }, _args, { deps }) => {
    const account = await deps.models.accounts.findOne(byId(userId), { email: 1 }).lean();
    if (account === null) throw gone();
    return account.email;
  },
  sessions: async ({ userId, sessionId }, _args, { deps }) => {
    const sessions = await listSessions(deps, userId);
    return sessions.map((session) => ({ ...session, current: session._id === sessionId }));
  },
  user: async ({ userId }, _args, { loaders }) => {
    const user = await loaders.user.load(userId);
    if (user === null) throw gone();
    return user;
  },
};
