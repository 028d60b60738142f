/** A promise of MongoDB that the product uses, and how it is tried. */
import type { mongo } from 'mongoose';
import type { Ground } from './ground.ts';

export interface Promised {
  chapter: string;
  /** What MongoDB promises. */
  says: string;
  /** What in the product hangs on it. */
  neededBy: string;
  /** Takes a minute or more: such promises are tried side by side. */
  isSlow: boolean;
  /** Throws where it is not kept. */
  prove: (ground: Ground) => Promise<void>;
}

interface Special extends Partial<Pick<Promised, 'neededBy' | 'isSlow'>> {
  prove: Promised['prove'];
}

/** The promises of one kind. What needs them is the same for all that name nothing else. */
export function chapter(
  title: string,
  neededBy: string,
  promises: Readonly<Record<string, Promised['prove'] | Special>>,
): readonly Promised[] {
  return Object.entries(promises).map(([says, promise]) => {
    const special = typeof promise === 'function' ? { prove: promise } : promise;
    return { chapter: title, says, neededBy, isSlow: false, ...special };
  });
}

/** The code and the labels of a failure; the code 0 without one. */
export interface Outcome {
  code: number;
  labels: readonly string[];
}

const noFailure: Outcome = { code: 0, labels: [] };

/** How work ends. An error that is not the server's is thrown on. */
export async function outcomeOf(work: PromiseLike<unknown>): Promise<Outcome> {
  try {
    await work;
    return noFailure;
  } catch (error) {
    const { code, errorLabels } = error as mongo.MongoServerError;
    if (typeof code !== 'number') throw error;
    return { code, labels: errorLabels };
  }
}

/** The code with which work fails; 0 when it does not. */
export async function codeOf(work: PromiseLike<unknown>): Promise<number> {
  return (await outcomeOf(work)).code;
}

/** Starts so many at once; their codes in ascending order. */
export async function race(count: number, work: (number: number) => PromiseLike<unknown>): Promise<number[]> {
  const codes = await Promise.all(Array.from({ length: count }, async (_, number) => await codeOf(work(number))));
  return codes.sort((one, other) => one - other);
}

export const codes = {
  typeMismatch: 14,
  namespaceNotFound: 26,
  indexNotFound: 27,
  conflictingUpdates: 40,
  cursorNotFound: 43,
  namespaceExists: 48,
  maxTimeExpired: 50,
  immutableField: 66,
  parallelArrays: 171,
  writeConflict: 112,
  transactionTooOld: 225,
  noSuchTransaction: 251,
  duplicateKey: 11_000,
} as const;

export const transient = 'TransientTransactionError';
