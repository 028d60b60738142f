/** Reactions of news to other subgraphs' events: they keep its own records of roles, of follows, and of what restricts accounts. */
import type { Envelope } from '#lib/events/log.ts';
import type { Reactions } from '#lib/events/reader.ts';
import { forgetFollow, keepFollow } from '#lib/relations/follows.ts';
import { relationReactions } from '#lib/relations/replica.ts';
import type { EventPayload } from '#schema/events/index.ts';
import { leaveEvents } from './attendance/leave-all.ts';
import { eraseAccount } from './authors/erase-account.ts';
import { noteRole } from './authors/roles.ts';
import type { NewsDeps } from './deps.ts';

async function rememberUser(deps: NewsDeps, payload: EventPayload<'user.updated.v1'>, envelope: Envelope): Promise<void> {
  await relationReactions['user.updated.v1'](deps, payload, envelope);
  await noteRole(deps, payload.userId, payload.role);
}

export const reactions: Reactions<NewsDeps> = {
  users: {
    ...relationReactions,
    'user.registered.v1': rememberUser,
    'user.updated.v1': rememberUser,
    'user.suspended.v1': async (deps, payload, envelope) => {
      await relationReactions['user.suspended.v1'](deps, payload, envelope);
      await deps.enqueue(leaveEvents, { userId: payload.userId }, { id: `leave-events/${payload.userId}/${envelope.revision}` });
    },
    'user.followed.v1': async ({ models }, follow) => void (await keepFollow(models.following, follow)),
    'user.unfollowed.v1': async ({ models }, follow) => void (await forgetFollow(models.following, follow)),
    'user.deleted.v1': async (deps, { userId }, envelope) => {
      await relationReactions['user.deleted.v1'](deps, { userId }, envelope);
      await noteRole(deps, userId, 'MEMBER');
      await deps.enqueue(eraseAccount, { userId }, { id: `erase-account/${userId}` });
    },
  },
};
