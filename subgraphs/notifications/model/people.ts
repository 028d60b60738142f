/** Recipients: their preferences, their names and roles. */
import { Schema } from 'mongoose';
import type { Role } from '#lib/auth/identity.ts';
import { anyDate, number, text } from '#lib/db/fields.ts';
import type { NotificationKind } from './enums.ts';
import { optionsOf } from './options.ts';

/** The preferences of a user who has changed the defaults. `_id` is the user's. Kinds that came later are as by default. */
export interface PreferencesRecord {
  _id: string;
  shard: number;
  push: NotificationKind[];
  email: NotificationKind[];
  /** The kinds that there were when the user chose; absent where an older version wrote it. */
  known?: NotificationKind[];
  weeklyDigest: boolean;
  /** When the next weekly summary is due; null while the user wants none. */
  digestDueAt: Date | null;
}

export const preferencesSchema = new Schema<PreferencesRecord>(
  {
    _id: String,
    shard: number,
    push: { type: [String], required: true },
    email: { type: [String], required: true },
    known: { type: [String], default: undefined },
    weeklyDigest: { type: Boolean, default: false },
    digestDueAt: { type: Date, default: null },
  },
  optionsOf('preferences'),
);
preferencesSchema.index({ digestDueAt: 1, _id: 1 }, { partialFilterExpression: { digestDueAt: anyDate } });

/** The names and role of a user, from users' events. `_id` is the user's. */
export interface PersonRecord {
  _id: string;
  shard: number;
  username: string;
  displayName: string;
  role: Role;
}

export const personSchema = new Schema<PersonRecord>(
  { _id: String, shard: number, username: text, displayName: text, role: text },
  optionsOf('people'),
);
personSchema.index({ role: 1 }, { partialFilterExpression: { role: 'ADMIN' } });
