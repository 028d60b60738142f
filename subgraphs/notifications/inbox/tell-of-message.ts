import { z } from 'zod';
import { defineJob } from '#lib/jobs/define.ts';
import type { NotificationsDeps } from '../deps.ts';
import { addActs } from './add-acts.ts';
import { askVisible } from './ask-visible.ts';
import { isStillThere } from './still-there.ts';

/** Notifies the other people of a direct room, or the members whom a message mentions, as far as it is news to them. */
export const tellOfMessage = defineJob({
  name: 'notifications.tell-of-message',
  input: z.object({
    messageId: z.string(),
    roomId: z.string(),
    authorId: z.string(),
    kind: z.enum(['ROOM_MESSAGE', 'ROOM_MENTION']),
    recipientIds: z.array(z.string()),
  }),
  attempts: 15,
  concurrency: 8,
  run: async (deps: NotificationsDeps, { messageId, roomId, authorId, kind, recipientIds }, job) => {
    const visible = await askVisible(deps, messageId, recipientIds);
    if (!visible?.post) return;
    await job.complete(async () => {
      if (!(await isStillThere(deps, messageId))) return;
      for (const recipientId of recipientIds)
        if (visible.viewerIds.has(recipientId))
          await addActs(deps, { recipientId, kind, subjectId: roomId }, [{ actorId: authorId, sourceId: messageId }]);
    });
  },
});
