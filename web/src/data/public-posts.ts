/** What everybody may see, or what of it is under a tag: live while it is looked at, kept for each entry of the history. */
import { useEffect } from 'react';
import { client } from '../client.ts';
import { usePlace } from '../routing/place.ts';
import { createLivePosts, type LivePosts } from './live-posts.ts';

const keptLists = 20;
const kept = new Map<string, LivePosts>();

/** Another person may not see the same. */
export function forgetPublicPosts(): void {
  for (const list of kept.values()) list.drop();
  kept.clear();
}

/** @param hashtag - Only what is under it; null for all. */
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
