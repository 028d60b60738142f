import { findVisibleActors } from '#lib/relations/relation-loaders.ts';
import type { Reading } from '../context.ts';

/** The author of a text as the viewer may see them: null for one who is gone or suspended, or in a block with the viewer. */
export async function shownAuthor(
  { loaders, viewerId }: Pick<Reading, 'loaders' | 'viewerId'>,
  authorId: string | null,
): Promise<{ id: string } | null> {
  if (authorId === null) return null;
  return (await findVisibleActors(loaders, viewerId, [authorId])).has(authorId) ? { id: authorId } : null;
}
