/** Writes the ledger: one entry for each push to a device, with its state. */
import { byIds } from '#lib/db/ids.ts';
import { isDuplicateKey } from '#lib/db/store-errors.ts';
import type { NotificationsDeps } from '../deps.ts';
import type { DeliveryRecord } from '../model/delivery.ts';
import type { DeviceRecord } from '../model/device.ts';
import type { GroupRecord } from '../model/group.ts';

/** The common fields of a push's ledger entries. */
export interface PushOrigin {
  /** `group/<id>` or `post/<id>`. */
  pushId: string;
  kind: GroupRecord['kind'];
  subject: string;
  groupId: string | null;
}

/** A new ledger entry: queued, or suppressed for a reason. Without a device the user's id takes its place. */
export function newDelivery(
  { clock }: NotificationsDeps,
  { pushId, kind, subject, groupId }: PushOrigin,
  to: Pick<DeviceRecord, 'shard' | 'userId'> & { _id?: string },
  suppressed: string | null = null,
): DeliveryRecord {
  const now = clock();
  return {
    _id: `${pushId}/${to._id ?? to.userId}`,
    shard: to.shard,
    recipientId: to.userId,
    channel: 'PUSH',
    kind,
    subject,
    groupId,
    deviceId: to._id ?? null,
    state: suppressed === null ? 'QUEUED' : 'SUPPRESSED',
    reason: suppressed,
    attempts: 0,
    createdAt: now,
    updatedAt: now,
    readAt: null,
  };
}

/** Adds deliveries; existing ones stay as they are. */
export async function addDeliveries({ models }: NotificationsDeps, deliveries: readonly DeliveryRecord[]): Promise<void> {
  if (deliveries.length === 0) return;
  await models.deliveries.insertMany(deliveries, { lean: true, ordered: false }).catch((error: unknown) => {
    if (!isDuplicateKey(error)) throw error;
  });
}

/** Sets the state of deliveries; with `isTry` it counts an attempt. */
export async function setState(
  { models, clock }: NotificationsDeps,
  deliveries: readonly DeliveryRecord[],
  { state, reason, isTry = false }: { state: DeliveryRecord['state']; reason?: string | null; isTry?: boolean },
): Promise<void> {
  if (deliveries.length === 0) return;
  await models.deliveries.updateMany(byIds(deliveries.map(({ _id }) => _id)), {
    $set: { state, ...(reason !== undefined && { reason }), updatedAt: clock() },
    ...(isTry && { $inc: { attempts: 1 } }),
  });
}
