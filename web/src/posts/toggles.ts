/** Likes, reposts and bookmarks: shown at once, sent one at a time, and reverted on failure. */
import { client } from '../client.ts';
import { changePost, keepPosts, postOf, type Post } from '../data/posts.ts';
import { tellFailure } from '../ui/notices.tsx';

export type Toggle = 'like' | 'repost' | 'bookmark';

type Send = (variables: { id: string }) => Promise<Post>;

const { api } = client;
const sends: Record<Toggle, { on: Send; off: Send }> = {
  like: { on: api.likePost, off: api.unlikePost },
  repost: { on: api.repost, off: api.unrepost },
  bookmark: { on: api.bookmarkPost, off: api.unbookmarkPost },
};

/** The wanted state of each toggle whose request is running. */
const wanted = new Map<string, boolean>();

export function isOn(post: Post, toggle: Toggle): boolean {
  if (toggle === 'like') return post.viewerLiked;
  return toggle === 'repost' ? post.viewerReposted : post.viewerBookmarked;
}

/** The post with the toggle in its new state. */
function turned(post: Post, toggle: Toggle, on: boolean): Post {
  const by = Number(on) - Number(isOn(post, toggle));
  if (toggle === 'like') return { ...post, viewerLiked: on, likeCount: Math.max(0, post.likeCount + by) };
  if (toggle === 'repost') return { ...post, viewerReposted: on, repostCount: Math.max(0, post.repostCount + by) };
  return { ...post, viewerBookmarked: on };
}

/** Flips a toggle. A further flip during the request is sent after its answer. */
export async function flip(id: string, toggle: Toggle): Promise<void> {
  const before = postOf(id);
  if (!before) return;
  const key = `${toggle} ${id}`;
  const isRunning = wanted.has(key);
  let on = !isOn(before, toggle);
  wanted.set(key, on);
  changePost(id, (post) => turned(post, toggle, on));
  if (isRunning) return;
  try {
    for (;;) {
      const answer = await sends[toggle][on ? 'on' : 'off']({ id });
      const wish = wanted.get(key);
      if (wish === on || wish === undefined) {
        keepPosts([answer]);
        return;
      }
      on = wish;
    }
  } catch (error) {
    changePost(id, (post) => turned(post, toggle, isOn(before, toggle)));
    tellFailure(error);
  } finally {
    wanted.delete(key);
  }
}
