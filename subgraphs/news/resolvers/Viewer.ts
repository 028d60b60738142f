import type { ViewerResolvers } from '../generated/types.ts';
import { readingOf } from '../context.ts';
import { calendarUrl } from '../feeds/calendar-key.ts';
import { listBookmarks } from '../marks/bookmarks.ts';

export const Viewer: ViewerResolvers = {
  __resolveReference: ({ id }, { viewerId }) => (id === viewerId ? { id } : null),
  articleBookmarks: async (_source, args, context) => await listBookmarks(await readingOf(context), args),
  calendarUrl: async ({ id }, _args, { deps }) => await calendarUrl(deps, id),
};
