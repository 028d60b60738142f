import { maySee, type ViewerRelations } from '#lib/relations/may-see.ts';
import type { PostRecord } from '../model.ts';

/** What the visibility of a post depends on. */
export type Behind = Pick<PostRecord, 'authorId' | 'visibility' | 'mentionIds' | 'repostOfAuthorId'>;

/** Whether a viewer may see a post: by the one rule, and of a repost also what it shows, which is always public. */
export function maySeePost(viewer: ViewerRelations, post: Behind): boolean {
  if (!maySee(viewer, post)) return false;
  return post.repostOfAuthorId === null || maySee(viewer, { authorId: post.repostOfAuthorId, visibility: 'PUBLIC', mentionIds: [] });
}

/** Whom a post's visibility depends on. */
export function usersBehind({ authorId, repostOfAuthorId }: Pick<PostRecord, 'authorId' | 'repostOfAuthorId'>): string[] {
  return repostOfAuthorId === null ? [authorId] : [authorId, repostOfAuthorId];
}
