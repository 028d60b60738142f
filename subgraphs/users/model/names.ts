/** Usernames and addresses: those in use, and those that a deleted account left. */
import { Schema } from 'mongoose';
import { moment, text } from '#lib/db/fields.ts';
import { optionsOf } from './options.ts';

/** A username or address in use. `_id` is its value in lower case, so that a second document cannot exist. */
export interface ClaimRecord {
  _id: string;
  userId: string;
}

/** The username of a deleted account, which a new account may not take before `freeAt`. `_id` is a hash of the name. */
export interface RestingNameRecord {
  _id: string;
  freeAt: Date;
}

export function claimSchema(collection: string): Schema<ClaimRecord> {
  return new Schema<ClaimRecord>({ _id: String, userId: text }, optionsOf(collection));
}

export function restingNameSchema(): Schema<RestingNameRecord> {
  const schema = new Schema<RestingNameRecord>({ _id: String, freeAt: moment }, optionsOf('resting_names'));
  schema.index({ freeAt: 1 }, { expireAfterSeconds: 0 });
  return schema;
}
