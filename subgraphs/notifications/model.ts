/** The collections of notifications. Every document of a recipient lies on the recipient's shard. */
import type { Connection, Model } from 'mongoose';
import { modelOf } from '#lib/db/models.ts';
import { relationModels, type RelationModels } from '#lib/relations/replica.ts';
import { type DeliveryRecord, deliverySchema, type DevelopmentRecord, developmentSchema } from './model/delivery.ts';
import { type DeviceRecord, deviceSchema, type TokenClaim, tokenSchema } from './model/device.ts';
import { type ActRecord, actSchema, type GroupRecord, groupSchema } from './model/group.ts';
import { type OpeningRecord, openingSchema, type SourceRecord, sourceSchema } from './model/meeting-points.ts';
import { type PersonRecord, personSchema, type PreferencesRecord, preferencesSchema } from './model/people.ts';
import { type PostPushRecord, postPushSchema, type PushChunkRecord, pushChunkSchema } from './model/post-push.ts';

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

/** The models of one connection. */
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
