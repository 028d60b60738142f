/** The acts of moderators and admins. */
import { Schema } from 'mongoose';
import { moment, text } from '#lib/db/fields.ts';
import { optionsOf } from './options.ts';

/** An act of a moderator or admin upon a user; never deleted. */
export interface AuditRecord {
  _id: string;
  actorId: string;
  action: 'setRole' | 'suspendUser' | 'unsuspendUser';
  userId: string;
  /** The new role, or the reason of a suspension. */
  detail: string;
  at: Date;
}

export function auditSchema(): Schema<AuditRecord> {
  const schema = new Schema<AuditRecord>(
    { _id: String, actorId: text, action: text, userId: text, detail: { type: String, default: '' }, at: moment },
    optionsOf('audit_log'),
  );
  schema.index({ userId: 1, at: -1 });
  schema.index({ actorId: 1, at: -1 });
  return schema;
}
