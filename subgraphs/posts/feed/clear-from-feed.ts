import { z } from 'zod';
import { defineJob } from '#lib/jobs/define.ts';
import type { PostsDeps } from '../deps.ts';
import { clear } from './feed-store.ts';

/** Takes a user's posts out of the feed of somebody who has unfollowed them. */
export const clearFromFeed = defineJob({
  name: 'posts.clear-from-feed',
  input: z.object({ followerId: z.string(), followeeId: z.string() }),
  run: async (deps: PostsDeps, edge) => await clear(deps, edge),
});
