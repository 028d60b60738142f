import { z } from 'zod';
import { defineJob } from '#lib/jobs/define.ts';
import type { MediaDeps } from '../deps.ts';
import { claimLapsesAfterMs, settleClaims } from './settle-claims.ts';

/**
 * Releases claims whose post or user does not hold the media an hour later, and keeps the others, whose event was lost.
 */
export const checkClaim = defineJob({
  name: 'media.check-claim',
  input: z.object({ attachedTo: z.string(), mediaIds: z.array(z.string()) }),
  attempts: 20,
  run: async (deps: MediaDeps, { attachedTo, mediaIds }) => {
    await settleClaims(deps, attachedTo, mediaIds, new Date(deps.clock().getTime() - claimLapsesAfterMs));
  },
});
