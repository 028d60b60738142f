import type { NotificationsDeps } from '../deps.ts';
import type { SendPush } from './sender.ts';

/** The development outbox: what would have been pushed lies there to be looked at. */
export function outboxSender({ models, clock }: NotificationsDeps): SendPush {
  return async (messages) => {
    await models.outbox.bulkWrite(
      messages.map(({ deliveryId, recipientId, ...message }) => ({
        updateOne: {
          filter: { _id: deliveryId },
          update: { $set: { recipientId, message, at: clock() }, $inc: { times: 1 } },
          upsert: true,
        },
      })),
    );
    return messages.map(() => ({ state: 'accepted' }));
  };
}
