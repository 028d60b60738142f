import { liveCursorsOf } from '#lib/events/live-cursors.ts';
import type { PostsDeps } from '../deps.ts';

/** The cursors of `newPost`. */
export const newPostCursors = liveCursorsOf('newPost');

/** The cursor of the present, which joins a page to `newPost`. */
export async function liveCursor(deps: PostsDeps): Promise<string> {
  return await newPostCursors.now(deps);
}
