/** What every subgraph publishes that keeps something of accounts. */
import { z } from 'zod';

export const accountEvents = {
  /** Nothing of a deleted account is left with the publisher but that there was one, and what its logs keep for 14 days. */
  'account.erased.v1': z.object({ userId: z.string() }),
};
