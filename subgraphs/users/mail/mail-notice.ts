import { z } from 'zod';
import { defineJob } from '#lib/jobs/define.ts';
import type { UsersDeps } from '../deps.ts';
import { findContact } from '../relations/reach.ts';
import { sendMail } from './send-mail.ts';

const at = z.iso.datetime();
const notice = z.discriminatedUnion('template', [
  z.object({ template: z.literal('password-changed'), at }),
  z.object({ template: z.literal('new-session'), at, userAgent: z.string().nullable(), ip: z.string().nullable() }),
]);

/** Mails the owner of an account about a new sign-in or password. Only to a confirmed address: any other may be a stranger's. */
export const mailNotice = defineJob({
  name: 'users.mail-notice',
  input: z.object({ userId: z.string(), notice }),
  attempts: 12,
  run: async (deps: UsersDeps, { userId, notice: content }, { id }) => {
    const contact = await findContact(deps, userId);
    if (contact) await sendMail(deps, id, { ...content, to: { userId, ...contact } });
  },
});
