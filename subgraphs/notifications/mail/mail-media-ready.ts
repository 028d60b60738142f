import { z } from 'zod';
import { byId } from '#lib/db/ids.ts';
import { defineJob } from '#lib/jobs/define.ts';
import type { NotificationsDeps } from '../deps.ts';
import { askContact } from './contacts.ts';
import { deliverMail } from './deliver-mail.ts';
import { readPreferences } from '../settings/preferences.ts';
import { unsubscribeUrl } from './unsubscribe.ts';

/** Mails the owner of a dithered image its link, if the image still exists and the owner wants the mail. */
export const mailMediaReady = defineJob({
  name: 'notifications.mail-media-ready',
  input: z.object({ mediaId: z.string(), ownerId: z.string(), levels: z.number().int() }),
  attempts: 12,
  run: async (deps: NotificationsDeps, { mediaId, ownerId, levels }) => {
    const { email } = await readPreferences(deps, ownerId);
    const group = await deps.models.groups.exists({
      recipientId: ownerId,
      shard: byId(ownerId).shard,
      kind: 'MEDIA_READY',
      subjectId: mediaId,
    });
    if (!email.includes('MEDIA_READY') || !group) return;
    const contact = await askContact(deps, ownerId);
    if (!contact) return;
    await deliverMail(deps, `media-ready/${mediaId}`, {
      template: 'media-ready',
      to: { userId: ownerId, ...contact },
      url: `${deps.config.AGORA_PUBLIC_URL}/media/${mediaId}`,
      levels,
      unsubscribeUrl: unsubscribeUrl(deps, ownerId, 'MEDIA_READY'),
    });
  },
});
