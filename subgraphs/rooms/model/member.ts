/** Who is in which room, at both ends; who is invited, and who may not come back. */
import { Schema } from 'mongoose';
import { moment, number, text } from '#lib/db/fields.ts';

export type RoomRole = 'OWNER' | 'MODERATOR' | 'MEMBER';

/** A membership at the room. `_id`: `<roomId>/<userId>`. */
export interface MemberRecord {
  _id: string;
  shard: number;
  roomId: string;
  userId: string;
  role: RoomRole;
  joinedAt: Date;
  /** Orders the list of members: when they joined, later by a thousand years for each rank below the owners. */
  placedAt: Date;
  /** The number of the last message that they have read, 0 for none; and its id, null for none. */
  readNumber: number;
  readUpTo: string | null;
  isMuted: boolean;
}

export const memberSchema = new Schema<MemberRecord>(
  {
    _id: String,
    shard: number,
    roomId: text,
    userId: text,
    role: text,
    joinedAt: moment,
    placedAt: moment,
    readNumber: number,
    readUpTo: { type: String, default: null },
    isMuted: { type: Boolean, default: false },
  },
  { collection: 'members', versionKey: false },
);
memberSchema.index({ roomId: 1, placedAt: 1, userId: 1 });

/** The member's end of a membership. `_id`: `<userId>/<roomId>`. */
export interface MembershipRecord {
  _id: string;
  shard: number;
  userId: string;
  roomId: string;
}

export const membershipSchema = new Schema<MembershipRecord>(
  { _id: String, shard: number, userId: text, roomId: text },
  { collection: 'memberships', versionKey: false },
);
membershipSchema.index({ userId: 1 });

/** An invitation that waits, with the invited. `_id`: `<userId>/<roomId>`. */
export interface InviteRecord {
  _id: string;
  shard: number;
  userId: string;
  roomId: string;
  invitedById: string;
  createdAt: Date;
}

export const inviteSchema = new Schema<InviteRecord>(
  { _id: String, shard: number, userId: text, roomId: text, invitedById: text, createdAt: moment },
  { collection: 'invites', versionKey: false },
);
inviteSchema.index({ userId: 1, createdAt: -1, roomId: -1 });
inviteSchema.index({ roomId: 1 });
inviteSchema.index({ invitedById: 1 });

/** Somebody who may not join a room. `_id`: `<roomId>/<userId>`. */
export interface BanRecord {
  _id: string;
  shard: number;
  roomId: string;
  userId: string;
  createdAt: Date;
}

export const banSchema = new Schema<BanRecord>(
  { _id: String, shard: number, roomId: text, userId: text, createdAt: moment },
  { collection: 'bans', versionKey: false },
);
banSchema.index({ roomId: 1, createdAt: -1, userId: -1 });
banSchema.index({ userId: 1 });
