/** What search publishes. */
import { accountEvents } from './accounts.ts';

export const searchEvents = { ...accountEvents };
