/** The collections of rooms. Every document carries the shard of its owner: a room, or a user. */
import type { Connection, Model } from 'mongoose';
import { type KeyRecord, keySchema } from '#lib/db/idempotency-keys.ts';
import { modelOf } from '#lib/db/models.ts';
import { followingModel, type FollowRecord } from '#lib/relations/follows.ts';
import { type RelationModels, relationModels } from '#lib/relations/replica.ts';
import { type AccountRecord, accountSchema } from './model/account.ts';
import {
  type BanRecord,
  banSchema,
  type InviteRecord,
  inviteSchema,
  type MemberRecord,
  memberSchema,
  type MembershipRecord,
  membershipSchema,
} from './model/member.ts';
import { type MessageRecord, messageSchema, type ReactionRecord, reactionSchema } from './model/message.ts';
import { type DirectRecord, directSchema, type RoomRecord, roomSchema } from './model/room.ts';

export type { AccountRecord, DirectMessages } from './model/account.ts';
export type { BanRecord, InviteRecord, MemberRecord, MembershipRecord, RoomRole } from './model/member.ts';
export type { MessageRecord, ReactionRecord } from './model/message.ts';
export type { RoomKind, RoomRecord } from './model/room.ts';

/** An idempotency key of a user and the room or message that was made with it. */
export interface RoomKeyRecord extends KeyRecord {
  madeId: string;
}

export interface Models extends RelationModels {
  rooms: Model<RoomRecord>;
  directRooms: Model<DirectRecord>;
  members: Model<MemberRecord>;
  memberships: Model<MembershipRecord>;
  invites: Model<InviteRecord>;
  bans: Model<BanRecord>;
  messages: Model<MessageRecord>;
  reactions: Model<ReactionRecord>;
  accounts: Model<AccountRecord>;
  following: Model<FollowRecord>;
  roomKeys: Model<RoomKeyRecord>;
}

/** The collections of rooms on a connection. */
export function createModels(connection: Connection): Models {
  return {
    ...relationModels(connection),
    rooms: modelOf(connection, 'Room', roomSchema),
    directRooms: modelOf(connection, 'DirectRoom', directSchema),
    members: modelOf(connection, 'Member', memberSchema),
    memberships: modelOf(connection, 'Membership', membershipSchema),
    invites: modelOf(connection, 'Invite', inviteSchema),
    bans: modelOf(connection, 'Ban', banSchema),
    messages: modelOf(connection, 'Message', messageSchema),
    reactions: modelOf(connection, 'Reaction', reactionSchema),
    accounts: modelOf(connection, 'RoomAccount', accountSchema),
    following: followingModel(connection),
    roomKeys: modelOf(connection, 'RoomKey', keySchema<RoomKeyRecord>('room_keys', 'madeId')),
  };
}
