import { z } from 'zod';
import { defineJob } from '#lib/jobs/define.ts';
import type { PostsDeps } from '../deps.ts';
import { trimFeed } from './feed-store.ts';

/** Trims feeds to their length. */
export const trimFeeds = defineJob({
  name: 'posts.trim-feeds',
  input: z.object({ viewerIds: z.array(z.string()) }),
  run: async (deps: PostsDeps, { viewerIds }) => {
    for (const viewerId of viewerIds) await trimFeed(deps, viewerId);
  },
});
