import { loadRelations } from '#lib/relations/relation-loaders.ts';
import type { Loaders } from '../context.ts';
import { type Behind, maySeePost, publicationsOf } from './may-see-post.ts';

/** Returns those posts that the viewer may see. */
export async function onlyVisible<Post extends Behind>(
  posts: readonly Post[],
  viewerId: string | null,
  loaders: Pick<Loaders, 'follows' | 'between' | 'restriction'>,
): Promise<Post[]> {
  const viewer = await loadRelations(loaders, viewerId, posts.flatMap(publicationsOf));
  return posts.filter((post) => maySeePost(viewer, post));
}
