import { z } from 'zod';
import { byId } from '#lib/db/ids.ts';
import { defineJob } from '#lib/jobs/define.ts';
import type { UsersDeps } from '../deps.ts';
import { issueMailToken } from './mail-tokens.ts';
import { sendMail, unconfirmedName } from './send-mail.ts';

/** Mails the link that confirms an address, unless it is confirmed. */
export const mailVerification = defineJob({
  name: 'users.mail-verification',
  input: z.object({ userId: z.string(), nonce: z.string() }),
  attempts: 12,
  run: async (deps: UsersDeps, { userId, nonce }, { id }) => {
    const account = await deps.models.accounts.findOne(byId(userId)).lean();
    if (!account || account.emailVerifiedAt !== null) return;
    const { email } = account;
    const token = await issueMailToken(deps, { purpose: 'verify', userId, email, nonce, askedAt: deps.clock() });
    if (token === null) return;
    const url = `${deps.config.AGORA_PUBLIC_URL}/verify-email?token=${token}`;
    await sendMail(deps, id, { template: 'verification', to: { userId, name: unconfirmedName, address: email }, url });
  },
});
