/** Documents that two transactions both write, so that the later of the two begins again and sees the earlier. */
import { Schema } from 'mongoose';
import { moment, number } from '#lib/db/fields.ts';
import { optionsOf } from './options.ts';

const sourcesKeptSeconds = 2 * 86_400;
/** Longer than any transaction. */
const openingsKeptSeconds = 3_600;

/**
 * A post or session that may end while something is made of it: a notification of the post, a device of the session.
 * `_id` is the post's or the session's.
 */
export interface SourceRecord {
  _id: string;
  isGone: boolean;
  touches: number;
  at: Date;
}

export const sourceSchema = new Schema<SourceRecord>(
  { _id: String, isGone: { type: Boolean, default: false }, touches: { type: Number, default: 0 }, at: moment },
  optionsOf('sources'),
);
sourceSchema.index({ at: 1 }, { expireAfterSeconds: sourcesKeptSeconds });

/** A group that was opened a moment ago: two openers of the same group meet here. `_id`: `<recipientId>/<kind>/<subjectId>`. */
export interface OpeningRecord {
  _id: string;
  shard: number;
  touches: number;
  at: Date;
}

export const openingSchema = new Schema<OpeningRecord>(
  { _id: String, shard: number, touches: { type: Number, default: 0 }, at: moment },
  optionsOf('openings'),
);
openingSchema.index({ at: 1 }, { expireAfterSeconds: openingsKeptSeconds });
