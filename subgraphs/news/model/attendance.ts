/** Who goes to events: at the event, which counts and queues them, and at the user, who asks where to go. */
import { Schema } from 'mongoose';
import { moment, number, text } from '#lib/db/fields.ts';

/** `_id`: `<eventId>/<userId>`, on the event's shard. */
export interface AttendanceRecord {
  _id: string;
  shard: number;
  eventId: string;
  userId: string;
  state: 'GOING' | 'WAITLISTED';
  /** The place in the queue of the event: each has another, in the order of the answers. */
  ticket: number;
  createdAt: Date;
}

export const attendanceSchema = new Schema<AttendanceRecord>(
  { _id: String, shard: number, eventId: text, userId: text, state: text, ticket: number, createdAt: moment },
  { collection: 'attendances', versionKey: false },
);
attendanceSchema.index({ eventId: 1, state: 1, ticket: 1 });
attendanceSchema.index({ eventId: 1, state: 1, createdAt: 1, userId: 1 });

/** The user's end of an attendance. `_id`: `<userId>/<eventId>`, on the user's shard. */
export interface AttendingRecord {
  _id: string;
  shard: number;
  userId: string;
  eventId: string;
  createdAt: Date;
}

export const attendingSchema = new Schema<AttendingRecord>(
  { _id: String, shard: number, userId: text, eventId: text, createdAt: moment },
  { collection: 'attending', versionKey: false },
);
attendingSchema.index({ userId: 1, createdAt: -1, eventId: -1 });
attendingSchema.index({ eventId: 1 });
