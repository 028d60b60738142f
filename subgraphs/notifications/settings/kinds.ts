/** The kinds of notifications: one table for grouping, pushing and mailing. */
import type { NotificationKind } from '../model/enums.ts';

export interface Kind {
  /** Whether the app lists it; every kind is pushed. */
  isListed: boolean;
  /** Whether an act that is taken back and repeated notifies only the first time. */
  isOnce: boolean;
  /** Whether the recipient must be able to see a post at the moment of sending. */
  needsPost: boolean;
  /** Whether it is about a room, and about its newest message where one is behind it. */
  isOfRoom?: true;
  /** Whether it is about an article or event, which must be published at the moment of sending. */
  isOfNews?: true;
  /** Whether the push wakes a sleeping device. */
  isUrgent: boolean;
  /** How long FCM keeps the push for a device that is off. */
  ttlSeconds: number;
}

const hour = 3_600;
const ofNews = { isListed: true, isOnce: true, needsPost: false, isOfNews: true } as const;

export const kinds: Record<NotificationKind, Kind> = {
  NEW_POST: { isListed: false, isOnce: true, needsPost: true, isUrgent: false, ttlSeconds: 4 * hour },
  LIKE: { isListed: true, isOnce: true, needsPost: true, isUrgent: false, ttlSeconds: 24 * hour },
  REPLY: { isListed: true, isOnce: false, needsPost: true, isUrgent: false, ttlSeconds: 24 * hour },
  MENTION: { isListed: true, isOnce: true, needsPost: true, isUrgent: true, ttlSeconds: 24 * hour },
  REPOST: { isListed: true, isOnce: true, needsPost: true, isUrgent: false, ttlSeconds: 24 * hour },
  FOLLOW: { isListed: true, isOnce: true, needsPost: false, isUrgent: false, ttlSeconds: 24 * hour },
  FOLLOW_REQUEST: { isListed: true, isOnce: false, needsPost: false, isUrgent: false, ttlSeconds: 24 * hour },
  MEDIA_READY: { isListed: true, isOnce: true, needsPost: false, isUrgent: false, ttlSeconds: 24 * hour },
  ROOM_MESSAGE: { isListed: true, isOnce: false, needsPost: false, isOfRoom: true, isUrgent: true, ttlSeconds: 24 * hour },
  ROOM_MENTION: { isListed: true, isOnce: false, needsPost: false, isOfRoom: true, isUrgent: true, ttlSeconds: 24 * hour },
  ROOM_INVITE: { isListed: true, isOnce: true, needsPost: false, isOfRoom: true, isUrgent: false, ttlSeconds: 24 * hour },
  ARTICLE_ADDED: { ...ofNews, isUrgent: false, ttlSeconds: 24 * hour },
  EVENT_CHANGED: { ...ofNews, isUrgent: true, ttlSeconds: 24 * hour },
  EVENT_SOON: { ...ofNews, isUrgent: true, ttlSeconds: hour },
  EVENT_SEAT: { ...ofNews, isUrgent: true, ttlSeconds: 24 * hour },
};

export const allKinds = Object.keys(kinds) as NotificationKind[];

/** The kinds that there were before preferences said which kinds they know. */
export const firstKinds: readonly NotificationKind[] = allKinds.filter((kind) => !kinds[kind].isOfRoom && !kinds[kind].isOfNews);

/** The preferences of a user who has changed none. */
export const defaultPreferences: { push: NotificationKind[]; email: NotificationKind[]; weeklyDigest: boolean } = {
  push: allKinds,
  email: ['MEDIA_READY', 'ARTICLE_ADDED'],
  weeklyDigest: false,
};
