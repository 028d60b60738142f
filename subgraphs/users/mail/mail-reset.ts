import { z } from 'zod';
import { byId } from '#lib/db/ids.ts';
import { defineJob } from '#lib/jobs/define.ts';
import type { UsersDeps } from '../deps.ts';
import { issueMailToken, resetMinutes } from './mail-tokens.ts';
import { sendMail, unconfirmedName } from './send-mail.ts';

/** Mails the link for choosing a new password, if the address has an account. */
export const mailReset = defineJob({
  name: 'users.mail-reset',
  input: z.object({ email: z.string(), nonce: z.string(), askedAt: z.iso.datetime().optional() }),
  attempts: 12,
  forgetsData: true,
  run: async (deps: UsersDeps, { email, nonce, askedAt }, { id }) => {
    const userId = (await deps.models.emailClaims.findById(email).lean())?.userId;
    const user = userId === undefined ? null : await deps.models.users.findOne(byId(userId), { displayName: 1, suspension: 1 }).lean();
    if (userId === undefined || !user || user.suspension !== null) return;
    const account = await deps.models.accounts.findOne(byId(userId), { emailVerifiedAt: 1, passwordChangedAt: 1 }).lean();
    const asked = askedAt === undefined ? deps.clock() : new Date(askedAt);
    if (account?.passwordChangedAt && account.passwordChangedAt > asked) return;
    const token = await issueMailToken(deps, { purpose: 'reset', userId, email, nonce, askedAt: asked });
    if (token === null) return;
    const url = `${deps.config.AGORA_PUBLIC_URL}/reset-password?token=${token}`;
    const to = { userId, name: account?.emailVerifiedAt ? user.displayName : unconfirmedName, address: email };
    await sendMail(deps, id, { template: 'password-reset', to, url, minutes: resetMinutes });
  },
});
