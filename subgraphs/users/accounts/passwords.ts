/** Hashes and checks passwords with Argon2id in the thread pool, a few at a time: each hash takes 19 MiB of memory. */
import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { AppError } from '#lib/core/errors.ts';

/** OWASP's recommendation for Argon2id, the library's default algorithm: 19 MiB, two passes. */
export const hashCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** A hash of the same cost that matches no password, for names without an account. */
export const nobodysHash = `$argon2id$v=19$m=${hashCost.memoryCost},t=${hashCost.timeCost},p=${hashCost.parallelism}$bm9ib2R5cy1zYWx0ISEhIQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA`;

// The thread pool has four threads; one stays free for files and DNS.
const maxRunning = Math.min(3, availableParallelism());
const maxWaiting = 200;

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (running >= maxRunning) {
    if (waiting.length >= maxWaiting) throw new AppError('RATE_LIMITED', 'Too many are signing in right now.', { retryAfter: 2 });
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else {
    running++;
  }
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

/** Keyboards encode the same characters differently. */
function normalise(password: string): string {
  return password.normalize('NFKC');
}

/** The hash of a password, for storing. @throws AppError `RATE_LIMITED` when 200 others wait already. */
export async function hashPassword(password: string): Promise<string> {
  return await inTurn(() => hash(normalise(password), hashCost));
}

/**
 * Whether a password matches a hash. Without a hash the answer is false and takes as long.
 *
 * @throws AppError `RATE_LIMITED` when 200 others wait already.
 */
export async function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  const isRight = await inTurn(() => verify(passwordHash ?? nobodysHash, normalise(password)));
  return passwordHash !== null && isRight;
}
