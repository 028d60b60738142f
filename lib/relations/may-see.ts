/** The one rule of visibility, for pages, single objects and live events alike. */

export type Visibility = 'PUBLIC' | 'FOLLOWERS' | 'MENTIONED';

export interface Published {
  authorId: string;
  visibility: Visibility;
  mentionIds: readonly string[];
}

/** The restrictions on everything that a user publishes. */
export interface Restriction {
  isPrivate: boolean;
  isSuspended: boolean;
  isGone: boolean;
}

/** Whether anything restricts a user. */
export function isRestricted(restriction: Restriction | null | undefined): boolean {
  return Boolean(restriction && (restriction.isPrivate || restriction.isSuspended || restriction.isGone));
}

/** Whether a user is deleted or suspended. No other user sees such a user. */
export function isHidden(restriction: Pick<Restriction, 'isSuspended' | 'isGone'> | null | undefined): boolean {
  return Boolean(restriction?.isGone || restriction?.isSuspended);
}

/** A viewer's relations to the users in question. */
export interface ViewerRelations {
  /** Null for a signed-out viewer. */
  viewerId: string | null;
  follows: (userId: string) => boolean;
  /** Whether one of the two blocks the other. */
  isBlocked: (userId: string) => boolean;
  /** Null for a user whom nothing restricts. */
  restriction: (userId: string) => Restriction | null;
}

/**
 * Whether a viewer may see a publication.
 *
 * Authors always see their own. No other user sees a publication of a deleted or suspended author, or past a block between the
 * two. Mentioned users see a publication for mentioned users. Followers see the rest; everybody sees it where both the
 * publication and its author are public.
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
