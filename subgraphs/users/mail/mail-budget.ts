/**
 * How often somebody may have mails sent: to one address, and from one, so that nobody has us write to many. Whether or not
 * the address has an account, so that nobody learns which have.
 */
import { type Limiter, limiterOf } from '#lib/limits/limiter.ts';
import { addressKey } from '#lib/net/address-key.ts';
import type { UsersDeps } from '../context.ts';

const windowSeconds = 3_600;
const mailsPerRecipient = 5;
const requestsPerAddress = 100;

function limiter({ redis }: UsersDeps, name: string, points: number): Limiter {
  return limiterOf(redis, { name, points, windowSeconds, refusal: () => 'Too many mails; look into the last one, or try again later.' });
}

/** Counts one mail to an address, or to an account. @throws AppError `RATE_LIMITED` when its share of the hour is used up. */
export async function takeMail(deps: UsersDeps, to: string): Promise<void> {
  await limiter(deps, 'users:mails', mailsPerRecipient).take(to);
}

/** Counts one request for a mail by somebody who is not signed in. @throws AppError `RATE_LIMITED` when the address has had its share. */
export async function takeMailRequest(deps: UsersDeps, ip: string | null): Promise<void> {
  if (ip !== null && deps.config.AGORA_RATE_LIMITS === 'on')
    await limiter(deps, 'users:mails-address', requestsPerAddress).take(addressKey(ip));
}
