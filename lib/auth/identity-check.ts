import type { Logger } from '../observe/log.ts';
import { type Identity, OutOfTime, verifyIdentity } from './identity.ts';

/** Checks the identity of a request. @throws AppError `UNAUTHENTICATED` as `verifyIdentity` does. */
export type IdentityCheck = (token: string | undefined, bodyHash: string) => Identity;

export interface IdentityCheckOptions {
  secret: string;
  /** The subgraph that checks. */
  audience: string;
  clock: () => Date;
  log: Pick<Logger, 'error'>;
}

const sayEveryMs = 10_000;

/** A check of identities. A wrong clock, which costs every field of this subgraph, it tells in the log, at most once in 10 s. */
export function createIdentityCheck({ secret, audience, clock, log }: IdentityCheckOptions): IdentityCheck {
  let saidAt = -Infinity;
  return (token, bodyHash) => {
    const now = clock();
    try {
      return verifyIdentity(token, { secret, audience, bodyHash, now });
    } catch (error) {
      if (error instanceof OutOfTime && now.getTime() - saidAt >= sayEveryMs) {
        saidAt = now.getTime();
        const { aheadSeconds } = error;
        const clockOfSigner = `${Math.abs(aheadSeconds)} s ${aheadSeconds > 0 ? 'ahead of' : 'behind'}`;
        log.error({ aheadSeconds }, `requests are refused: their sender's clock is ${clockOfSigner} this one's; keep both right by NTP`);
      }
      throw error;
    }
  };
}
