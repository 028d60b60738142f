import { byId } from '#lib/db/ids.ts';
import { createSchedule, type Schedule } from '#lib/jobs/schedule.ts';
import type { NewsDeps } from '../deps.ts';
import type { EventRecord } from '../model.ts';
import { extendOccurrences } from './store-occurrences.ts';

/** Extends series whose stored occurrences come to an end, each in a transaction of its own. */
export function extensions(deps: NewsDeps): Schedule {
  return createSchedule<Pick<EventRecord, '_id' | 'extendAt'>>(deps, {
    name: 'extensions',
    at: 'extendAt',
    lookEveryMs: 5_000,
    find: async ({ filter, sort, limit }) => await deps.models.events.find(filter, { extendAt: 1 }).sort(sort).limit(limit).lean(),
    partsOf: (due) =>
      due.map((series) => ({ things: [series], run: async () => await deps.transaction(async () => await extendOne(deps, series._id)) })),
  });
}

async function extendOne(deps: NewsDeps, eventId: string): Promise<void> {
  const { models, clock } = deps;
  const event = await models.events.findOne({ ...byId(eventId), extendAt: { $lte: clock() } }).lean();
  if (!event) return;
  await models.events.updateOne(byId(eventId), { $set: await extendOccurrences(deps, event) });
}
