/** What notifications stores. Everything of a recipient lies on the recipient's shard. */
import { type Connection, type Model, Schema } from 'mongoose';
import type { Role } from '#lib/auth/identity.ts';
import { modelOf } from '#lib/db/models.ts';
import { relationModels, type RelationModels } from '#lib/relations/replica.ts';
import type { DeliveryChannel, DeliveryState, NotificationKind, Platform } from './model/enums.ts';

const daySeconds = 86_400;
const groupsKeptSeconds = 90 * daySeconds;
const deliveriesKeptSeconds = 30 * daySeconds;
const developmentKeptSeconds = 7 * daySeconds;
const tombstonesKeptSeconds = 2 * daySeconds;
/** Longer than any transaction. */
const openingsKeptSeconds = 3_600;

const text = { type: String, required: true } as const;
const number = { type: Number, required: true } as const;
const moment = { type: Date, required: true } as const;
const nullable = { type: String, default: null } as const;

function options(collection: string) {
  return { collection, versionKey: false, minimize: false } as const;
}

/** A notification: acts of one kind upon one thing, until they are read. */
export interface GroupRecord {
  _id: string;
  shard: number;
  /** Grows with each write of the acts in it. */
  revision: number;
  recipientId: string;
  kind: NotificationKind;
  /** The post or media that it is about; empty for follows. */
  subjectId: string;
  /** The newest actors, newest first: more than are shown, because some may be hidden from the viewer. */
  actorIds: string[];
  actorCount: number;
  /** False once every act in it was taken back. */
  isShown: boolean;
  createdAt: Date;
  readAt: Date | null;
}

const groupSchema = new Schema<GroupRecord>(
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
  options('groups'),
);
groupSchema.index({ recipientId: 1, createdAt: -1, _id: -1 });
groupSchema.index({ recipientId: 1, readAt: 1, createdAt: -1, _id: -1 });
groupSchema.index({ recipientId: 1, kind: 1, subjectId: 1, readAt: 1 });
groupSchema.index({ createdAt: 1 }, { expireAfterSeconds: groupsKeptSeconds });

/** That somebody did what a group tells of, once or more. `_id`: `<groupId>/<actorId>`. */
export interface ActRecord {
  _id: string;
  shard: number;
  groupId: string;
  recipientId: string;
  kind: NotificationKind;
  subjectId: string;
  actorId: string;
  /** What it was done by: the ids of replies, of reposts, of a like. It was taken back when none is left. */
  sourceIds: string[];
  at: Date;
}

const actSchema = new Schema<ActRecord>(
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
  options('acts'),
);
actSchema.index({ recipientId: 1, kind: 1, subjectId: 1, actorId: 1, at: -1 });
actSchema.index({ groupId: 1, at: -1 });
actSchema.index({ sourceIds: 1 });
actSchema.index({ actorId: 1 });
actSchema.index({ at: 1 }, { expireAfterSeconds: groupsKeptSeconds });

/**
 * What may end while it is being made something of, so that the two meet: a post that somebody is told of, a session that
 * registers a device. `_id`: the post's, the session's.
 */
export interface SourceRecord {
  _id: string;
  isGone: boolean;
  touches: number;
  at: Date;
}

const sourceSchema = new Schema<SourceRecord>(
  { _id: String, isGone: { type: Boolean, default: false }, touches: { type: Number, default: 0 }, at: moment },
  options('sources'),
);
sourceSchema.index({ at: 1 }, { expireAfterSeconds: tombstonesKeptSeconds });

/** That a group was just opened, so that two who would open one at once meet. `_id`: `<recipientId>/<kind>/<subjectId>`. */
export interface OpeningRecord {
  _id: string;
  shard: number;
  touches: number;
  at: Date;
}

const openingSchema = new Schema<OpeningRecord>(
  { _id: String, shard: number, touches: { type: Number, default: 0 }, at: moment },
  options('openings'),
);
openingSchema.index({ at: 1 }, { expireAfterSeconds: openingsKeptSeconds });

/** A device that is pushed to, on its user's shard. */
export interface DeviceRecord {
  _id: string;
  shard: number;
  userId: string;
  /** The session that registered it, with which it goes; absent where none did. */
  sessionId?: string;
  token: string;
  platform: Platform;
  createdAt: Date;
}

const deviceSchema = new Schema<DeviceRecord>(
  { _id: String, shard: number, userId: text, sessionId: String, token: text, platform: text, createdAt: moment },
  options('devices'),
);
deviceSchema.index({ userId: 1, createdAt: -1 });

/** Whose device a token is, so that it is one account's at a time. `_id`: a hash of the token. */
export interface TokenClaim {
  _id: string;
  deviceId: string;
  userId: string;
}

const tokenSchema = new Schema<TokenClaim>({ _id: String, deviceId: text, userId: text }, options('device_tokens'));

/** What a user has changed of the defaults. `_id`: the user's. */
export interface PreferencesRecord {
  _id: string;
  shard: number;
  push: NotificationKind[];
  email: NotificationKind[];
  weeklyDigest: boolean;
  /** When the next weekly summary is due; null while none is wanted. */
  digestDueAt: Date | null;
}

const preferencesSchema = new Schema<PreferencesRecord>(
  {
    _id: String,
    shard: number,
    push: { type: [String], required: true },
    email: { type: [String], required: true },
    weeklyDigest: { type: Boolean, default: false },
    digestDueAt: { type: Date, default: null },
  },
  options('preferences'),
);
preferencesSchema.index({ digestDueAt: 1 }, { partialFilterExpression: { digestDueAt: { $type: 'date' } } });

