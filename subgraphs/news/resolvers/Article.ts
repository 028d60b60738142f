import type { ArticleResolvers } from '../generated/types.ts';
import { shownAuthor } from '../authors/shown-author.ts';
import { readingOf } from '../context.ts';
import { findArticle } from '../reading/find-named.ts';
import { listRevisions } from '../reading/list-revisions.ts';
import { textOf } from '../reading/text-of.ts';

export const Article: ArticleResolvers = {
  __resolveReference: async ({ id }, context) => await findArticle(await readingOf(context), { id }),
  id: ({ _id }) => _id,
  body: async (article, _args, { loaders }) => (await textOf(loaders, article)).body,
  bodyHtml: async (article, _args, { loaders }) => (await textOf(loaders, article)).bodyHtml,
  author: async ({ authorId }, _args, context) => await shownAuthor(context, authorId),
  viewerLiked: async ({ _id }, _args, { loaders }) => await loaders.liked.load(_id),
  viewerBookmarked: async ({ _id }, _args, { loaders }) => await loaders.bookmarked.load(_id),
  revisions: async (article, args, context) => await listRevisions(await readingOf(context), article, args),
};
