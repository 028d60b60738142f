/**
 * The collections of users. A document with an owner carries the owner's `shard` and is found by it; claims and keys are
 * found by `_id` only, which is their shard key.
 */
import type { Connection, Model } from 'mongoose';
import { modelOf } from '#lib/db/models.ts';
import { type AccountRecord, accountSchema } from './model/account.ts';
import { type AuditRecord, auditSchema } from './model/audit.ts';
import { type EdgeRecord, edgeSchema, type FollowRecord, followSchema } from './model/edges.ts';
import { type ErasureRecord, erasureSchema } from './model/erasure.ts';
import { type MailTokenRecord, mailTokenSchema } from './model/mail-token.ts';
import { type ClaimRecord, claimSchema, type RestingNameRecord, restingNameSchema } from './model/names.ts';
import { type PasswordTriesRecord, passwordTriesSchema } from './model/password-tries.ts';
import { type SessionRecord, sessionSchema } from './model/session.ts';
import { type SigningKeyRecord, signingKeySchema } from './model/signing-key.ts';
import { type UserRecord, userSchema } from './model/user.ts';

export interface Models {
  users: Model<UserRecord>;
  accounts: Model<AccountRecord>;
  usernameClaims: Model<ClaimRecord>;
  emailClaims: Model<ClaimRecord>;
  restingNames: Model<RestingNameRecord>;
  sessions: Model<SessionRecord>;
  /** The follower's end: the accounts that a user follows. */
  following: Model<FollowRecord>;
  /** The followee's end: the followers of a user. */
  followers: Model<FollowRecord>;
  /** The requester's end of follow requests. */
  requestsSent: Model<EdgeRecord>;
  /** The receiver's end of follow requests. */
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
