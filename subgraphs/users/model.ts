/**
 * What users stores. Documents with an owner carry the owner's `shard` and are found by it; claims and keys are found by
 * `_id` alone, which is their shard key.
 */
import { type Connection, type Model, Schema } from 'mongoose';
import { modelOf } from '#lib/db/models.ts';
import { type Role, roles } from '#lib/auth/identity.ts';
import type { Keeper } from './accounts/erasures.ts';

export interface Suspension {
  reason: string;
  at: Date;
}

/** What others see of a user. */
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
  /** Whether followers must be approved, and posts are for followers only. */
  isPrivate: boolean;
  /** The media that shows this user. */
  avatarId: string | null;
  /** Null unless suspended: hidden from all but moderators, and signed out. */
  suspension: Suspension | null;
  createdAt: Date;
  followerCount: number;
  followingCount: number;
}

/** What only the account itself sees; `_id` is the user's. */
export interface AccountRecord {
  _id: string;
  shard: number;
  email: string;
  /** When it was confirmed that the address is theirs; null before. */
  emailVerifiedAt: Date | null;
  passwordHash: string;
  /** When the password was last changed; absent while it is the first. Links to choose a new one that were asked for before are void. */
  passwordChangedAt?: Date;
  signedInAt: Date;
  /** As the user's `suspension` says; here too, so that no sign-in passes a suspension that is under way. */
  isSuspended: boolean;
}

/** That a name or an address is taken: `_id` is the value in lower case, so that there can be no second. */
export interface ClaimRecord {
  _id: string;
  userId: string;
}

/** That a deleted account's username is nobody's yet: `_id` is a hash of it. */
export interface RestingNameRecord {
  _id: string;
  freeAt: Date;
}

/** What a mail lets somebody do once: `_id` is a hash of the token in its link. */
export interface MailTokenRecord {
  _id: string;
  purpose: 'verify' | 'reset';
  userId: string;
  /** The address that the mail went to. */
  email: string;
  /** False once it was used, or a later one was mailed. */
  isGood: boolean;
  /** When the mail was asked for; absent in records of an earlier version, which knew only when it was sent. */
  askedAt?: Date;
  expiresAt: Date;
}

/** A refresh token that was replaced a moment ago. */
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
  /** SHA-256 of the refresh token that is good now. */
  tokenHash: string;
  /** The tokens whose retries are still answered, the newest first. */
  replaced: ReplacedToken[];
  endedAt: Date | null;
  /** There while Redis may not know yet that the session ended. */
  announceSince?: Date;
  expiresAt: Date;
}

/** One end of a follow; the other end holds the same. `_id` is `<own end>:<other end>`. */
export interface FollowRecord {
  _id: string;
  shard: number;
  followerId: string;
  followeeId: string;
  createdAt: Date;
}

/** One end of a request, a block or a mute; `_id` is `<ownId>:<otherId>`. */
export interface EdgeRecord {
  _id: string;
  shard: number;
  ownId: string;
  otherId: string;
  createdAt: Date;
}

/** What somebody did by their role; kept for good. */
/** The receipt of a deleted account: when each subgraph had nothing left of it. `_id`: the user's. */
export interface ErasureRecord {
  _id: string;
  shard: number;
  requestedAt: Date;
  erasedAt: Partial<Record<Keeper, Date>>;
  completedAt: Date | null;
}

export interface AuditRecord {
  _id: string;
  actorId: string;
  action: 'setRole' | 'suspendUser' | 'unsuspendUser';
  userId: string;
  /** The new role, or the reason of a suspension. */
  detail: string;
  at: Date;
}

/** How often a password was tried since the window opened; `_id` is the account's, or stands for a name without one or a known device. */
export interface PasswordTriesRecord {
  _id: string;
  count: number;
  until: Date;
}

/** A key that access tokens are signed with; `_id` names its period, so that a period has one key. */
export interface SigningKeyRecord {
  _id: string;
  kid: string;
  publicJwk: { kty: 'OKP'; crv: string; x: string };
  /** The private JWK under a key derived from AGORA_IDENTITY_SECRET. */
  sealedPrivateJwk: string;
  expiresAt: Date;
}

const text = { type: String, required: true } as const;
const number = { type: Number, required: true } as const;
const moment = { type: Date, required: true } as const;

function options(collection: string) {
  return { collection, versionKey: false, strict: 'throw', strictQuery: 'throw', minimize: false } as const;
}

function userSchema(): Schema<UserRecord> {
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
    options('users'),
  );
}

function accountSchema(): Schema<AccountRecord> {
  return new Schema<AccountRecord>(
    {
      _id: String,
      shard: number,
      email: text,
      emailVerifiedAt: { type: Date, default: null },
      passwordHash: text,
      passwordChangedAt: { type: Date },
      signedInAt: moment,
      isSuspended: { type: Boolean, default: false },
    },
    options('accounts'),
  );
}

function claimSchema(collection: string): Schema<ClaimRecord> {
  return new Schema<ClaimRecord>({ _id: String, userId: text }, options(collection));
}

function restingNameSchema(): Schema<RestingNameRecord> {
  const schema = new Schema<RestingNameRecord>({ _id: String, freeAt: moment }, options('resting_names'));
  schema.index({ freeAt: 1 }, { expireAfterSeconds: 0 });
  return schema;
}

function sessionSchema(): Schema<SessionRecord> {
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
    options('sessions'),
  );
  schema.index({ shard: 1, userId: 1, lastUsedAt: -1 });
  schema.index({ endedAt: 1 }, { partialFilterExpression: { endedAt: { $type: 'date' } } });
  schema.index({ announceSince: 1 }, { partialFilterExpression: { announceSince: { $exists: true } } });
  schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
  return schema;
}

