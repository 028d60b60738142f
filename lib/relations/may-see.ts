/** The one rule for who may see what somebody published: asked for pages, single objects and live events alike. */

export type Visibility = 'PUBLIC' | 'FOLLOWERS' | 'MENTIONED';

export interface Published {
  authorId: string;
  visibility: Visibility;
  mentionIds: readonly string[];
}

/** What restricts everything that a user publishes. */
export interface Restriction {
  isPrivate: boolean;
  isSuspended: boolean;
  isGone: boolean;
}

/** Whether anything restricts a user. */
export function isRestricted(restriction: Restriction | null | undefined): boolean {
  return Boolean(restriction && (restriction.isPrivate || restriction.isSuspended || restriction.isGone));
}

/** Whether a user is deleted or suspended: nobody sees such a user. */
export function isHidden(restriction: Pick<Restriction, 'isSuspended' | 'isGone'> | null | undefined): boolean {
  return Boolean(restriction?.isGone || restriction?.isSuspended);
}

/** A viewer's relations to the users in question. */
export interface ViewerRelations {
  /** Null for somebody who is not signed in. */
  viewerId: string | null;
  follows: (userId: string) => boolean;
  /** Whether one of the two blocks the other. */
  isBlocked: (userId: string) => boolean;
  /** Null for a user whom nothing restricts. */
  restriction: (userId: string) => Restriction | null;
}

/**
 * Whether a viewer may see something that was published.
 *
 * One's own: always. Of an author who is gone or suspended, or with a block between the two: never. To the mentioned alone:
 * by them. The rest by followers, and by everybody where it is public and its author is.
 */
export function maySee({ viewerId, follows, isBlocked, restriction }: ViewerRelations, published: Published): boolean {
  const { authorId, visibility, mentionIds } = published;
  if (authorId === viewerId) return true;
  const restricted = restriction(authorId);
  if (isHidden(restricted)) return false;
  if (viewerId !== null && isBlocked(authorId)) return false;
  if (visibility === 'MENTIONED') return viewerId !== null && mentionIds.includes(viewerId);
  if (visibility === 'PUBLIC' && !restricted?.isPrivate) return true;
  return viewerId !== null && follows(authorId);
}

/** Whether a viewer may see that a user did something, such as liking a post. */
export function maySeeActor({ viewerId, isBlocked, restriction }: Omit<ViewerRelations, 'follows'>, userId: string): boolean {
  return userId === viewerId || (!isHidden(restriction(userId)) && !(viewerId !== null && isBlocked(userId)));
}
