/** The ledger of pushes and mails. */
import { Schema } from 'mongoose';
import { moment, number, text } from '#lib/db/fields.ts';
import type { DeliveryChannel, DeliveryState, NotificationKind } from './enums.ts';
import { deliveriesKeptSeconds, developmentKeptSeconds, optionsOf } from './options.ts';

const nullable = { type: String, default: null } as const;

/** An entry of the ledger: one push to one device, or one mail. `_id`: `<pushId>/<deviceId>`, or the mail's id. */
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

export const deliverySchema = new Schema<DeliveryRecord>(
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
  optionsOf('deliveries'),
);
deliverySchema.index({ recipientId: 1, createdAt: -1, _id: -1 });
deliverySchema.index({ createdAt: 1 }, { expireAfterSeconds: deliveriesKeptSeconds });

/** A message that development keeps for developers to read, in place of FCM or a mail server. */
export interface DevelopmentRecord {
  _id: string;
  recipientId: string;
  message: Record<string, unknown>;
  /** How often it was handed over. */
  times: number;
  at: Date;
}

export function developmentSchema(collection: string): Schema<DevelopmentRecord> {
  const schema = new Schema<DevelopmentRecord>(
    {
      _id: String,
      recipientId: text,
      message: { type: Schema.Types.Mixed, required: true },
      times: { type: Number, default: 0 },
      at: moment,
    },
    optionsOf(collection),
  );
  schema.index({ at: 1 }, { expireAfterSeconds: developmentKeptSeconds });
  schema.index({ recipientId: 1 });
  return schema;
}
