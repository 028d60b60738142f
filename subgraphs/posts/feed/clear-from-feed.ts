import { z } from 'zod';
import { defineJob } from '#lib/jobs/define.ts';
import type { PostsDeps } from '../deps.ts';
import { clear } from './feed-store.ts';

/** Removes a user's posts from the feed of a former follower. */
export const clearFromFeed = defineJob({
  name: 'posts.clear-from-feed',
  input: z.object({ followerId: z.string(), followeeId: z.string() }),
  run: async (deps: PostsDeps, edge) => await clear(deps, edge),
});
