/** Makes pushes: the ledger's entries and the job that hands them over, in the transaction of what they tell of. */
import type { NotificationsDeps } from '../deps.ts';
import { pushNow } from './push.ts';
import type { GroupRecord } from '../model/group.ts';
import { listDevices } from './devices.ts';
import { kinds } from '../settings/kinds.ts';
import { newDelivery, type PushOrigin } from '../inbox/ledger.ts';
import { readPreferences } from '../settings/preferences.ts';

/** Has a new notification pushed to its recipient's devices. @param postId - What the recipient must see at the moment of sending. */
export async function queueGroupPush(deps: NotificationsDeps, group: GroupRecord, postId: string | null): Promise<void> {
  const { recipientId: userId, kind, shard, _id: groupId, subjectId } = group;
  const origin: PushOrigin = { pushId: `group/${groupId}`, kind, subject: subjectId === '' ? kind : subjectId, groupId };
  const { push } = await readPreferences(deps, userId);
  const devices = await listDevices(deps, userId);
  const nobody = !push.includes(kind) ? 'switched off' : devices.length === 0 ? 'no device' : null;
  if (nobody !== null) {
    await deps.models.deliveries.insertMany([newDelivery(deps, origin, { shard, userId }, nobody)]);
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
