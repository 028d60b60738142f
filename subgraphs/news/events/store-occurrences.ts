/** Stores when events take place: 13 months ahead, as far back, and further as time goes on. */
import { shardOf } from '#lib/db/ids.ts';
import type { NewsDeps } from '../deps.ts';
import type { EventRecord, OccurrenceRecord } from '../model.ts';
import { cellsOf } from '../places/cells.ts';
import { type Happening, happenings } from '../times/series.ts';
import { timingOf } from './read-event.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** How far ahead occurrences are stored, and for how long they stay. */
const storedMs = 396 * dayMs;
/** A series is extended when this much less is stored. */
const extendEveryMs = 7 * dayMs;
/** Who goes is reminded this long before. */
const remindBeforeMs = 60 * 60 * 1000;
const beginningOfTime = new Date(0);

type Described = Pick<EventRecord, '_id' | 'status' | 'tags' | 'place' | 'isCancelled'>;
type Timed = Pick<EventRecord, 'startsAt' | 'endsAt' | 'timeZone' | 'recurrence' | 'lastAt'>;

/** What the event keeps of its occurrences. */
type Kept = Pick<EventRecord, 'extendAt' | 'odd'>;

/**
 * Stores the occurrences of an event from now on in place of those that are stored, in the surrounding transaction. The first is among them
 * however far away it is.
 */
export async function storeOccurrences({ models, clock }: NewsDeps, event: Described & Timed): Promise<Kept> {
  const now = clock().getTime();
  const untilMs = now + storedMs;
  const fromMs = event.recurrence === null ? event.startsAt.getTime() : now - storedMs;
  const found = happenings(timingOf(event), fromMs, Math.max(untilMs, event.startsAt.getTime() + 1));
  if (await areStored(models, event._id)) await models.occurrences.deleteMany(beside(event._id));
  const [first] = found;
  const before = first && first.startsAt > event.startsAt ? previousOf(event, first) : beginningOfTime;
  await insert({ models, clock }, event, found, before);
  return { extendAt: extendAtOf(event, untilMs), odd: oddOf(found) };
}

/** Has the stored occurrences say what has become of their event, in the surrounding transaction. */
export async function describeOccurrences({ models }: NewsDeps, event: Described): Promise<void> {
  await models.occurrences.updateMany(beside(event._id), { $set: describe(event) });
}

/** Stores what the passing of time has brought near, and removes what is long over, in the surrounding transaction. */
export async function extendOccurrences({ models, clock }: NewsDeps, event: EventRecord): Promise<Kept> {
  const now = clock().getTime();
  const [last] = await models.occurrences.find(beside(event._id)).sort({ startsAt: -1 }).limit(1).lean();
  const fromMs = last ? last.startsAt.getTime() + 1 : event.startsAt.getTime();
  const untilMs = now + storedMs;
  const found = happenings(timingOf(event), fromMs, untilMs);
  await insert({ models, clock }, event, found, last?.startsAt ?? beginningOfTime);
  const goneBefore = new Date(now - storedMs);
  await models.occurrences.deleteMany({ ...beside(event._id), startsAt: { $lt: goneBefore } });
  const odd = [...event.odd.filter(({ wall }) => wall >= goneBefore), ...oddOf(found)];
  return { extendAt: extendAtOf(event, untilMs), odd };
}

async function areStored(models: NewsDeps['models'], eventId: string): Promise<boolean> {
  return (await models.occurrences.findOne(beside(eventId), { _id: 1 }).lean()) !== null;
}

async function insert(
  { models, clock }: Pick<NewsDeps, 'models' | 'clock'>,
  event: Described,
  found: readonly Happening[],
  before: Date,
): Promise<void> {
  if (found.length === 0) return;
  const now = clock();
  const records: OccurrenceRecord[] = found.map(({ startsAt, endsAt }, index) => ({
    _id: `${event._id}/${startsAt.getTime()}`,
    ...beside(event._id),
    startsAt,
    endsAt,
    previousAt: found[index - 1]?.startsAt ?? before,
    remindAt: reminderOf(startsAt, now),
    ...describe(event),
  }));
  await models.occurrences.insertMany(records, { lean: true });
}

function reminderOf(startsAt: Date, now: Date): Date | null {
  const at = new Date(startsAt.getTime() - remindBeforeMs);
  return at > now ? at : null;
}

function describe({ status, tags, place }: Described): Pick<OccurrenceRecord, 'isListed' | 'tags' | 'cells'> {
  const { latitude = null, longitude = null } = place ?? {};
  return { isListed: status === 'PUBLISHED', tags, cells: latitude === null || longitude === null ? [] : cellsOf({ latitude, longitude }) };
}

/** When the occurrence before one begins, as far as lists ask: no list begins before what is stored. */
function previousOf(event: Timed, { startsAt }: Happening): Date {
  return (
    happenings(timingOf(event), Math.max(event.startsAt.getTime(), startsAt.getTime() - storedMs), startsAt.getTime()).at(-1)?.startsAt ??
    beginningOfTime
  );
}

function extendAtOf({ recurrence, lastAt }: Timed, untilMs: number): Date | null {
  return recurrence === null || (lastAt !== null && lastAt.getTime() < untilMs) ? null : new Date(untilMs - storedMs + extendEveryMs);
}

/** Of occurrences, those whose time rule and wall clock alone do not tell. */
export function oddOf(found: readonly Happening[]): Kept['odd'] {
  return found.flatMap(({ isOdd, wallMs, startsAt, endsAt }) => (isOdd ? [{ wall: new Date(wallMs), startsAt, endsAt }] : []));
}

function beside(eventId: string): { eventId: string; shard: number } {
  return { eventId, shard: shardOf(eventId) };
}
