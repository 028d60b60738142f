/** Reads the viewer's notifications: pages, the unread count, and marking as read. */
import { byId, isId } from '#lib/db/ids.ts';
import { type Connection, type PageArguments, paginate } from '#lib/graphql/connection.ts';
import { findVisibleActors } from '#lib/relations/relation-loaders.ts';
import { AppError, badInput } from '#lib/core/errors.ts';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import type { GroupRecord } from '../model/group.ts';
import { articleOf, eventOf } from '../news/subject.ts';
import { notificationCursors } from './live.ts';
import { type Reading } from '../reading.ts';
import { kinds } from '../settings/kinds.ts';

/** The highest unread count. */
const mostCounted = 1_000;
/** Notifications that one transaction marks as read. */
const mostMarked = 500;
const actorsShown = 3;

export interface ListArguments extends PageArguments {
  unreadOnly?: boolean | null | undefined;
}

/** A page of the viewer's notifications, newest first. @throws AppError `UNAUTHENTICATED`, `BAD_USER_INPUT`. */
export async function listNotifications(reading: Reading, args: ListArguments): Promise<Connection<GroupRecord> & { liveCursor: string }> {
  const { deps } = reading;
  const recipientId = requireViewer(reading.viewerId);
  const { shard } = byId(recipientId);
  const isUnreadOnly = args.unreadOnly ?? false;
  // Read before the page: a notification that comes meanwhile is in both, rather than in neither.
  const cursor = await notificationCursors.now(deps);
  const page = await paginate<GroupRecord>({
    args,
    cursors: deps.cursors,
    scope: `notifications:${recipientId}:${isUnreadOnly}`,
    order: 'newest first',
    fields: { at: 'createdAt', id: '_id' },
    fetch: async ({ filter, sort, limit }) =>
      await deps.models.groups
        .find({ recipientId, shard, isShown: true, ...(isUnreadOnly && { readAt: null }), ...filter })
        .sort(sort)
        .limit(limit)
        .lean(),
    placeOf: ({ createdAt, _id }) => [createdAt, _id],
    keep: async (groups) => await onlyShown(reading, groups),
  });
  return { ...page, liveCursor: cursor };
}

type Actors = Pick<GroupRecord, 'actorIds' | 'actorCount'>;
type Looking = Pick<Reading, 'loaders' | 'viewerId'>;

/** The groups with an actor whom the viewer may see; mentions also need a visible post, and what is of a room or of news that room, article or event. */
async function onlyShown<Group extends Actors & Pick<GroupRecord, 'kind' | 'subjectId'>>(
  looking: Looking,
  groups: Group[],
): Promise<Group[]> {
  const isShown = await Promise.all(
    groups.map(async (group) => {
      const [hasActor, hasPost] = await Promise.all([
        group.actorCount === 0 || hasShownActor(looking, group),
        // Only a mention is about another user's post.
        isAboutThere(looking, group),
      ]);
      return hasActor && hasPost;
    }),
  );
  return groups.filter((_, index) => isShown[index]);
}

async function isAboutThere({ loaders }: Looking, { kind, subjectId }: Pick<GroupRecord, 'kind' | 'subjectId'>): Promise<boolean> {
  if (kinds[kind].isOfRoom) return await loaders.seesRoom.load(subjectId);
  const newsId = articleOf(kind, subjectId) ?? eventOf(kind, subjectId);
  if (newsId !== null) return await loaders.seesNews.load(newsId);
  return kind !== 'MENTION' || (await loaders.seesPost.load(subjectId));
}

/** Checks the newest actor of every group in one round: further rounds are rare. */
async function hasShownActor(looking: Looking, { actorIds }: Actors): Promise<boolean> {
  for (const actorId of actorIds) if (!(await isHidden(looking, actorId))) return true;
  return false;
}

/** The newest actors of a group whom the viewer may see. */
export async function shownActors(looking: Looking, { actorIds }: Actors): Promise<string[]> {
  const hidden = await Promise.all(actorIds.map(async (actorId) => await isHidden(looking, actorId)));
  return actorIds.filter((_, index) => !hidden[index]).slice(0, actorsShown);
}

/** The id of the newest answer or message of the newest actor whom the viewer may see; null for groups of neither. */
export async function newestSource(
  looking: Looking,
  group: Pick<GroupRecord, '_id' | 'kind' | 'actorIds' | 'actorCount'>,
): Promise<string | null> {
  if (!['REPLY', 'ROOM_MESSAGE', 'ROOM_MENTION'].includes(group.kind)) return null;
  const [actorId] = await shownActors(looking, group);
  const act = actorId === undefined ? null : await looking.loaders.ownAct.load(`${group._id}/${actorId}`);
  return act?.sourceIds.at(-1) ?? null;
}

async function isHidden({ loaders, viewerId }: Looking, actorId: string): Promise<boolean> {
  return !(await findVisibleActors(loaders, viewerId, [actorId])).has(actorId);
}

/** The number of listed notifications that the viewer has not read, at most 1,000. @throws AppError `UNAUTHENTICATED`. */
export async function countUnread(reading: Reading): Promise<number> {
  const recipientId = requireViewer(reading.viewerId);
  const unread = await reading.deps.models.groups
    .find(
      { recipientId, shard: byId(recipientId).shard, readAt: null, isShown: true },
      { actorIds: 1, actorCount: 1, kind: 1, subjectId: 1 },
    )
    .sort({ createdAt: -1, _id: -1 })
    .limit(mostCounted)
    .lean();
  return (await onlyShown(reading, unread)).length;
}

/**
 * Marks a notification, all before it, and their pushes as read.
 *
 * @returns How many remain unread.
 * @throws AppError `UNAUTHENTICATED`; `BAD_USER_INPUT`, `NOT_FOUND` of `upTo`.
 */
export async function markRead(reading: Reading, upTo: string): Promise<number> {
  const { deps } = reading;
  const recipientId = requireViewer(reading.viewerId);
  const { models } = deps;
  if (!isId(upTo, 'ntf')) throw badInput('upTo', 'upTo is no id of a notification.');
  const { shard } = byId(recipientId);
  const last = await models.groups.findOne({ _id: upTo, shard, recipientId }).lean();
  if (!last) throw new AppError('NOT_FOUND', 'There is no such notification.', { field: 'upTo' });
  const readAt = deps.clock();
  const isUpTo = {
    createdAt: { $lte: last.createdAt },
    $or: [{ createdAt: { $lt: last.createdAt } }, { createdAt: last.createdAt, _id: { $lte: last._id } }],
  };
  // Each transaction marks some with their pushes; a client that is cut off repeats the request.
  for (let isDone = false; !isDone; ) {
    isDone = await deps.transaction(async () => {
      const unread = await models.groups
        .find({ recipientId, shard, readAt: null, ...isUpTo }, { _id: 1 })
        .limit(mostMarked)
        .lean();
      const ids = unread.map(({ _id }) => _id);
      await models.groups.updateMany({ _id: { $in: ids }, shard }, { $set: { readAt } });
      await models.deliveries.updateMany({ groupId: { $in: ids }, shard, recipientId, readAt: null }, { $set: { readAt } });
      return ids.length < mostMarked;
    });
  }
  return await countUnread(reading);
}
