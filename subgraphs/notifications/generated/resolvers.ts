// Written by `npm run codegen` from the schema; never edited.
import type { Resolvers } from './types.ts';
import { deliveries as Query_deliveries } from '../resolvers/Query/deliveries.ts';
import { notifications as Query_notifications } from '../resolvers/Query/notifications.ts';
import { unreadCount as Query_unreadCount } from '../resolvers/Query/unreadCount.ts';
import { markNotificationsRead as Mutation_markNotificationsRead } from '../resolvers/Mutation/markNotificationsRead.ts';
import { registerDevice as Mutation_registerDevice } from '../resolvers/Mutation/registerDevice.ts';
import { unregisterDevice as Mutation_unregisterDevice } from '../resolvers/Mutation/unregisterDevice.ts';
import { updateNotificationPreferences as Mutation_updateNotificationPreferences } from '../resolvers/Mutation/updateNotificationPreferences.ts';
import { notificationAdded as Subscription_notificationAdded } from '../resolvers/Subscription/notificationAdded.ts';
import { Delivery } from '../resolvers/Delivery.ts';
import { Device } from '../resolvers/Device.ts';
import { Notification } from '../resolvers/Notification.ts';
import { NotificationEvent } from '../resolvers/NotificationEvent.ts';
import { Post } from '../resolvers/Post.ts';
import { Viewer } from '../resolvers/Viewer.ts';
import { dateTimeScalar, emailAddressScalar, urlScalar } from '#lib/graphql/scalars.ts';
export const resolvers: Resolvers = {
  Query: { deliveries: Query_deliveries, notifications: Query_notifications, unreadCount: Query_unreadCount },
  Mutation: {
    markNotificationsRead: Mutation_markNotificationsRead,
    registerDevice: Mutation_registerDevice,
    unregisterDevice: Mutation_unregisterDevice,
    updateNotificationPreferences: Mutation_updateNotificationPreferences,
  },
  Subscription: { notificationAdded: Subscription_notificationAdded },
  Delivery: Delivery,
  Device: Device,
  Notification: Notification,
  NotificationEvent: NotificationEvent,
  Post: Post,
  Viewer: Viewer,
  DateTime: dateTimeScalar,
  EmailAddress: emailAddressScalar,
  URL: urlScalar,
};
