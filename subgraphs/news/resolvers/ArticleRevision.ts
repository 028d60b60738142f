import type { ArticleRevisionResolvers } from '../generated/types.ts';
import { shownAuthor } from '../authors/shown-author.ts';

export const ArticleRevision: ArticleRevisionResolvers = {
  savedBy: async ({ savedBy }, _args, context) => await shownAuthor(context, savedBy),
};
