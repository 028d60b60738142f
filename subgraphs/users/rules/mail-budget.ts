/** How often somebody may have mails sent: whether or not the address is known, so that nobody learns which are. */
import { createHash } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '#lib/service/errors.ts';
import type { UsersDeps } from '../context.ts';

const mailsPerHour = { points: 5, duration: 3_600 };

const limiterOf = new WeakMap<UsersDeps['redis'], RateLimiterRedis>();

/** Counts one mail to an address, or to an account. @throws AppError `RATE_LIMITED` when its share of the hour is used up. */
export async function takeMail({ redis }: UsersDeps, to: string): Promise<void> {
  let limiter = limiterOf.get(redis);
  if (!limiter) {
    const options = { keyPrefix: 'users:mails', ...mailsPerHour };
    limiter = new RateLimiterRedis({
      ...options,
      storeClient: redis,
      rejectIfRedisNotReady: true,
      insuranceLimiter: new RateLimiterMemory(options),
    });
    limiterOf.set(redis, limiter);
  }
  try {
    await limiter.consume(createHash('sha256').update(to).digest('base64url'));
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    throw new AppError('RATE_LIMITED', 'Too many mails; look into the last one, or try again later.', {
      retryAfter: Math.max(1, Math.ceil(error.msBeforeNext / 1_000)),
    });
  }
}
