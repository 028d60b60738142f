/** What notifications publishes. An event's subject is the notification; its revision grows with each act in it. */
import { z } from 'zod';
import { accountEvents } from './accounts.ts';

export const notificationsEvents = {
  ...accountEvents,
  /** A notification has come, or its group has grown. */
  'notification.added.v1': z.object({ notificationId: z.string(), recipientId: z.string() }),
};
