/** The app's client; its session is shared by all tabs of this browser. */
import { createClient } from '@agora/sdk';

export const client = createClient({ url: '/graphql' });
