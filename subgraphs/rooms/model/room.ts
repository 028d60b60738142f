/** Stored rooms, and the claims by which direct rooms are found. */
import { Schema } from 'mongoose';
import { moment, number, text } from '#lib/db/fields.ts';

export type RoomKind = 'PUBLIC' | 'PRIVATE' | 'DIRECT';

export interface RoomRecord {
  _id: string;
  shard: number;
  kind: RoomKind;
  /** Empty in a direct room. */
  name: string;
  topic: string;
  /** The words of name and topic, by which a public room is found. */
  words: string[];
  /** Null once the account is deleted. */
  createdById: string | null;
  createdAt: Date;
  memberCount: number;
  /** How many messages it has ever had: the number of the last one. */
  messageCount: number;
  lastMessageId: string | null;
  /** When the last message came; when the room was made before the first. */
  activityAt: Date;
  /** Grows by one with each change that listeners are told of: the numbers of the room's log. */
  revision: number;
}

const optionalText = { type: String, default: null } as const;
const emptyText = { type: String, default: '' } as const;

export const roomSchema = new Schema<RoomRecord>(
  {
    _id: String,
    shard: number,
    kind: text,
    name: emptyText,
    topic: emptyText,
    words: { type: [String], required: true },
    createdById: optionalText,
    createdAt: moment,
    memberCount: number,
    messageCount: number,
    lastMessageId: optionalText,
    activityAt: moment,
    revision: number,
  },
  { collection: 'rooms', versionKey: false },
);
roomSchema.index({ kind: 1, activityAt: -1, _id: -1 });
roomSchema.index({ kind: 1, words: 1, activityAt: -1, _id: -1 });
roomSchema.index({ createdById: 1 });

/** The direct room of some people. `_id`: their ids in order, with commas. */
export interface DirectRecord {
  _id: string;
  shard: number;
  roomId: string;
}

export const directSchema = new Schema<DirectRecord>(
  { _id: String, shard: number, roomId: text },
  { collection: 'direct_rooms', versionKey: false },
);
directSchema.index({ roomId: 1 });
