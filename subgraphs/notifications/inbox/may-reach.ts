/** Decides which acts may reach a recipient, by the present relations of the two users. */
import { byIds, shardOf } from '#lib/db/ids.ts';
import type { NotificationsDeps } from '../deps.ts';

interface Pair {
  recipientId: string;
  actorId: string;
}

/** Those of some actors whose acts may reach a recipient. */
export async function whoMayReach(deps: NotificationsDeps, recipientId: string, actorIds: readonly string[]): Promise<Set<string>> {
  const reasons = await whyNot(
    deps,
    actorIds.map((actorId) => ({ recipientId, actorId })),
  );
  return new Set(actorIds.filter((_, index) => reasons[index] === null));
}

/** Why what an actor did may not reach each of these recipients; null where it may. */
export async function whomMayReach(
  deps: NotificationsDeps,
  actorId: string,
  recipientIds: readonly string[],
): Promise<Map<string, string | null>> {
  const reasons = await whyNot(
    deps,
    recipientIds.map((recipientId) => ({ recipientId, actorId })),
  );
  return new Map(recipientIds.map((recipientId, index) => [recipientId, reasons[index] ?? null]));
}

/**
 * Null for what may reach somebody; a reason for one's own acts, where one of the two blocks the other, where the recipient
 * mutes the actor, and where either is gone or suspended.
 */
async function whyNot({ models }: NotificationsDeps, pairs: readonly Pair[]): Promise<(string | null)[]> {
  const userIds = [...new Set(pairs.flatMap(({ recipientId, actorId }) => [recipientId, actorId]))];
  const restrictions = new Map((await models.restrictions.find(byIds(userIds)).lean()).map((record) => [record._id, record]));
  const idOf = ({ recipientId, actorId }: Pair): string => `${recipientId}/${actorId}`;
  const shard = { $in: [...new Set(pairs.map(({ recipientId }) => shardOf(recipientId)))] };
  const relations = new Map((await models.relations.find({ _id: { $in: pairs.map(idOf) }, shard }).lean()).map((end) => [end._id, end]));
  return pairs.map((pair) => {
    const [actor, recipient] = [restrictions.get(pair.actorId), restrictions.get(pair.recipientId)];
    const relation = relations.get(idOf(pair));
    if (pair.recipientId === pair.actorId) return 'own act';
    if (actor?.isGone || actor?.isSuspended) return 'actor hidden';
    if (recipient?.isGone) return 'account deleted';
    if (recipient?.isSuspended) return 'account suspended';
    if (relation?.blocks || relation?.isBlocked) return 'blocked';
    if (relation?.mutes) return 'muted';
    return null;
  });
}
