import { byId } from '#lib/db/ids.ts';
import type { NewsDeps } from '../deps.ts';
import { extendOccurrences } from './store-occurrences.ts';

/** Extends up to so many series whose stored occurrences come to an end, each in a transaction of its own. @returns Their number. */
export async function extendDue(deps: NewsDeps, batchSize: number): Promise<number> {
  const { models, clock } = deps;
  const due = await models.events
    .find({ extendAt: { $lte: clock(), $gt: new Date(0) } }, { _id: 1 })
    .sort({ extendAt: 1 })
    .limit(batchSize)
    .lean();
  for (const { _id } of due) await deps.transaction(async () => await extendOne(deps, _id));
  return due.length;
}

async function extendOne(deps: NewsDeps, eventId: string): Promise<void> {
  const { models, clock } = deps;
  const event = await models.events.findOne({ ...byId(eventId), extendAt: { $lte: clock() } }).lean();
  if (!event) return;
  await models.events.updateOne(byId(eventId), { $set: await extendOccurrences(deps, event) });
}
