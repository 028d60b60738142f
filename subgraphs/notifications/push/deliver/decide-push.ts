/** Decides which deliveries of a push are still for their recipients. Pure: `read-moment.ts` reads the facts. */
import type { DeliveryRecord } from '../../model/delivery.ts';
import type { GroupRecord } from '../../model/group.ts';

/** The facts about a chunk at the moment of sending. */
export interface Moment {
  /** The devices that are registered, by id. */
  devices: { has: (deviceId: string) => boolean };
  /** Whether the push tells of a notification, rather than of a new post. */
  hasGroup: boolean;
  /** That notification; null once it is erased. */
  group: Pick<GroupRecord, 'isShown' | 'readAt'> | null;
  /** The recipients who may see what it is about; null where that needs no asking, `unknown` while its owner does not answer. */
  visible: { viewerIds: ReadonlySet<string> } | 'unknown' | null;
  /** The recipients who have switched off pushes of this kind. */
  switchedOff: ReadonlySet<string>;
  /** Why the actor may not reach a recipient, or null where it may; null as a whole for a push without an actor. */
  reach: ReadonlyMap<string, string | null> | null;
}

type Addressee = Pick<DeliveryRecord, 'deviceId' | 'recipientId'>;

/** The outcome of a delivery, as the ledger keeps it. */
export interface Result<Delivery = DeliveryRecord> {
  delivery: Delivery;
  state: 'ACCEPTED' | 'FAILED' | 'SUPPRESSED' | 'QUEUED';
  reason: string | null;
}

/** Divides deliveries into those to send now and those with a result already. */
export function decidePush<Delivery extends Addressee>(
  waiting: readonly Delivery[],
  moment: Moment,
): { due: Delivery[]; results: Result<Delivery>[] } {
  const due: Delivery[] = [];
  const results: Result<Delivery>[] = [];
  for (const delivery of waiting) {
    const decision = decide(delivery, moment);
    if (decision === null) due.push(delivery);
    else results.push({ delivery, ...decision });
  }
  return { due, results };
}

/** Null for a delivery to send now. */
function decide(delivery: Addressee, moment: Moment): Omit<Result, 'delivery'> | null {
  const reason = findSuppression(delivery, moment);
  if (reason !== null) return { state: 'SUPPRESSED', reason };
  const { visible } = moment;
  if (visible === 'unknown') return { state: 'QUEUED', reason: 'its owner does not answer' };
  if (visible !== null && !visible.viewerIds.has(delivery.recipientId)) return { state: 'SUPPRESSED', reason: 'not visible' };
  return null;
}

function findSuppression({ deviceId, recipientId }: Addressee, moment: Moment): string | null {
  const { devices, hasGroup, group, switchedOff, reach } = moment;
  if (deviceId === null || !devices.has(deviceId)) return 'device unregistered';
  if (switchedOff.has(recipientId)) return 'switched off';
  if (hasGroup && !group?.isShown) return 'taken back';
  if (group?.readAt) return 'read in the app';
  return reach?.get(recipientId) ?? null;
}
