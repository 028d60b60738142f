/** Stored events: what they are, when they take place, and who goes. */
import { Schema } from 'mongoose';
import { anyDate, moment, number, text } from '#lib/db/fields.ts';
import type { Status } from './article.ts';

export interface PlaceRecord {
  name: string;
  address: string;
  /** Both or none. */
  latitude: number | null;
  longitude: number | null;
}

/** An occurrence whose time rule and wall clock alone do not tell. */
export interface OddRecord {
  wall: Date;
  startsAt: Date;
  endsAt: Date | null;
}

export interface EventRecord {
  _id: string;
  shard: number;
  slug: string;
  /** Null once the author's account is deleted. */
  authorId: string | null;
  title: string;
  description: string;
  tags: string[];
  imageIds: string[];
  status: Status;
  publishedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
  /** Of the first occurrence. */
  startsAt: Date;
  endsAt: Date | null;
  timeZone: string;
  /** The rule in its one spelling; null for an event that takes place once. */
  recurrence: string | null;
  /** When the last occurrence begins; null for a series without an end. */
  lastAt: Date | null;
  /** When further occurrences are to be stored; null when all are. */
  extendAt: Date | null;
  odd: OddRecord[];
  place: PlaceRecord | null;
  /** Null for no limit. */
  capacity: number | null;
  attendingCount: number;
  waitlistCount: number;
  /** The place in the queue that the next one gets. */
  nextTicket: number;
  isCancelled: boolean;
  /** Grows with each save. */
  revision: number;
  /** Grows with each write that others are told of. */
  version: number;
}

const placeSchema = new Schema<PlaceRecord>(
  {
    name: text,
    address: { type: String, default: '' },
    latitude: { type: Number, default: null },
    longitude: { type: Number, default: null },
  },
  { _id: false },
);
const oddSchema = new Schema<OddRecord>({ wall: moment, startsAt: moment, endsAt: { type: Date, default: null } }, { _id: false });

export const eventSchema = new Schema<EventRecord>(
  {
    _id: String,
    shard: number,
    slug: text,
    authorId: { type: String, default: null },
    title: text,
    description: { type: String, default: '' },
    tags: { type: [String], default: [] },
    imageIds: { type: [String], default: [] },
    status: text,
    publishedAt: { type: Date, default: null },
    createdAt: moment,
    updatedAt: moment,
    startsAt: moment,
    endsAt: { type: Date, default: null },
    timeZone: text,
    recurrence: { type: String, default: null },
    lastAt: { type: Date, default: null },
    extendAt: { type: Date, default: null },
    odd: { type: [oddSchema], default: [] },
    place: { type: placeSchema, default: null },
    capacity: { type: Number, default: null },
    attendingCount: { type: Number, default: 0 },
    waitlistCount: { type: Number, default: 0 },
    nextTicket: { type: Number, default: 1 },
    isCancelled: { type: Boolean, default: false },
    revision: number,
    version: number,
  },
  { collection: 'local_events', versionKey: false },
);
eventSchema.index({ authorId: 1, status: 1 });
eventSchema.index({ status: 1, _id: 1 });
eventSchema.index({ extendAt: 1, _id: 1 }, { partialFilterExpression: { extendAt: anyDate } });

/** The words of an event, which lists do not read. `_id`: the event's. */
export interface EventTextRecord {
  _id: string;
  shard: number;
  body: string;
  bodyHtml: string;
}

export const eventTextSchema = new Schema<EventTextRecord>(
  { _id: String, shard: number, body: { type: String, default: '' }, bodyHtml: { type: String, default: '' } },
  { collection: 'event_texts', versionKey: false },
);
