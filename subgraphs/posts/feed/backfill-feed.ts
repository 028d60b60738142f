import { z } from 'zod';
import { defineJob } from '#lib/jobs/define.ts';
import type { PostsDeps } from '../deps.ts';
import { backfill } from './feed-store.ts';

/** Adds a user's earlier posts to the feed of a new follower. */
export const backfillFeed = defineJob({
  name: 'posts.backfill-feed',
  input: z.object({ followerId: z.string(), followeeId: z.string() }),
  run: async (deps: PostsDeps, edge) => await backfill(deps, edge),
});
