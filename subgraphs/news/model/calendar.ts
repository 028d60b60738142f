/** The address of a user's calendar. It is made from the user and this generation; a new generation ends the old address. */
import { Schema } from 'mongoose';
import { number } from '#lib/db/fields.ts';

/** `_id`: the user's. Who never renewed the address has no record, and generation 0. */
export interface CalendarRecord {
  _id: string;
  shard: number;
  generation: number;
}

export const calendarSchema = new Schema<CalendarRecord>(
  { _id: String, shard: number, generation: number },
  { collection: 'calendars', versionKey: false },
);
