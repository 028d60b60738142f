/** The loaders of events for one request. */
import DataLoader from 'dataloader';
import { byIds, shardOf } from '#lib/db/ids.ts';
import { once } from '#lib/graphql/once.ts';
import { inOrderOf } from '#lib/loaders/in-order-of.ts';
import { createFollowsLoader } from '#lib/relations/relation-loaders.ts';
import type { Loaders } from '../context.ts';
import type { NewsDeps } from '../deps.ts';

/** What is large, or has hundreds of others beside it, is read for no more events at once than these. */
const fewAtOnce = 20;

/** Counts leave out no more than these. */
const mostBlocks = 5_000;

const noneHidden = { going: 0, waiting: 0 };

type EventLoaders = Pick<
  Loaders,
  'event' | 'eventText' | 'nextOccurrence' | 'occurrences' | 'attendance' | 'follows' | 'hiddenAttendances'
>;

export function createEventLoaders({ models, clock }: Pick<NewsDeps, 'models' | 'clock'>, viewerId: string | null): EventLoaders {
  const ofStretch = new Map<string, ReturnType<Loaders['occurrences']>>();
  const blockedWith = once(async (): Promise<string[]> => {
    if (viewerId === null) return [];
    const isBlock = { $or: [{ blocks: true }, { isBlocked: true }] };
    const own = { userId: viewerId, shard: shardOf(viewerId) };
    return (
      await models.relations
        .find({ ...own, ...isBlock }, { otherId: 1 })
        .limit(mostBlocks)
        .lean()
    ).map(({ otherId }) => otherId);
  });
  return {
    event: new DataLoader(async (ids) => inOrderOf(ids, await models.events.find(byIds(ids)).lean())),
    eventText: new DataLoader(async (ids) => inOrderOf(ids, await models.eventTexts.find(byIds(ids)).lean()), { maxBatchSize: fewAtOnce }),
    nextOccurrence: new DataLoader(
      async (ids) => {
        const now = clock();
        const found = await models.occurrences.find({ ...ofEvents(ids), startsAt: { $gte: now }, previousAt: { $lt: now } }).lean();
        return inOrderOf(ids, found, ({ eventId }) => eventId);
      },
      { maxBatchSize: fewAtOnce },
    ),
    occurrences: (from, to) => {
      const stretch = `${from.getTime()}/${to.getTime()}`;
      const known = ofStretch.get(stretch);
      if (known) return known;
      const loader: ReturnType<Loaders['occurrences']> = new DataLoader(
        async (ids) => {
          const found = await models.occurrences.find({ ...ofEvents(ids), startsAt: { $gte: from, $lt: to } }).lean();
          const byEvent = Map.groupBy(found, ({ eventId }) => eventId);
          return ids.map((id) => (byEvent.get(id) ?? []).toSorted((one, other) => one.startsAt.getTime() - other.startsAt.getTime()));
        },
        { maxBatchSize: fewAtOnce },
      );
      ofStretch.set(stretch, loader);
      return loader;
    },
    attendance: new DataLoader(async (eventIds) => {
      if (viewerId === null) return eventIds.map(() => null);
      const ids = eventIds.map((eventId) => `${eventId}/${viewerId}`);
      const shard = { $in: [...new Set(eventIds.map(shardOf))] };
      return inOrderOf(ids, await models.attendances.find({ _id: { $in: ids }, shard }).lean());
    }),
    follows: createFollowsLoader(models.following, viewerId),
    hiddenAttendances: new DataLoader(async (eventIds) => {
      const blocked = await blockedWith();
      if (blocked.length === 0) return eventIds.map(() => noneHidden);
      const shard = { $in: [...new Set(blocked.map(shardOf))] };
      const theirs = await models.attending.find({ userId: { $in: blocked }, shard, eventId: { $in: [...eventIds] } }).lean();
      const ids = theirs.map(({ eventId, userId }) => `${eventId}/${userId}`);
      const shards = { $in: [...new Set(theirs.map(({ eventId }) => shardOf(eventId)))] };
      const found = await models.attendances.find({ _id: { $in: ids }, shard: shards }, { eventId: 1, state: 1 }).lean();
      return eventIds.map((eventId) => {
        const count = (state: string): number => found.filter((each) => each.eventId === eventId && each.state === state).length;
        return { going: count('GOING'), waiting: count('WAITLISTED') };
      });
    }),
  };
}

function ofEvents(ids: readonly string[]) {
  return { eventId: { $in: [...ids] }, shard: { $in: [...new Set(ids.map(shardOf))] } };
}