/** What people are called and may do, from users' events. `_id`: the user's. */
export interface PersonRecord {
  _id: string;
  shard: number;
  username: string;
  displayName: string;
  role: Role;
}

const personSchema = new Schema<PersonRecord>(
  { _id: String, shard: number, username: text, displayName: text, role: text },
  options('people'),
);

/** The ledger: one thing to one recipient by one way. `_id`: `<what it is>/<deviceId>`, or the mail's id. */
export interface DeliveryRecord {
  _id: string;
  shard: number;
  recipientId: string;
  channel: DeliveryChannel;
  kind: NotificationKind | null;
  subject: string;
  groupId: string | null;
  deviceId: string | null;
  state: DeliveryState;
  reason: string | null;
  attempts: number;
  createdAt: Date;
  updatedAt: Date;
  readAt: Date | null;
}

const deliverySchema = new Schema<DeliveryRecord>(
  {
    _id: String,
    shard: number,
    recipientId: text,
    channel: text,
    kind: nullable,
    subject: text,
    groupId: nullable,
    deviceId: nullable,
    state: text,
    reason: nullable,
    attempts: { type: Number, default: 0 },
    createdAt: moment,
    updatedAt: moment,
    readAt: { type: Date, default: null },
  },
  options('deliveries'),
);
deliverySchema.index({ recipientId: 1, createdAt: -1, _id: -1 });
deliverySchema.index({ groupId: 1 }, { partialFilterExpression: { groupId: { $type: 'string' } } });
deliverySchema.index({ createdAt: 1 }, { expireAfterSeconds: deliveriesKeptSeconds });

/** That a post is pushed to its author's followers. `_id`: the post's. */
export interface PostPushRecord {
  _id: string;
  shard: number;
  authorId: string;
  /** Whether all followers have been looked at. */
  isCounted: boolean;
  updatedAt: Date;
  createdAt: Date;
}

const postPushSchema = new Schema<PostPushRecord>(
  { _id: String, shard: number, authorId: text, isCounted: { type: Boolean, default: false }, updatedAt: moment, createdAt: moment },
  options('post_pushes'),
);
postPushSchema.index({ createdAt: 1 }, { expireAfterSeconds: groupsKeptSeconds });

/** How far a chunk of a post's push has come: each counts for itself, so that none waits for another. `_id`: `<page>.<index>/<postId>`. */
export interface PushChunkRecord {
  _id: string;
  shard: number;
  postId: string;
  done: number;
  /** Null until its followers' devices have been looked for. */
  total: number | null;
  updatedAt: Date;
}

const pushChunkSchema = new Schema<PushChunkRecord>(
  {
    _id: String,
    shard: number,
    postId: text,
    done: { type: Number, default: 0 },
    total: { type: Number, default: null },
    updatedAt: moment,
  },
  options('push_chunks'),
);
pushChunkSchema.index({ postId: 1 });
pushChunkSchema.index({ updatedAt: 1 }, { expireAfterSeconds: groupsKeptSeconds });

/** What would have been handed to FCM, or to a mail server: read by developers. */
export interface DevelopmentRecord {
  _id: string;
  recipientId: string;
  message: Record<string, unknown>;
  /** How often it was handed over. */
  times: number;
  at: Date;
}

function developmentSchema(collection: string): Schema<DevelopmentRecord> {
  const schema = new Schema<DevelopmentRecord>(
    {
      _id: String,
      recipientId: text,
      message: { type: Schema.Types.Mixed, required: true },
      times: { type: Number, default: 0 },
      at: moment,
    },
    options(collection),
  );
  schema.index({ at: 1 }, { expireAfterSeconds: developmentKeptSeconds });
  schema.index({ recipientId: 1 });
  return schema;
}
const outboxSchema = developmentSchema('outbox');
const mailboxSchema = developmentSchema('mailbox');

export interface Models extends RelationModels {
  groups: Model<GroupRecord>;
  acts: Model<ActRecord>;
  sources: Model<SourceRecord>;
  openings: Model<OpeningRecord>;
  devices: Model<DeviceRecord>;
  deviceTokens: Model<TokenClaim>;
  preferences: Model<PreferencesRecord>;
  people: Model<PersonRecord>;
  deliveries: Model<DeliveryRecord>;
  postPushes: Model<PostPushRecord>;
  pushChunks: Model<PushChunkRecord>;
  outbox: Model<DevelopmentRecord>;
  mailbox: Model<DevelopmentRecord>;
}

/** The collections of notifications on a connection. */
export function createModels(connection: Connection): Models {
  return {
    ...relationModels(connection),
    groups: modelOf(connection, 'Group', groupSchema),
    acts: modelOf(connection, 'Act', actSchema),
    sources: modelOf(connection, 'Source', sourceSchema),
    openings: modelOf(connection, 'Opening', openingSchema),
    devices: modelOf(connection, 'Device', deviceSchema),
    deviceTokens: modelOf(connection, 'DeviceToken', tokenSchema),
    preferences: modelOf(connection, 'Preferences', preferencesSchema),
    people: modelOf(connection, 'Person', personSchema),
    deliveries: modelOf(connection, 'Delivery', deliverySchema),
    postPushes: modelOf(connection, 'PostPush', postPushSchema),
    pushChunks: modelOf(connection, 'PushChunk', pushChunkSchema),
    outbox: modelOf(connection, 'OutboxMessage', outboxSchema),
    mailbox: modelOf(connection, 'Mail', mailboxSchema),
  };
}
