/** Stored messages and the reactions to them. */
import { Schema } from 'mongoose';
import { moment, number, text } from '#lib/db/fields.ts';

export interface MessageRecord {
  _id: string;
  shard: number;
  roomId: string;
  /** Its place in the room: 1, 2, 3 … without a gap. */
  number: number;
  /** Null once the account is deleted. */
  authorId: string | null;
  /** Empty once it is deleted. */
  text: string;
  mentionIds: string[];
  /** The names by which the text mentions them, one for each. */
  mentionNames: string[];
  /** Its media, in order. */
  mediaIds: string[];
  replyToId: string | null;
  createdAt: Date;
  editedAt: Date | null;
  deletedAt: Date | null;
  /** How many reacted with each emoji, in the order in which they came. */
  reactions: { emoji: string; count: number }[];
}

const optionalDate = { type: Date, default: null } as const;

export const messageSchema = new Schema<MessageRecord>(
  {
    _id: String,
    shard: number,
    roomId: text,
    number,
    authorId: { type: String, default: null },
    text: { type: String, default: '' },
    mentionIds: { type: [String], required: true },
    mentionNames: { type: [String], required: true },
    mediaIds: { type: [String], default: [] },
    replyToId: { type: String, default: null },
    createdAt: moment,
    editedAt: optionalDate,
    deletedAt: optionalDate,
    reactions: { type: [{ _id: false, emoji: String, count: Number }], required: true },
  },
  { collection: 'messages', versionKey: false },
);
messageSchema.index({ roomId: 1, number: 1 });
messageSchema.index({ mentionIds: 1, roomId: 1, number: 1 });
messageSchema.index({ authorId: 1 });

/** One person's reaction to a message, beside it. `_id`: `<messageId>/<userId>/<emoji>`. */
export interface ReactionRecord {
  _id: string;
  shard: number;
  messageId: string;
  userId: string;
  emoji: string;
  createdAt: Date;
}

export const reactionSchema = new Schema<ReactionRecord>(
  { _id: String, shard: number, messageId: text, userId: text, emoji: text, createdAt: moment },
  { collection: 'reactions', versionKey: false },
);
reactionSchema.index({ messageId: 1, emoji: 1, createdAt: 1, userId: 1 });
reactionSchema.index({ messageId: 1, userId: 1 });
reactionSchema.index({ userId: 1 });
