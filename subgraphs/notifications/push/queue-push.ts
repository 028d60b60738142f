/** Queues pushes of notifications: ledger entries and the job that delivers them, in the notification's transaction. */
import type { NotificationsDeps } from '../deps.ts';
import { pushNow } from './push.ts';
import type { GroupRecord } from '../model/group.ts';
import { listDevices } from './devices.ts';
import { kinds } from '../settings/kinds.ts';
import { newDelivery, type PushOrigin } from '../inbox/ledger.ts';
import { readPreferences } from '../settings/preferences.ts';

/**
 * Queues the push of a new notification to its recipient's devices.
 *
 * @param postId - The post that the recipient must be able to see at the moment of sending; null for none.
 */
export async function queueGroupPush(deps: NotificationsDeps, group: GroupRecord, postId: string | null): Promise<void> {
  const { recipientId: userId, kind, shard, _id: groupId, subjectId } = group;
  const origin: PushOrigin = { pushId: `group/${groupId}`, kind, subject: subjectId === '' ? kind : subjectId, groupId };
  const { push } = await readPreferences(deps, userId);
  const devices = await listDevices(deps, userId);
  const isWanted = push.includes(kind);
  if (!isWanted || devices.length === 0) {
    const reason = isWanted ? 'no device' : 'switched off';
    await deps.models.deliveries.insertMany([newDelivery(deps, origin, { shard, userId }, reason)]);
    return;
  }
  await deps.models.deliveries.insertMany(devices.map((device) => newDelivery(deps, origin, device)));
  await deps.enqueue(
    pushNow,
    {
      pushId: origin.pushId,
      kind,
      groupId,
      subjectId,
      postId,
      actorId: group.actorIds[0] ?? null,
      to: devices.map(({ _id }) => ({ deviceId: _id, userId })),
      round: 1,
      until: new Date(deps.clock().getTime() + kinds[kind].ttlSeconds * 1_000).toISOString(),
    },
    { id: `push-now/${groupId}/1` },
  );
}
