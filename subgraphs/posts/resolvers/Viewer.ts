import type { ViewerResolvers } from '../generated/types.ts';
import { listBookmarks } from '../marks/bookmarks.ts';
import { listDrafts } from '../drafts/drafts.ts';

export const Viewer: ViewerResolvers = {
  __resolveReference: ({ id }, { viewerId }) => (id === viewerId ? { id } : null),
  bookmarks: async (_source, args, context) => await listBookmarks(context, args),
  drafts: async (_source, args, context) => await listDrafts(context, args),
};
