/** The home feed, which is followed as long as somebody is signed in. */
import { client } from '../client.ts';
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

/** Lets go of the feed, whose owner has left. */
export function dropFeed(): void {
  isFollowed = false;
  homeFeed.drop();
}

/** Reads it anew, where following or muting somebody has changed what belongs there. */
export function renewFeed(): void {
  if (!isFollowed) return;
  homeFeed.drop();
  homeFeed.follow();
}
