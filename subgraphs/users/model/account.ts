/** The part of an account that only its owner sees. */
import { Schema } from 'mongoose';
import { moment, number, text } from '#lib/db/fields.ts';
import { optionsOf } from './options.ts';

/** The part of an account that only its owner sees. `_id` is the user's. */
export interface AccountRecord {
  _id: string;
  shard: number;
  email: string;
  /** When the owner opened the link that was mailed to the address; null before. */
  emailVerifiedAt: Date | null;
  passwordHash: string;
  /** When the password last changed; absent while it is the first. A reset link requested before that moment is void. */
  passwordChangedAt?: Date;
  signedInAt: Date;
  /** Whether the user is suspended. A sign-in checks it in this document, which it writes: no session outruns a suspension. */
  isSuspended: boolean;
}

export function accountSchema(): Schema<AccountRecord> {
  return new Schema<AccountRecord>(
    {
      _id: String,
      shard: number,
      email: text,
      emailVerifiedAt: { type: Date, default: null },
      passwordHash: text,
      passwordChangedAt: { type: Date },
      signedInAt: moment,
      isSuspended: { type: Boolean, default: false },
    },
    optionsOf('accounts'),
  );
}
