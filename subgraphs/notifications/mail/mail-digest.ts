import { z } from 'zod';
import { defineJob } from '#lib/jobs/define.ts';
import type { NotificationsDeps } from '../deps.ts';
import { askContact } from './contacts.ts';
import { deliverMail } from './deliver-mail.ts';
import { summarizeWeek } from './digest.ts';
import { readPreferences } from '../settings/preferences.ts';
import { unsubscribeUrl } from './unsubscribe.ts';

/** Mails a user the week's unread notifications, if there are any and the user still wants the summary. */
export const mailDigest = defineJob({
  name: 'notifications.mail-digest',
  input: z.object({ userId: z.string(), dueAt: z.iso.datetime() }),
  attempts: 12,
  concurrency: 2,
  run: async (deps: NotificationsDeps, { userId, dueAt }) => {
    if (!(await readPreferences(deps, userId)).weeklyDigest) return;
    const lines = await summarizeWeek(deps, userId);
    if (lines.length === 0) return;
    const contact = await askContact(deps, userId);
    if (!contact) return;
    await deliverMail(deps, `weekly-digest/${userId}/${Date.parse(dueAt)}`, {
      template: 'weekly-digest',
      to: { userId, ...contact },
      url: `${deps.config.AGORA_PUBLIC_URL}/notifications`,
      lines,
      unsubscribeUrl: unsubscribeUrl(deps, userId, 'DIGEST'),
    });
  },
});
