/** The accounts with a role above MEMBER, from users' events. A role in an access token may be an older one. */
import { Schema } from 'mongoose';
import type { Role } from '#lib/auth/identity.ts';
import { number, text } from '#lib/db/fields.ts';

/** `_id`: the user's. */
export interface StaffRecord {
  _id: string;
  shard: number;
  role: Role;
}

export const staffSchema = new Schema<StaffRecord>({ _id: String, shard: number, role: text }, { collection: 'staff', versionKey: false });
