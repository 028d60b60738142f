/** The one rule for who may see what somebody published: asked for pages, single objects and live events alike. */

export interface Published {
  authorId: string;
  visibility: 'PUBLIC' | 'FOLLOWERS';
}

export interface ViewerRelations {
  viewerId: string | null;
  /** Whether the viewer follows that user. */
  follows: (userId: string) => boolean;
}

/** Whether a viewer may see something that was published. */
export function maySee({ viewerId, follows }: ViewerRelations, { authorId, visibility }: Published): boolean {
  return visibility === 'PUBLIC' || authorId === viewerId || (viewerId !== null && follows(authorId));
}
