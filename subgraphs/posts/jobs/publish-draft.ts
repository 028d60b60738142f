import { z } from 'zod';
import { defineJob } from '#lib/jobs/define.ts';
import type { PostsDeps } from '../context.ts';
import { publishDue } from '../rules/publish-draft.ts';

/** Publishes a scheduled post, once. */
export const publishDraft = defineJob({
  name: 'posts.publish-draft',
  input: z.object({ draftId: z.string() }),
  run: async (deps: PostsDeps, { draftId }, job) => await job.complete(async () => await publishDue(deps, draftId)),
});
