import type { ReactionResolvers } from '../generated/types.ts';
import { listReactors } from '../messages/react.ts';

export const Reaction: ReactionResolvers = {
  viewerReacted: async ({ messageId, emoji }, _args, { loaders }) => (await loaders.ownReactions.load(messageId)).has(emoji),
  users: async (reaction, args, context) => await listReactors(context, reaction, args),
};
