import type { Logger } from '../observe/log.ts';
import { type Identity, OutOfTime, verifyIdentity } from './identity.ts';

/** Checks the identity of a request. @throws AppError `UNAUTHENTICATED` as `verifyIdentity` does. */
export type IdentityCheck = (token: string | undefined, bodyHash: string) => Identity;

export interface IdentityCheckOptions {
  secret: string;
  /** The subgraph that receives the requests. */
  audience: string;
  clock: () => Date;
  log: Pick<Logger, 'error'>;
}

const logEveryMs = 10_000;

/** Creates a check of identities. It logs a wrong clock, which fails every request, at most once in 10 s. */
export function createIdentityCheck({ secret, audience, clock, log }: IdentityCheckOptions): IdentityCheck {
  let loggedAt = -Infinity;
  return (token, bodyHash) => {
    const now = clock();
    try {
      return verifyIdentity(token, { secret, audience, bodyHash, now });
    } catch (error) {
      if (error instanceof OutOfTime && now.getTime() - loggedAt >= logEveryMs) {
        loggedAt = now.getTime();
        const { aheadSeconds } = error;
        const clockOfSigner = `${Math.abs(aheadSeconds)} s ${aheadSeconds > 0 ? 'ahead of' : 'behind'}`;
        log.error({ aheadSeconds }, `requests are refused: their sender's clock is ${clockOfSigner} this one's; keep both right by NTP`);
      }
      throw error;
    }
  };
}
