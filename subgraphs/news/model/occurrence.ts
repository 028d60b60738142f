/** When events take place: a document a time, so that a stretch of time is one range of an index. */
import { Schema } from 'mongoose';
import { anyDate, moment, number, text } from '#lib/db/fields.ts';

/** `_id`: `<eventId>/<startsAt in milliseconds>`. */
export interface OccurrenceRecord {
  _id: string;
  shard: number;
  eventId: string;
  startsAt: Date;
  endsAt: Date | null;
  /** When the occurrence before begins; the beginning of time for the first. The first of a range is the one whose `previousAt` lies before it. */
  previousAt: Date;
  /** When those who go are reminded; null once that was done, and where it began too soon. */
  remindAt: Date | null;
  /** Whether its event is published. */
  isListed: boolean;
  tags: string[];
  /** The cells of its place; empty without coordinates. */
  cells: string[];
}

export const occurrenceSchema = new Schema<OccurrenceRecord>(
  {
    _id: String,
    shard: number,
    eventId: text,
    startsAt: moment,
    endsAt: { type: Date, default: null },
    previousAt: moment,
    remindAt: { type: Date, default: null },
    isListed: { type: Boolean, required: true },
    tags: { type: [String], default: [] },
    cells: { type: [String], default: [] },
  },
  { collection: 'occurrences', versionKey: false },
);
occurrenceSchema.index({ isListed: 1, startsAt: 1, eventId: 1, previousAt: 1 });
occurrenceSchema.index({ tags: 1, isListed: 1, startsAt: 1, eventId: 1, previousAt: 1 });
occurrenceSchema.index({ cells: 1, isListed: 1, startsAt: 1, eventId: 1, previousAt: 1 });
occurrenceSchema.index({ eventId: 1, startsAt: 1, previousAt: 1 });
occurrenceSchema.index({ remindAt: 1, _id: 1 }, { partialFilterExpression: { remindAt: anyDate } });
