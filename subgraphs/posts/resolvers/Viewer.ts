import type { ViewerResolvers } from '../generated/types.ts';
import { listBookmarks } from '../rules/bookmarks.ts';
import { listDrafts } from '../rules/drafts.ts';

export const Viewer: ViewerResolvers = {
  __resolveReference: ({ id }, { viewerId }) => (id === viewerId ? { id } : null),
  bookmarks: async (_source, args, context) => await listBookmarks(context, args),
  drafts: async (_source, args, context) => await listDrafts(context, args),
};
