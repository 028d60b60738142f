import type { QueryResolvers } from '../../generated/types.ts';

export const me: NonNullable<QueryResolvers['me']> = async (_parent, _args, { viewerId, identity, loaders }) => {
  const user = viewerId === null ? null : await loaders.user.load(viewerId);
  return user && { userId: user._id, sessionId: identity.sessionId };
};
