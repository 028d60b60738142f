/** What users publishes. An event's subject is the user that acts; its revision is that user's. */
import { z } from 'zod';

/** What others may know of a user. The defaults stand for what older events do not say. */
const profile = z.object({
  userId: z.string(),
  username: z.string(),
  displayName: z.string(),
  bio: z.string().default(''),
  isPrivate: z.boolean().default(false),
  avatarId: z.string().nullable().default(null),
  role: z.enum(['MEMBER', 'EDITOR', 'MODERATOR', 'ADMIN']).default('MEMBER'),
});
const user = z.object({ userId: z.string() });
const follow = z.object({ followerId: z.string(), followeeId: z.string() });
const block = z.object({ blockerId: z.string(), blockedId: z.string() });
const mute = z.object({ muterId: z.string(), mutedId: z.string() });

export const usersEvents = {
  'user.registered.v1': profile,
  'user.updated.v1': profile,
  'user.deleted.v1': user,
  'user.followed.v1': follow,
  'user.unfollowed.v1': follow,
  'user.follow-requested.v1': follow,
  /** Declined by the followee, withdrawn by the follower, or ended by a block; an approval is `user.followed.v1`. */
  'user.follow-declined.v1': follow,
  'user.blocked.v1': block,
  'user.unblocked.v1': block,
  'user.muted.v1': mute,
  'user.unmuted.v1': mute,
  /** The subject is the suspended user. */
  'user.suspended.v1': user.extend({ reason: z.string() }),
  'user.unsuspended.v1': user,
  /** Signed out, from wherever, or ended with a password or an account; not of sessions that lapse. The subject is the session. */
  'session.ended.v1': user.extend({ sessionId: z.string() }),
};
