import { maySee, type Published, type ViewerRelations } from '#lib/relations/may-see.ts';
import type { PostRecord } from '../model.ts';

/** The fields of a post that decide who may see it. */
export type Behind = Pick<PostRecord, 'authorId' | 'visibility' | 'mentionIds' | 'repostOfAuthorId'>;

/** The publications that a viewer must see to see a post: the post itself and, behind a repost, the reposted post, which is always public. */
export function publicationsOf({ authorId, visibility, mentionIds, repostOfAuthorId }: Behind): Published[] {
  const own = { authorId, visibility, mentionIds };
  return repostOfAuthorId === null ? [own] : [own, { authorId: repostOfAuthorId, visibility: 'PUBLIC', mentionIds: [] }];
}

/** Whether a viewer may see a post. */
export function maySeePost(viewer: ViewerRelations, post: Behind): boolean {
  return publicationsOf(post).every((published) => maySee(viewer, published));
}

/** The users whose relations to the viewer decide whether the viewer may see a post. */
export function usersBehind(post: Behind): string[] {
  return publicationsOf(post).map(({ authorId }) => authorId);
}
