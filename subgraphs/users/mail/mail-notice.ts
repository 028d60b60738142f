import { z } from 'zod';
import { defineJob } from '#lib/jobs/define.ts';
import type { UsersDeps } from '../context.ts';
import { findContact } from '../relations/reach.ts';
import { sendMail } from './send-mail.ts';

const at = z.iso.datetime();
const notice = z.discriminatedUnion('template', [
  z.object({ template: z.literal('password-changed'), at }),
  z.object({ template: z.literal('new-session'), at, userAgent: z.string().nullable(), ip: z.string().nullable() }),
]);

/** Tells the owner of an account what happened to it; only under a confirmed address, since any other may be a stranger's. */
export const mailNotice = defineJob({
  name: 'users.mail-notice',
  input: z.object({ userId: z.string(), notice }),
  attempts: 12,
  run: async (deps: UsersDeps, { userId, notice: told }, { id }) => {
    const contact = await findContact(deps, userId);
    if (contact) await sendMail(deps, id, { ...told, to: { userId, ...contact } });
  },
});
