import type { Loaders } from '../context.ts';

export interface PostAsShown {
  id: string;
  text?: string | undefined;
  mediaIds?: readonly string[] | undefined;
  publishedAt?: string | Date | null | undefined;
  editedAt?: string | Date | null | undefined;
}

export interface Indexing {
  state: 'PENDING' | 'DONE';
  done: number;
  total: number;
  updatedAt: Date;
}

/** The indexing state of a visible post; null for drafts and reposts. */
export async function indexingOf(loaders: Loaders, post: PostAsShown): Promise<Indexing | null> {
  const { id, text = '', mediaIds = [], publishedAt, editedAt } = post;
  if (publishedAt == null || (text === '' && mediaIds.length === 0)) return null;
  const entry = await loaders.indexed.load(id);
  const changedAt = new Date(editedAt ?? publishedAt);
  if (!entry || entry.goneAt || (editedAt != null && (entry.editedAt?.getTime() ?? 0) < changedAt.getTime()))
    return { state: 'PENDING', done: 0, total: 1, updatedAt: changedAt };
  return { state: 'DONE', done: 1, total: 1, updatedAt: entry.indexedAt };
}
