/** The enums that notifications stores. The schema has enums of the same names; the type check holds the two equal. */

export type NotificationKind =
  | 'NEW_POST'
  | 'LIKE'
  | 'REPLY'
  | 'MENTION'
  | 'REPOST'
  | 'FOLLOW'
  | 'FOLLOW_REQUEST'
  | 'MEDIA_READY'
  | 'ROOM_MESSAGE'
  | 'ROOM_MENTION'
  | 'ROOM_INVITE'
  | 'ARTICLE_ADDED'
  | 'EVENT_CHANGED'
  | 'EVENT_SOON'
  | 'EVENT_SEAT';

export type Platform = 'IOS' | 'ANDROID' | 'WEB';

export type DeliveryChannel = 'PUSH' | 'EMAIL';

export type DeliveryState = 'QUEUED' | 'SENT' | 'ACCEPTED' | 'FAILED' | 'SUPPRESSED';
