/** Whether what somebody did may reach somebody else, by what the two are to each other now. */
import { byIds, shardOf } from '#lib/db/ids.ts';
import type { NotificationsDeps } from '../context.ts';

export interface Pair {
  recipientId: string;
  actorId: string;
}

/** False for one's own acts, where one of the two blocks the other, where the recipient mutes the actor, and where either is gone or the actor suspended. */
export async function mayReach(deps: NotificationsDeps, { recipientId, actorId }: Pair): Promise<boolean> {
  return (await whomMayReach(deps, actorId, [recipientId])).get(recipientId) === null;
}

/** Why what an actor did may not reach each of these recipients; null where it may. */
export async function whomMayReach(
  { models }: NotificationsDeps,
  actorId: string,
  recipientIds: readonly string[],
): Promise<Map<string, string | null>> {
  const restrictions = new Map(
    (await models.restrictions.find(byIds([...new Set([actorId, ...recipientIds])])).lean()).map((record) => [record._id, record]),
  );
  const ends = await models.relations
    .find({
      _id: { $in: recipientIds.map((recipientId) => `${recipientId}/${actorId}`) },
      shard: { $in: [...new Set(recipientIds.map(shardOf))] },
    })
    .lean();
  const relations = new Map(ends.map((end) => [end.userId, end]));
  const actor = restrictions.get(actorId);
  return new Map(
    recipientIds.map((recipientId) => {
      const relation = relations.get(recipientId);
      if (recipientId === actorId) return [recipientId, 'own act'];
      if (actor?.isGone || actor?.isSuspended) return [recipientId, 'actor hidden'];
      if (restrictions.get(recipientId)?.isGone) return [recipientId, 'account deleted'];
      if (restrictions.get(recipientId)?.isSuspended) return [recipientId, 'account suspended'];
      if (relation?.blocks || relation?.isBlocked) return [recipientId, 'blocked'];
      if (relation?.mutes) return [recipientId, 'muted'];
      return [recipientId, null];
    }),
  );
}
