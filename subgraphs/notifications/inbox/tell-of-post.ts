import { z } from 'zod';
import { defineJob } from '#lib/jobs/define.ts';
import type { NotificationsDeps } from '../deps.ts';
import type { NotificationKind } from '../model/enums.ts';
import { addActs } from './add-acts.ts';
import { askVisible } from './ask-visible.ts';
import { isStillThere } from './still-there.ts';

const input = z.object({
  postId: z.string(),
  authorId: z.string(),
  mentionIds: z.array(z.string()),
  replyToId: z.string().nullable(),
  replyToAuthorId: z.string().nullable(),
  repostOfId: z.string().nullable(),
  repostOfAuthorId: z.string().nullable(),
});

/** Notifies the author of the post that a post answers or reposts, and the users it mentions, as far as they may see it. */
export const tellOfPost = defineJob({
  name: 'notifications.tell-of-post',
  input,
  attempts: 15,
  concurrency: 8,
  run: async (deps: NotificationsDeps, data, job) => {
    const { postId, authorId: actorId, mentionIds, replyToId, replyToAuthorId, repostOfId, repostOfAuthorId } = data;
    const recipientIds = new Set([...mentionIds, ...[replyToAuthorId, repostOfAuthorId].filter((id) => id !== null)]);
    const visible = await askVisible(deps, postId, [...recipientIds]);
    if (!visible?.post) return;
    await job.complete(async () => {
      if (!(await isStillThere(deps, postId))) return;
      const aboutId = replyToId ?? repostOfId;
      const isAboutThere = aboutId !== null && (await isStillThere(deps, aboutId));
      for (const recipientId of recipientIds) {
        if (!visible.viewerIds.has(recipientId)) continue;
        const act = { actorId, sourceId: postId };
        const tell = async (kind: NotificationKind, subjectId: string): Promise<void> =>
          await addActs(deps, { recipientId, kind, subjectId }, [act]);
        // One post notifies a recipient once; an answer says more than a mention.
        if (isAboutThere && recipientId === replyToAuthorId && replyToId !== null) await tell('REPLY', replyToId);
        else if (isAboutThere && recipientId === repostOfAuthorId && repostOfId !== null) await tell('REPOST', repostOfId);
        else if (mentionIds.includes(recipientId)) await tell('MENTION', postId);
      }
    });
  },
});
