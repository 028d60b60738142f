/**
 * What mails let somebody do once. A token follows from a nonce and a key that is in no database, so that the job that mails
 * it can be tried again; stored is a hash of it.
 */
import { createHash, createHmac, hkdfSync } from 'node:crypto';
import { badInput } from '#lib/core/errors.ts';
import type { UsersDeps } from '../context.ts';
import type { MailTokenRecord } from '../model.ts';

type Purpose = MailTokenRecord['purpose'];

const nonceBytes = 24;
const lifetimeMs: Record<Purpose, number> = { verify: 7 * 86_400_000, reset: 3_600_000 };
/** As long as records of jobs are kept. */
const keptAfterUseMs = 14 * 86_400_000;
export const resetMinutes = lifetimeMs.reset / 60_000;

/** What a job carries in place of a token. */
export function newNonce({ random }: UsersDeps): string {
  return Buffer.from(random(nonceBytes)).toString('base64url');
}

function tokenOf({ config }: UsersDeps, purpose: Purpose, nonce: string): string {
  const key = Buffer.from(hkdfSync('sha256', config.AGORA_IDENTITY_SECRET, '', `users:mail-token:${purpose}`, 32));
  return createHmac('sha256', key).update(nonce).digest('base64url');
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

export interface MailTokenInput {
  purpose: Purpose;
  userId: string;
  email: string;
  nonce: string;
  askedAt: Date;
}

/**
 * Makes the token of a nonce good, and those before it of the same purpose void.
 *
 * @returns The token, again the same; null once it was used or is void, so that a job that is run again revives no link.
 */
export async function issueMailToken(deps: UsersDeps, { purpose, userId, email, nonce, askedAt }: MailTokenInput): Promise<string | null> {
  const { mailTokens } = deps.models;
  const token = tokenOf(deps, purpose, nonce);
  const _id = hashOf(token);
  const expiresAt = new Date(deps.clock().getTime() + lifetimeMs[purpose]);
  return await deps.transaction(async () => {
    const issued = await mailTokens
      .findOneAndUpdate(
        { _id },
        { $setOnInsert: { purpose, userId, email, askedAt, expiresAt, isGood: true } },
        { upsert: true, returnDocument: 'after' },
      )
      .lean();
    if (!issued.isGood) return null;
    await mailTokens.updateMany({ userId, purpose, isGood: true, _id: { $ne: _id } }, { $set: over(deps) });
    return token;
  });
}

/** What is left of a token that is good no more, for as long as its job may be run again. */
function over({ clock }: UsersDeps): Pick<MailTokenRecord, 'isGood' | 'email' | 'expiresAt'> {
  return { isGood: false, email: '', expiresAt: new Date(clock().getTime() + keptAfterUseMs) };
}

export const notGood = () => badInput('token', 'This link was used already, or has expired.');

function goodToken({ clock }: UsersDeps, purpose: Purpose, token: string) {
  return { _id: hashOf(token), purpose, isGood: true, expiresAt: { $gt: clock() } };
}

/** Whether a token is good, so that nothing dear is done for one that is not. @throws AppError `BAD_USER_INPUT` of `token`. */
export async function checkMailToken(deps: UsersDeps, purpose: Purpose, token: string): Promise<void> {
  if (!(await deps.models.mailTokens.exists(goodToken(deps, purpose, token)))) throw notGood();
}

/** Uses a token up, in the surrounding transaction. @throws AppError `BAD_USER_INPUT` of `token` for one that is not good any more. */
export async function takeMailToken(deps: UsersDeps, purpose: Purpose, token: string): Promise<MailTokenRecord> {
  const taken = await deps.models.mailTokens.findOneAndUpdate(goodToken(deps, purpose, token), { $set: over(deps) }).lean();
  if (!taken) throw notGood();
  return taken;
}
