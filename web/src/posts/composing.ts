/** The state of the composer dialog: the post to answer or edit; null while it is closed. */
import type { Post } from '../data/posts.ts';
import { createStore } from '../data/store.ts';

export interface Composing {
  replyTo?: Post;
  edit?: Post;
}

export const composing = createStore<Composing | null>(null);

export function openComposer(what: Composing = {}): void {
  composing.set(what);
}

export function closeComposer(): void {
  composing.set(null);
}
