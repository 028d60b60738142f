/**
 * A publisher's events. An event is written with the change that it tells of and waits beside its subject, on that one's
 * shard. The relay moves it into the log, where it has a number.
 */
import { type Connection, type Model, Schema } from 'mongoose';
import { z } from 'zod';
import { modelOf } from '../db/models.ts';

/** The travelling form of an event, with its place in the publisher's log. */
export const envelopeSchema = z.object({
  id: z.string(),
  /** The place in the publisher's log: 1, 2, 3 … without a gap. */
  seq: z.number().int().positive(),
  /** Without the version: `post.created`. */
  type: z.string(),
  version: z.number().int().positive(),
  occurredAt: z.iso.datetime(),
  subject: z.string(),
  revision: z.number().int(),
  /** The words by which listeners choose events: the author of a post, its tags. */
  topics: z.array(z.string()),
  traceparent: z.string().nullable(),
  payload: z.record(z.string(), z.unknown()),
});
export type Envelope = z.infer<typeof envelopeSchema>;

/** An event that waits for its number, on the shard of its subject, which its id names too. */
export interface PendingEvent {
  _id: string;
  shard: number;
  type: string;
  version: number;
  occurredAt: Date;
  subject: string;
  revision: number;
  topics: string[];
  traceparent: string | null;
  payload: Record<string, unknown>;
}

/** An event in the log. */
export interface EventRecord extends Omit<PendingEvent, 'shard'> {
  seq: number;
}

/** One document, `_id: 'head'`: the last number given, and which history the numbers belong to. */
export interface LogHead {
  _id: 'head';
  seq: number;
  /** How many events were numbered last, together: these may still wait too, if the relay ended then. */
  batch?: number;
  fence: number;
  /** Made with the log; a cursor of another epoch (a restored database) is refused. */
  epoch: string;
}

const retentionDays = 14;

const fields = {
  _id: String,
  type: { type: String, required: true },
  version: { type: Number, required: true },
  occurredAt: { type: Date, required: true },
  subject: { type: String, required: true },
  revision: { type: Number, required: true },
  topics: { type: [String], required: true },
  traceparent: { type: String, default: null },
  payload: { type: Schema.Types.Mixed, required: true },
};

const pendingSchema = new Schema<PendingEvent>(
  { ...fields, shard: { type: Number, required: true } },
  { collection: 'pending_events', versionKey: false, minimize: false },
);
pendingSchema.index({ subject: 1, revision: 1 });

const eventSchema = new Schema<EventRecord>(
  { ...fields, seq: { type: Number, required: true } },
  { collection: 'events', versionKey: false, minimize: false },
);
/** For the pending events of an older version: see `adopt-pending.ts`. */
eventSchema.index({ pending: 1, _id: 1 }, { partialFilterExpression: { pending: true } });
eventSchema.index({ seq: 1 }, { unique: true, partialFilterExpression: { seq: { $exists: true } } });
eventSchema.index({ topics: 1, seq: 1 });
eventSchema.index({ occurredAt: 1 }, { expireAfterSeconds: retentionDays * 86_400 });

const headSchema = new Schema<LogHead>(
  {
    _id: String,
    seq: { type: Number, required: true },
    batch: Number,
    fence: { type: Number, required: true },
    epoch: { type: String, required: true },
  },
  { collection: 'event_head', versionKey: false },
);

export interface EventLog {
  pending: Model<PendingEvent>;
  events: Model<EventRecord>;
  heads: Model<LogHead>;
  /** The last number given (0 before the first) and the log's epoch. */
  head: () => Promise<{ seq: number; epoch: string }>;
  /** Events after a number, in order, without a gap; empty at the end. */
  read: (afterSeq: number, limit: number) => Promise<Envelope[]>;
  /** Of one type and under any of some topics, the events after a number up to another, in order. */
  readTopics: (type: string, topics: string[], range: { afterSeq: number; upToSeq: number; limit: number }) => Promise<Envelope[]>;
}

/** The event log in a publisher's database. */
export function openEventLog(connection: Connection): EventLog {
  const pending: Model<PendingEvent> = modelOf(connection, 'PendingEvent', pendingSchema);
  const events: Model<EventRecord> = modelOf(connection, 'Event', eventSchema);
  const heads: Model<LogHead> = modelOf(connection, 'LogHead', headSchema);
  return {
    pending,
    events,
    heads,
    head: async () => {
      const head = await heads.findById('head').lean();
      return { seq: head?.seq ?? 0, epoch: head?.epoch ?? '' };
    },
    read: async (afterSeq, limit) => {
      const records = await events
        .find({ seq: { $gt: afterSeq } })
        .sort({ seq: 1 })
        .limit(limit)
        .lean();
      return records.map(toEnvelope);
    },
    readTopics: async (type, topics, { afterSeq, upToSeq, limit }) => {
      const filter = { topics: { $in: topics }, seq: { $gt: afterSeq, $lte: upToSeq }, type };
      const records = await events.find(filter).sort({ seq: 1 }).limit(limit).lean();
      return records.map(toEnvelope);
    },
  };
}

/** A numbered event as it travels. */
export function toEnvelope({ _id, occurredAt, ...rest }: EventRecord): Envelope {
  return { id: _id, occurredAt: occurredAt.toISOString(), ...rest };
}
