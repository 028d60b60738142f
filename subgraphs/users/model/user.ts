/** The public part of an account. */
import { Schema } from 'mongoose';
import { type Role, roles } from '#lib/auth/identity.ts';
import { moment, number, text } from '#lib/db/fields.ts';
import { optionsOf } from './options.ts';

export interface Suspension {
  reason: string;
  at: Date;
}

/** The public part of an account, which other people see. */
export interface UserRecord {
  _id: string;
  shard: number;
  /** Grows with each write of this document. */
  revision: number;
  username: string;
  displayName: string;
  bio: string;
  website: string | null;
  role: Role;
  /** True: the user approves each follower, and posts are for followers only. */
  isPrivate: boolean;
  /** The media of the profile picture. */
  avatarId: string | null;
  /** Null unless suspended. Only moderators find a suspended user, and every session of theirs has ended. */
  suspension: Suspension | null;
  createdAt: Date;
  followerCount: number;
  followingCount: number;
}

export function userSchema(): Schema<UserRecord> {
  return new Schema<UserRecord>(
    {
      _id: String,
      shard: number,
      revision: number,
      username: text,
      displayName: text,
      bio: { type: String, default: '' },
      website: { type: String, default: null },
      role: { type: String, enum: roles, required: true },
      isPrivate: { type: Boolean, default: false },
      avatarId: { type: String, default: null },
      suspension: { type: new Schema<Suspension>({ reason: text, at: moment }, { _id: false }), default: null },
      createdAt: moment,
      followerCount: number,
      followingCount: number,
    },
    optionsOf('users'),
  );
}
