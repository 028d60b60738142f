/** What rooms keeps of a user. */
import { Schema } from 'mongoose';
import { number } from '#lib/db/fields.ts';

export type DirectMessages = 'EVERYBODY' | 'FOLLOWING' | 'NOBODY';

/** `_id`: the user's. */
export interface AccountRecord {
  _id: string;
  shard: number;
  /** By users' events, for mentions; null once the account is deleted. */
  username: string | null;
  /** Who may open a direct room with them; FOLLOWING where they have never said. */
  directMessagesFrom: DirectMessages;
}

export const accountSchema = new Schema<AccountRecord>(
  {
    _id: String,
    shard: number,
    username: { type: String, default: null },
    directMessagesFrom: { type: String, default: 'FOLLOWING' },
  },
  { collection: 'accounts', versionKey: false },
);
accountSchema.index({ username: 1 });
