/** The settings that posts reads besides those that every subgraph reads. */
import { z } from 'zod';

export const config = {
  /** Posts of authors with more followers than this are not written into feeds but merged when these are read. */
  AGORA_PUSH_FOLLOWERS_MAX: z.coerce.number().int().min(0).default(50_000),
  /** How many posts a home feed keeps stored; older pages are read from the authors' posts. */
  AGORA_FEED_LENGTH: z.coerce.number().int().min(1).default(1_000),
};
