/** The home feed of the viewer, followed as long as they are signed in. */
import { client } from '../../client.ts';
import { createLivePosts } from './live-posts.ts';

export const homeFeed = createLivePosts({
  live: (options) => client.live.feed(options),
  load: async (page) => await client.api.feed(page),
});

let isFollowed = false;

export function followFeed(): void {
  isFollowed = true;
  homeFeed.follow();
}

/** Forgets the feed of a viewer who has signed out. */
export function dropFeed(): void {
  isFollowed = false;
  homeFeed.drop();
}

/** Loads the feed again after a follow, mute or block, which changes the posts that belong to it. */
export function reloadFeed(): void {
  if (!isFollowed) return;
  homeFeed.drop();
  homeFeed.follow();
}
