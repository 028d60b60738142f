import type { Connection } from 'mongoose';
import { type EventName, eventCatalogue, type Publisher } from '#schema/events/index.ts';
import { afterCommit } from '../db/transaction.ts';
import type { Deps, NewEvent } from '../core/deps.ts';
import { shardOf } from '../db/ids.ts';
import type { EventLog, PendingEvent } from './log.ts';

export interface EmitOptions {
  publisher: Publisher;
  connection: Connection;
  log: EventLog;
  clock: () => Date;
  newId: Deps['newId'];
  /** Called after the commit: there is something to number. */
  wake: () => void;
}

/** Makes the `emit` that writes a publisher's events beside their subjects, in the surrounding transaction. */
export function createEmit({ publisher, connection, log, clock, newId, wake }: EmitOptions): Deps['emit'] {
  const catalogue: Partial<Record<EventName, { parse: (payload: unknown) => unknown }>> = eventCatalogue[publisher];
  const toRecord = <Name extends EventName>(event: NewEvent<Name>): PendingEvent => {
    const payload = catalogue[event.type]?.parse(event.payload) as Record<string, unknown> | undefined;
    if (payload === undefined) throw new Error(`${publisher} does not publish ${event.type}.`);
    const [, type, version] = /^(.+)\.v(\d+)$/.exec(event.type) ?? [];
    return {
      _id: newId('evt', event.subject),
      shard: shardOf(event.subject),
      type: type ?? event.type,
      version: Number(version),
      occurredAt: clock(),
      subject: event.subject,
      revision: event.revision,
      topics: event.topics ?? [],
      traceparent: null,
      payload,
    };
  };
  return async (...events) => {
    const records = events.map(toRecord);
    afterCommit(connection, wake);
    await log.pending.insertMany(records);
  };
}
