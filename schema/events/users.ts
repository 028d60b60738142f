/** What users publishes. An event's subject is the user that acts; its revision is that user's. */
import { z } from 'zod';

export const usersEvents = {
  'user.registered.v1': z.object({ userId: z.string(), username: z.string(), displayName: z.string() }),
  'user.updated.v1': z.object({ userId: z.string(), username: z.string(), displayName: z.string() }),
  'user.deleted.v1': z.object({ userId: z.string() }),
  'user.followed.v1': z.object({ followerId: z.string(), followeeId: z.string() }),
  'user.unfollowed.v1': z.object({ followerId: z.string(), followeeId: z.string() }),
};
