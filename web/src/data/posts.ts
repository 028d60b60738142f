/** Every post that the app has seen, so that a like shows wherever the post is shown. */
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

/** Keeps what came; what is known of the same posts already gives way. */
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

/** Takes a post from every list; those that show it go, too. */
export function forgetPost(id: string): void {
  deleted.add(id);
  tell();
}

/** Another person may not see the same. */
export function forgetAllPosts(): void {
  posts.clear();
  deleted.clear();
  tell();
}

/** The post as it is known now; null when it is gone. */
export function usePost(id: string | null): Post | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => (id === null ? null : postOf(id)),
  );
}
