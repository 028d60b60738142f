/** The devices that receive pushes. */
import { Schema } from 'mongoose';
import { moment, number, text } from '#lib/db/fields.ts';
import type { Platform } from './enums.ts';
import { optionsOf } from './options.ts';

/** A device that receives pushes, on its user's shard. */
export interface DeviceRecord {
  _id: string;
  shard: number;
  userId: string;
  /** The session that registered the device, and whose end removes it; absent where none did. */
  sessionId?: string;
  token: string;
  platform: Platform;
  createdAt: Date;
}

export const deviceSchema = new Schema<DeviceRecord>(
  { _id: String, shard: number, userId: text, sessionId: String, token: text, platform: text, createdAt: moment },
  optionsOf('devices'),
);
deviceSchema.index({ userId: 1, createdAt: -1, _id: -1 });

/** The one account that a token belongs to. `_id` is a hash of the token. */
export interface TokenClaim {
  _id: string;
  deviceId: string;
  userId: string;
}

export const tokenSchema = new Schema<TokenClaim>({ _id: String, deviceId: text, userId: text }, optionsOf('device_tokens'));
