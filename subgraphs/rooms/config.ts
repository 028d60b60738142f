/** The settings that rooms reads besides those that every subgraph reads. */
import { z } from 'zod';

export const config = {
  /** `off` lifts the budgets over time, for tests and load; users and the gateway refuse it in production. */
  AGORA_RATE_LIMITS: z.enum(['on', 'off']).default('on'),
};
