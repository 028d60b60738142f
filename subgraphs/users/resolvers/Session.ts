import type { SessionResolvers } from '../generated/types.ts';

export const Session: SessionResolvers = {
  id: ({ _id }) => _id,
};
