/** Sessions: one for each sign-in. */
import { Schema } from 'mongoose';
import { anyDate, moment, number, text } from '#lib/db/fields.ts';
import { optionsOf } from './options.ts';

/** A refresh token that its successor has replaced. */
export interface ReplacedToken {
  hash: string;
  replacedAt: Date;
}

export interface SessionRecord {
  _id: string;
  shard: number;
  userId: string;
  createdAt: Date;
  lastUsedAt: Date;
  userAgent: string | null;
  ip: string | null;
  /** SHA-256 of the current refresh token. */
  tokenHash: string;
  /** Replaced tokens, newest first. A retry with one of them is answered for 10 s after its replacement. */
  replaced: ReplacedToken[];
  endedAt: Date | null;
  /** Present until Redis has been informed that the session ended. */
  announceSince?: Date;
  expiresAt: Date;
}

export function sessionSchema(): Schema<SessionRecord> {
  const schema = new Schema<SessionRecord>(
    {
      _id: String,
      shard: number,
      userId: text,
      createdAt: moment,
      lastUsedAt: moment,
      userAgent: { type: String, default: null },
      ip: { type: String, default: null },
      tokenHash: text,
      replaced: { type: [new Schema<ReplacedToken>({ hash: text, replacedAt: moment }, { _id: false })], default: [] },
      endedAt: { type: Date, default: null },
      announceSince: { type: Date },
      expiresAt: moment,
    },
    optionsOf('sessions'),
  );
  schema.index({ shard: 1, userId: 1, lastUsedAt: -1 });
  schema.index({ endedAt: 1 }, { name: 'ended', partialFilterExpression: { endedAt: anyDate } });
  schema.index({ announceSince: 1 }, { partialFilterExpression: { announceSince: { $exists: true } } });
  schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
  return schema;
}
