/**
 * How often somebody may have mails sent: to one address, and from one, so that nobody has us write to many. Whether or not
 * the address has an account, so that nobody learns which have.
 */
import { createHash } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '#lib/service/errors.ts';
import type { UsersDeps } from '../context.ts';
import { addressKey } from '#lib/net/address-key.ts';

const windowSeconds = 3_600;
const mailsPerRecipient = 5;
const requestsPerAddress = 100;

interface Limiters {
  recipient: RateLimiterRedis;
  address: RateLimiterRedis;
}

const limitersOf = new WeakMap<UsersDeps['redis'], Limiters>();

function limiters({ redis }: UsersDeps): Limiters {
  const make = (keyPrefix: string, points: number): RateLimiterRedis => {
    const options = { keyPrefix, points, duration: windowSeconds };
    return new RateLimiterRedis({
      ...options,
      storeClient: redis,
      rejectIfRedisNotReady: true,
      insuranceLimiter: new RateLimiterMemory(options),
    });
  };
  const made = limitersOf.get(redis) ?? {
    recipient: make('users:mails', mailsPerRecipient),
    address: make('users:mails-address', requestsPerAddress),
  };
  limitersOf.set(redis, made);
  return made;
}

async function take(limiter: RateLimiterRedis, key: string): Promise<void> {
  try {
    await limiter.consume(createHash('sha256').update(key).digest('base64url'));
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    throw new AppError('RATE_LIMITED', 'Too many mails; look into the last one, or try again later.', {
      retryAfter: Math.max(1, Math.ceil(error.msBeforeNext / 1_000)),
    });
  }
}

/** Counts one mail to an address, or to an account. @throws AppError `RATE_LIMITED` when its share of the hour is used up. */
export async function takeMail(deps: UsersDeps, to: string): Promise<void> {
  await take(limiters(deps).recipient, to);
}

/** Counts one request for a mail by somebody who is not signed in. @throws AppError `RATE_LIMITED` when the address has had its share. */
export async function takeMailRequest(deps: UsersDeps, ip: string | null): Promise<void> {
  if (ip !== null && deps.config.AGORA_RATE_LIMITS === 'on') await take(limiters(deps).address, addressKey(ip));
}