function followSchema(collection: string, own: 'followerId' | 'followeeId', other: 'followerId' | 'followeeId'): Schema<FollowRecord> {
  const schema = new Schema<FollowRecord>(
    { _id: String, shard: number, followerId: text, followeeId: text, createdAt: moment },
    options(collection),
  );
  schema.index({ shard: 1, [own]: 1, createdAt: -1, [other]: -1 });
  return schema;
}

function edgeSchema(collection: string): Schema<EdgeRecord> {
  const schema = new Schema<EdgeRecord>({ _id: String, shard: number, ownId: text, otherId: text, createdAt: moment }, options(collection));
  schema.index({ shard: 1, ownId: 1, createdAt: -1, otherId: -1 });
  return schema;
}

function erasureSchema(): Schema<ErasureRecord> {
  const schema = new Schema<ErasureRecord>(
    {
      _id: String,
      shard: number,
      requestedAt: moment,
      erasedAt: { type: Schema.Types.Mixed, default: {} },
      completedAt: { type: Date, default: null },
    },
    options('erasures'),
  );
  schema.index({ completedAt: 1, requestedAt: 1 });
  return schema;
}

function auditSchema(): Schema<AuditRecord> {
  const schema = new Schema<AuditRecord>(
    { _id: String, actorId: text, action: text, userId: text, detail: { type: String, default: '' }, at: moment },
    options('audit_log'),
  );
  schema.index({ userId: 1, at: -1 });
  schema.index({ actorId: 1, at: -1 });
  return schema;
}

function passwordTriesSchema(): Schema<PasswordTriesRecord> {
  const schema = new Schema<PasswordTriesRecord>({ _id: String, count: number, until: moment }, options('password_tries'));
  schema.index({ until: 1 }, { expireAfterSeconds: 0 });
  return schema;
}

function mailTokenSchema(): Schema<MailTokenRecord> {
  const schema = new Schema<MailTokenRecord>(
    {
      _id: String,
      purpose: text,
      userId: text,
      email: { type: String, default: '' },
      isGood: { type: Boolean, required: true },
      askedAt: { type: Date },
      expiresAt: moment,
    },
    options('mail_tokens'),
  );
  schema.index({ userId: 1, purpose: 1 });
  schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
  return schema;
}

function signingKeySchema(): Schema<SigningKeyRecord> {
  const schema = new Schema<SigningKeyRecord>(
    { _id: String, kid: text, publicJwk: { kty: text, crv: text, x: text }, sealedPrivateJwk: text, expiresAt: moment },
    options('signing_keys'),
  );
  schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
  return schema;
}

export interface Models {
  users: Model<UserRecord>;
  accounts: Model<AccountRecord>;
  usernameClaims: Model<ClaimRecord>;
  emailClaims: Model<ClaimRecord>;
  restingNames: Model<RestingNameRecord>;
  sessions: Model<SessionRecord>;
  /** The follower's end: whom a user follows. */
  following: Model<FollowRecord>;
  /** The followee's end: who follows a user. */
  followers: Model<FollowRecord>;
  /** Whom a user has asked to follow. */
  requestsSent: Model<EdgeRecord>;
  /** Who has asked to follow a user. */
  requestsReceived: Model<EdgeRecord>;
  blocking: Model<EdgeRecord>;
  blockedBy: Model<EdgeRecord>;
  muting: Model<EdgeRecord>;
  mutedBy: Model<EdgeRecord>;
  erasures: Model<ErasureRecord>;
  auditLog: Model<AuditRecord>;
  passwordTries: Model<PasswordTriesRecord>;
  mailTokens: Model<MailTokenRecord>;
  signingKeys: Model<SigningKeyRecord>;
}

/** The models of one connection. */
export function createModels(connection: Connection): Models {
  return {
    users: modelOf(connection, 'User', userSchema()),
    accounts: modelOf(connection, 'Account', accountSchema()),
    usernameClaims: modelOf(connection, 'UsernameClaim', claimSchema('username_claims')),
    emailClaims: modelOf(connection, 'EmailClaim', claimSchema('email_claims')),
    restingNames: modelOf(connection, 'RestingName', restingNameSchema()),
    sessions: modelOf(connection, 'Session', sessionSchema()),
    following: modelOf(connection, 'Following', followSchema('following', 'followerId', 'followeeId')),
    followers: modelOf(connection, 'Follower', followSchema('followers', 'followeeId', 'followerId')),
    requestsSent: modelOf(connection, 'RequestSent', edgeSchema('requests_sent')),
    requestsReceived: modelOf(connection, 'RequestReceived', edgeSchema('requests_received')),
    blocking: modelOf(connection, 'Blocking', edgeSchema('blocking')),
    blockedBy: modelOf(connection, 'BlockedBy', edgeSchema('blocked_by')),
    muting: modelOf(connection, 'Muting', edgeSchema('muting')),
    mutedBy: modelOf(connection, 'MutedBy', edgeSchema('muted_by')),
    erasures: modelOf(connection, 'Erasure', erasureSchema()),
    auditLog: modelOf(connection, 'Audit', auditSchema()),
    passwordTries: modelOf(connection, 'PasswordTries', passwordTriesSchema()),
    mailTokens: modelOf(connection, 'MailToken', mailTokenSchema()),
    signingKeys: modelOf(connection, 'SigningKey', signingKeySchema()),
  };
}
