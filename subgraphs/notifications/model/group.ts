/** Notifications: groups of acts. */
import { Schema } from 'mongoose';
import { moment, number, text } from '#lib/db/fields.ts';
import type { NotificationKind } from './enums.ts';
import { groupsKeptSeconds, optionsOf } from './options.ts';

/** A notification: acts of one kind upon one thing, until the recipient reads them. */
export interface GroupRecord {
  _id: string;
  shard: number;
  /** Grows with each change of the acts in the group. */
  revision: number;
  recipientId: string;
  kind: NotificationKind;
  /** The post or media that the acts are upon; empty for follows. */
  subjectId: string;
  /** The newest actors, newest first: more than are shown, because the viewer may not see some of them. */
  actorIds: string[];
  actorCount: number;
  /** False once every act of the group was taken back. */
  isShown: boolean;
  createdAt: Date;
  readAt: Date | null;
}

export const groupSchema = new Schema<GroupRecord>(
  {
    _id: String,
    shard: number,
    revision: number,
    recipientId: text,
    kind: text,
    subjectId: { type: String, default: '' },
    actorIds: { type: [String], default: [] },
    actorCount: number,
    isShown: { type: Boolean, required: true },
    createdAt: moment,
    readAt: { type: Date, default: null },
  },
  optionsOf('groups'),
);
groupSchema.index({ recipientId: 1, createdAt: -1, _id: -1 });
groupSchema.index({ recipientId: 1, readAt: 1, createdAt: -1, _id: -1 });
groupSchema.index({ recipientId: 1, kind: 1, subjectId: 1, readAt: 1 });
groupSchema.index({ createdAt: 1 }, { expireAfterSeconds: groupsKeptSeconds });

/** One actor in one group, however often the act was done. `_id`: `<groupId>/<actorId>`. */
export interface ActRecord {
  _id: string;
  shard: number;
  groupId: string;
  recipientId: string;
  kind: NotificationKind;
  subjectId: string;
  actorId: string;
  /** The ids of the replies, reposts or likes behind the act. An empty list: the act was taken back. */
  sourceIds: string[];
  at: Date;
}

export const actSchema = new Schema<ActRecord>(
  {
    _id: String,
    shard: number,
    groupId: text,
    recipientId: text,
    kind: text,
    subjectId: { type: String, default: '' },
    actorId: text,
    sourceIds: { type: [String], default: [] },
    at: moment,
  },
  optionsOf('acts'),
);
actSchema.index({ recipientId: 1, kind: 1, subjectId: 1, actorId: 1, at: -1 });
actSchema.index({ groupId: 1, at: -1 });
actSchema.index({ sourceIds: 1 });
actSchema.index({ actorId: 1 });
actSchema.index({ at: 1 }, { expireAfterSeconds: groupsKeptSeconds });
