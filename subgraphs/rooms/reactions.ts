/** Reactions of rooms to users' events: they keep its own records of names and follows, and of what restricts accounts. */
import { byId } from '#lib/db/ids.ts';
import type { Envelope } from '#lib/events/log.ts';
import type { Reactions } from '#lib/events/reader.ts';
import { forgetFollow, keepFollow } from '#lib/relations/follows.ts';
import { relationReactions } from '#lib/relations/replica.ts';
import type { EventPayload } from '#schema/events/index.ts';
import type { RoomsDeps } from './deps.ts';
import { eraseAccount } from './people/erase-account.ts';

async function rememberUser(deps: RoomsDeps, payload: EventPayload<'user.updated.v1'>, envelope: Envelope): Promise<void> {
  const { userId, username } = payload;
  await relationReactions['user.updated.v1'](deps, payload, envelope);
  await deps.models.accounts.updateOne(byId(userId), { $set: { username } }, { upsert: true });
}

export const reactions: Reactions<RoomsDeps> = {
  users: {
    ...relationReactions,
    'user.registered.v1': rememberUser,
    'user.updated.v1': rememberUser,
    'user.followed.v1': async ({ models }, follow) => void (await keepFollow(models.following, follow)),
    'user.unfollowed.v1': async ({ models }, follow) => void (await forgetFollow(models.following, follow)),
    'user.deleted.v1': async (deps, { userId }, envelope) => {
      await relationReactions['user.deleted.v1'](deps, { userId }, envelope);
      await deps.models.accounts.updateOne(byId(userId), { $set: { username: null } }, { upsert: true });
      await deps.enqueue(eraseAccount, { userId }, { id: `erase-account/${userId}` });
    },
  },
};
