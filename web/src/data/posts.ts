/** All loaded posts, by id: a like shows at once wherever the post is shown. */
import { useSyncExternalStore } from 'react';
import type { PostContentFragment, PostFieldsFragment } from '@agora/sdk';

export type Post = PostFieldsFragment;

const posts = new Map<string, Post>();
const deleted = new Set<string>();
const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

function keep(post: PostFieldsFragment | PostContentFragment): void {
  const repostOf = 'repostOf' in post ? post.repostOf : null;
  posts.set(post.id, { ...post, repostOf });
  if (repostOf) keep(repostOf);
}

/** Stores loaded posts over the older state of the same posts. @returns Their ids. */
export function keepPosts(found: readonly (PostFieldsFragment | null)[]): string[] {
  const present = found.filter((post) => post !== null);
  for (const post of present) keep(post);
  tell();
  return present.map(({ id }) => id);
}

export function postOf(id: string): Post | null {
  return deleted.has(id) ? null : (posts.get(id) ?? null);
}

export function changePost(id: string, change: (post: Post) => Post): void {
  const post = posts.get(id);
  if (!post) return;
  posts.set(id, change(post));
  tell();
}

/** Removes a deleted post and its reposts from every list. */
export function forgetPost(id: string): void {
  deleted.add(id);
  tell();
}

/** Forgets all posts: another viewer may see others. */
export function forgetAllPosts(): void {
  posts.clear();
  deleted.clear();
  tell();
}

/** The current state of a post; null once it is deleted. */
export function usePost(id: string | null): Post | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => (id === null ? null : postOf(id)),
  );
}
