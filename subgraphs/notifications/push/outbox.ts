import type { NotificationsDeps } from '../deps.ts';
import type { SendPush } from './sender.ts';

/** A sender that stores messages in the development outbox, where developers read them. */
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
