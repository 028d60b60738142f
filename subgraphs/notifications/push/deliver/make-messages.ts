import type { NotificationsDeps } from '../../deps.ts';
import type { DeliveryRecord } from '../../model/delivery.ts';
import type { DeviceRecord } from '../../model/device.ts';
import { kinds } from '../../settings/kinds.ts';
import { articleOf, eventOf } from '../../news/subject.ts';
import { collapseKeyOf } from '../collapse-key.ts';
import type { Push } from '../push-data.ts';
import type { PushMessage } from '../sender.ts';
import { wordPush } from '../word-push.ts';
import type { PushMoment } from './read-moment.ts';

export interface MessagesInput {
  push: Push;
  due: readonly DeliveryRecord[];
  moment: PushMoment;
}

/** One message for each delivery that is due, all with the same words. */
export async function makeMessages(deps: NotificationsDeps, { push, due, moment }: MessagesInput): Promise<PushMessage[]> {
  if (due.length === 0) return [];
  const { kind, groupId, subjectId, pushId } = push;
  const { actorId, group, visible, devices } = moment;
  const post = visible === 'unknown' ? null : visible?.post;
  const words = await wordPush(deps, { kind, actorId, actorCount: group?.actorCount ?? 1, text: post?.text ?? '' });
  const { ttlSeconds, isUrgent } = kinds[kind];
  const data = {
    kind,
    ...(groupId !== null && { notificationId: groupId }),
    ...aboutOf(push),
    ...(actorId !== null && { actorId }),
  };
  const common = {
    kind,
    ...words,
    data,
    collapseKey: collapseKeyOf(kinds[kind].isOfRoom ? `room/${subjectId}` : pushId),
    ttlSeconds,
    isUrgent,
  };
  return due.map(({ _id: deliveryId, recipientId, deviceId }) => {
    const { token } = devices.get(deviceId ?? '') as DeviceRecord;
    return { ...common, deliveryId, recipientId, token };
  });
}

/** The ids of what a push opens. */
function aboutOf({ kind, subjectId, postId }: Push): Record<string, string> {
  if (kinds[kind].isOfRoom) return { roomId: subjectId, ...(postId !== null && { messageId: postId }) };
  const eventId = eventOf(kind, subjectId);
  if (eventId !== null) return { eventId };
  if (articleOf(kind, subjectId) !== null) return { articleId: subjectId };
  const about = postId ?? subjectId;
  return about === '' ? {} : { [kind === 'MEDIA_READY' ? 'mediaId' : 'postId']: about };
}
