/** The names for addresses. */
import { Schema } from 'mongoose';
import { text } from '#lib/db/fields.ts';

/** `_id`: `<article or event>/<name>`, so that each is taken once. */
export interface SlugRecord {
  _id: string;
  /** Whose it is. */
  ofId: string;
}

export const slugSchema = new Schema<SlugRecord>({ _id: String, ofId: text }, { collection: 'slugs', versionKey: false });
