/** The one client of the app: it keeps the session for all tabs of this browser. */
import { createClient } from '@agora/sdk';

export const client = createClient({ url: '/graphql' });
