/** Hashing and checking passwords: Argon2id in the thread pool, few at a time, so that nobody can fill the memory with it. */
import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { AppError } from '#lib/core/errors.ts';

/** OWASP's recommendation for Argon2id, the library's default algorithm: 19 MiB, two passes. */
export const hashCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** A hash of the same cost that no password has, for accounts that do not exist. */
export const nobodysHash = `$argon2id$v=19$m=${hashCost.memoryCost},t=${hashCost.timeCost},p=${hashCost.parallelism}$bm9ib2R5cy1zYWx0ISEhIQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA`;

// Node has four such threads for everything; one stays free for files and names.
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

/** The same password typed on another keyboard is the same password. */
function normalise(password: string): string {
  return password.normalize('NFKC');
}

/**
 * The hash to store of a password.
 *
 * @throws AppError `RATE_LIMITED` when too many wait already.
 */
export async function hashPassword(password: string): Promise<string> {
  return await inTurn(() => hash(normalise(password), hashCost));
}

/**
 * Whether a password is the one of that hash. Without a hash it is wrong, and takes as long.
 *
 * @throws AppError `RATE_LIMITED` when too many wait already.
 */
export async function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  const isRight = await inTurn(() => verify(passwordHash ?? nobodysHash, normalise(password)));
  return passwordHash !== null && isRight;
}
