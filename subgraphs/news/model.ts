/** The collections of news. Every document but the slugs carries the shard of its owner. */
import type { Connection, Model } from 'mongoose';
import { type KeyRecord, keySchema } from '#lib/db/idempotency-keys.ts';
import { modelOf } from '#lib/db/models.ts';
import { type RelationModels, relationModels } from '#lib/relations/replica.ts';
import { type ArticleRecord, articleSchema, type ArticleTextRecord, articleTextSchema } from './model/article.ts';
import { followingModel, type FollowRecord } from '#lib/relations/follows.ts';
import { type AttendanceRecord, attendanceSchema, type AttendingRecord, attendingSchema } from './model/attendance.ts';
import { type CalendarRecord, calendarSchema } from './model/calendar.ts';
import { type EventRecord, eventSchema, type EventTextRecord, eventTextSchema } from './model/event.ts';
import { type OccurrenceRecord, occurrenceSchema } from './model/occurrence.ts';
import { type SlugRecord, slugSchema } from './model/slug.ts';
import { type StaffRecord, staffSchema } from './model/staff.ts';
import { bookmarkSchema, likeSchema, type MarkRecord } from './model/marks.ts';

export type { ArticleRecord, ArticleTextRecord, Status } from './model/article.ts';
export type { AttendanceRecord } from './model/attendance.ts';
export type { EventRecord, EventTextRecord, PlaceRecord } from './model/event.ts';
export type { MarkRecord } from './model/marks.ts';
export type { OccurrenceRecord } from './model/occurrence.ts';

/** An idempotency key of a user and the article or event that was saved with it. */
export interface SaveKeyRecord extends KeyRecord {
  savedId: string;
}

export interface Models extends RelationModels {
  articles: Model<ArticleRecord>;
  texts: Model<ArticleTextRecord>;
  events: Model<EventRecord>;
  eventTexts: Model<EventTextRecord>;
  occurrences: Model<OccurrenceRecord>;
  attendances: Model<AttendanceRecord>;
  attending: Model<AttendingRecord>;
  calendars: Model<CalendarRecord>;
  following: Model<FollowRecord>;
  slugs: Model<SlugRecord>;
  likes: Model<MarkRecord>;
  bookmarks: Model<MarkRecord>;
  staff: Model<StaffRecord>;
  saveKeys: Model<SaveKeyRecord>;
}

/** The collections of news on a connection. */
export function createModels(connection: Connection): Models {
  return {
    ...relationModels(connection),
    articles: modelOf(connection, 'Article', articleSchema),
    texts: modelOf(connection, 'ArticleText', articleTextSchema),
    events: modelOf(connection, 'LocalEvent', eventSchema),
    eventTexts: modelOf(connection, 'EventText', eventTextSchema),
    occurrences: modelOf(connection, 'Occurrence', occurrenceSchema),
    attendances: modelOf(connection, 'Attendance', attendanceSchema),
    attending: modelOf(connection, 'Attending', attendingSchema),
    calendars: modelOf(connection, 'Calendar', calendarSchema),
    following: followingModel(connection),
    slugs: modelOf(connection, 'Slug', slugSchema),
    likes: modelOf(connection, 'ArticleLike', likeSchema),
    bookmarks: modelOf(connection, 'ArticleBookmark', bookmarkSchema),
    staff: modelOf(connection, 'Staff', staffSchema),
    saveKeys: modelOf(connection, 'SaveKey', keySchema<SaveKeyRecord>('save_keys', 'savedId')),
  };
}
