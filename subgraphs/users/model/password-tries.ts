/** Counts of password tries. */
import { Schema } from 'mongoose';
import { moment, number } from '#lib/db/fields.ts';
import { optionsOf } from './options.ts';

/** The password tries of one window. `_id` is an account's id, or the key of a known device or of a name without an account. */
export interface PasswordTriesRecord {
  _id: string;
  count: number;
  /** When the window ends. */
  until: Date;
}

export function passwordTriesSchema(): Schema<PasswordTriesRecord> {
  const schema = new Schema<PasswordTriesRecord>({ _id: String, count: number, until: moment }, optionsOf('password_tries'));
  schema.index({ until: 1 }, { expireAfterSeconds: 0 });
  return schema;
}
