/** The tokens of mailed links. */
import { Schema } from 'mongoose';
import { moment, text } from '#lib/db/fields.ts';
import { optionsOf } from './options.ts';

/** The token of a mailed link, good once. `_id` is a hash of the token. */
export interface MailTokenRecord {
  _id: string;
  purpose: 'verify' | 'reset';
  userId: string;
  /** The recipient of the mail. */
  email: string;
  /** False after its use, and after a later mail of the same purpose. */
  isGood: boolean;
  /** When the user requested the mail; absent in records of an earlier version, which knew only when it was sent. */
  askedAt?: Date;
  expiresAt: Date;
}

export function mailTokenSchema(): Schema<MailTokenRecord> {
  const schema = new Schema<MailTokenRecord>(
    {
      _id: String,
      purpose: text,
      userId: text,
      email: { type: String, default: '' },
      isGood: { type: Boolean, required: true },
      askedAt: { type: Date },
      expiresAt: moment,
    },
    optionsOf('mail_tokens'),
  );
  schema.index({ userId: 1, purpose: 1 });
  schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
  return schema;
}
