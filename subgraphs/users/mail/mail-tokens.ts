/**
 * The tokens of mailed links, each good once. A token derives from a nonce and a key that is in no database, so that a
 * repeated job mails the same token; the database stores its hash.
 */
import { createHash, createHmac, hkdfSync } from 'node:crypto';
import { type AppError, badInput } from '#lib/core/errors.ts';
import type { UsersDeps } from '../deps.ts';
import type { MailTokenRecord } from '../model/mail-token.ts';

type Purpose = MailTokenRecord['purpose'];

const nonceBytes = 24;
const lifetimeMs: Record<Purpose, number> = { verify: 7 * 86_400_000, reset: 3_600_000 };
/** Job records are kept as long. */
const keptAfterUseMs = 14 * 86_400_000;
export const resetMinutes = lifetimeMs.reset / 60_000;

/** A new nonce: a job carries it in place of the token. */
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
 * Issues the token of a nonce and voids the earlier ones of the same purpose.
 *
 * @returns The token, the same for each call; null once it was used or voided, so that a repeated job revives no link.
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
    await mailTokens.updateMany({ userId, purpose, isGood: true, _id: { $ne: _id } }, { $set: voided(deps) });
    return token;
  });
}

/** The rest of a used or voided token: it stays while its job may still run again. */
function voided({ clock }: UsersDeps): Pick<MailTokenRecord, 'isGood' | 'email' | 'expiresAt'> {
  return { isGood: false, email: '', expiresAt: new Date(clock().getTime() + keptAfterUseMs) };
}

/** The error for a token that is unknown, used, voided or expired. */
export function notGood(): AppError {
  return badInput('token', 'This link was used already, or has expired.');
}

function goodToken({ clock }: UsersDeps, purpose: Purpose, token: string) {
  return { _id: hashOf(token), purpose, isGood: true, expiresAt: { $gt: clock() } };
}

/** Checks a token early, before a password is hashed. @throws AppError `BAD_USER_INPUT` of `token`. */
export async function checkMailToken(deps: UsersDeps, purpose: Purpose, token: string): Promise<void> {
  if (!(await deps.models.mailTokens.exists(goodToken(deps, purpose, token)))) throw notGood();
}

/** Uses a token, in the surrounding transaction. @throws AppError `BAD_USER_INPUT` of `token` for one that is not good. */
export async function takeMailToken(deps: UsersDeps, purpose: Purpose, token: string): Promise<MailTokenRecord> {
  const taken = await deps.models.mailTokens.findOneAndUpdate(goodToken(deps, purpose, token), { $set: voided(deps) }).lean();
  if (!taken) throw notGood();
  return taken;
}
