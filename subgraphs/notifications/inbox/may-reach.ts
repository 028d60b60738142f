/** Decides whether the act of one user may reach another, by their present relations. */
import { isHidden } from '#lib/relations/may-see.ts';
import { readRelations } from '#lib/relations/read-relations.ts';
import { relationsOf } from '#lib/relations/viewer-relations.ts';
import type { NotificationsDeps } from '../deps.ts';

/** The actors among these whose acts may reach a recipient. */
export async function whoMayReach(deps: NotificationsDeps, recipientId: string, actorIds: readonly string[]): Promise<Set<string>> {
  const reasonOf = await whyNot(deps, [recipientId], actorIds);
  return new Set(actorIds.filter((actorId) => reasonOf(recipientId, actorId) === null));
}

/** For each recipient, the reason why an actor's act may not reach them; null where it may. */
export async function whomMayReach(
  deps: NotificationsDeps,
  actorId: string,
  recipientIds: readonly string[],
): Promise<Map<string, string | null>> {
  const reasonOf = await whyNot(deps, recipientIds, [actorId]);
  return new Map(recipientIds.map((recipientId) => [recipientId, reasonOf(recipientId, actorId)]));
}

/**
 * Null where an act may reach the recipient. A reason for the recipient's own act, a block of either side, an actor whom the
 * recipient mutes, and an account that is deleted or suspended.
 */
async function whyNot(
  { models }: NotificationsDeps,
  recipientIds: readonly string[],
  actorIds: readonly string[],
): Promise<(recipientId: string, actorId: string) => string | null> {
  const restrictedIds = [...recipientIds, ...actorIds];
  const known = await readRelations(models, { viewerIds: recipientIds, userIds: actorIds, restrictedIds });
  return (recipientId, actorId) => {
    const recipient = relationsOf(recipientId, { ...known, follows: () => false });
    const own = known.restriction(recipientId);
    if (recipientId === actorId) return 'own act';
    if (isHidden(known.restriction(actorId))) return 'actor hidden';
    if (own?.isGone) return 'account deleted';
    if (own?.isSuspended) return 'account suspended';
    if (recipient.isBlocked(actorId)) return 'blocked';
    if (recipient.mutes(actorId)) return 'muted';
    return null;
  };
}
