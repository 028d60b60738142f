/** What each kind of notification is: one table that grouping, pushing and mailing go by. */
import type { NotificationKind } from '../model/enums.ts';

export interface Kind {
  /** Whether it is listed in the app, besides being pushed. */
  isListed: boolean;
  /** Whether somebody who took it back and does it again notifies nobody a second time. */
  isOnce: boolean;
  /** Whether the recipient must see a post, at the moment of sending, to hear of it. */
  needsPost: boolean;
  /** Whether it wakes a device that sleeps. */
  isUrgent: boolean;
  /** How long FCM keeps it for a device that is off. */
  ttlSeconds: number;
}

const hour = 3_600;

export const kinds: Record<NotificationKind, Kind> = {
  NEW_POST: { isListed: false, isOnce: true, needsPost: true, isUrgent: false, ttlSeconds: 4 * hour },
  LIKE: { isListed: true, isOnce: true, needsPost: true, isUrgent: false, ttlSeconds: 24 * hour },
  REPLY: { isListed: true, isOnce: false, needsPost: true, isUrgent: false, ttlSeconds: 24 * hour },
  MENTION: { isListed: true, isOnce: true, needsPost: true, isUrgent: true, ttlSeconds: 24 * hour },
  REPOST: { isListed: true, isOnce: true, needsPost: true, isUrgent: false, ttlSeconds: 24 * hour },
  FOLLOW: { isListed: true, isOnce: true, needsPost: false, isUrgent: false, ttlSeconds: 24 * hour },
  FOLLOW_REQUEST: { isListed: true, isOnce: false, needsPost: false, isUrgent: false, ttlSeconds: 24 * hour },
  MEDIA_READY: { isListed: true, isOnce: true, needsPost: false, isUrgent: false, ttlSeconds: 24 * hour },
};

export const allKinds = Object.keys(kinds) as NotificationKind[];

/** What reaches somebody who has changed nothing. */
export const defaultPreferences: { push: NotificationKind[]; email: NotificationKind[]; weeklyDigest: boolean } = {
  push: allKinds,
  email: ['MEDIA_READY'],
  weeklyDigest: false,
};
