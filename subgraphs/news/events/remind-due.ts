import { byId, shardOf } from '#lib/db/ids.ts';
import { createSchedule, type Schedule } from '#lib/jobs/schedule.ts';
import type { NewsDeps } from '../deps.ts';
import type { OccurrenceRecord } from '../model.ts';

type Due = Pick<OccurrenceRecord, '_id' | 'eventId' | 'startsAt' | 'remindAt'>;

/** Tells of occurrences that are about to begin, each in a transaction of its own: so each once. */
export function reminders(deps: NewsDeps): Schedule {
  return createSchedule<Due>(deps, {
    name: 'reminders',
    at: 'remindAt',
    lookEveryMs: 1_000,
    find: async ({ filter, sort, limit }) =>
      await deps.models.occurrences.find(filter, { eventId: 1, startsAt: 1, remindAt: 1 }).sort(sort).limit(limit).lean(),
    partsOf: (due) => due.map((one) => ({ things: [one], run: async () => await deps.transaction(async () => await remind(deps, one)) })),
  });
}

async function remind({ models, clock, emit }: NewsDeps, { _id, eventId, startsAt }: Due): Promise<void> {
  const now = clock();
  const where = { _id, shard: shardOf(eventId), remindAt: { $lte: now } };
  const { matchedCount } = await models.occurrences.updateOne(where, { $set: { remindAt: null } });
  const event = matchedCount === 0 ? null : await models.events.findOne(byId(eventId)).lean();
  // After a time without workers nobody is told of what has begun already.
  if (!event || event.status !== 'PUBLISHED' || event.isCancelled || event.attendingCount === 0 || startsAt <= now) return;
  const revision = event.version + 1;
  await models.events.updateOne(byId(eventId), { $set: { version: revision } });
  await emit({ type: 'event.soon.v1', subject: eventId, revision, payload: { eventId, startsAt: startsAt.toISOString() } });
}
