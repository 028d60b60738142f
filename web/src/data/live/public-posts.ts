/** Public posts, all or those of one tag: live while the page is open, kept for each history entry. */
import { useEffect } from 'react';
import { client } from '../../client.ts';
import { usePlace } from '../../routing/place.ts';
import { createLivePosts, type LivePosts } from './live-posts.ts';

const keptLists = 20;
const kept = new Map<string, LivePosts>();

/** Forgets all lists: another viewer may see other posts. */
export function forgetPublicPosts(): void {
  for (const list of kept.values()) list.drop();
  kept.clear();
}

/** @param hashtag - Limits the list to posts with this tag; null for all. */
export function usePublicPosts(hashtag: string | null): LivePosts {
  const { key } = usePlace();
  const list = keptAs(`${key} ${hashtag ?? ''}`, hashtag);
  useEffect(() => {
    list.follow();
    return list.pause;
  }, [list]);
  return list;
}

function keptAs(key: string, hashtag: string | null): LivePosts {
  const known = kept.get(key);
  if (known) return known;
  const only = hashtag === null ? {} : { hashtag };
  const list = createLivePosts({
    live: (options) => client.live.posts({ ...options, ...only }),
    load: async (page) => await client.api.posts({ ...page, ...only }),
  });
  kept.set(key, list);
  const [oldest] = kept.keys();
  if (kept.size > keptLists && oldest !== undefined) kept.delete(oldest);
  return list;
}
