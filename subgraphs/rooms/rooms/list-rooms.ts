/** Lists of rooms: the public ones, and the viewer's own. */
import { byIds, shardOf } from '#lib/db/ids.ts';
import { type Connection, mapConnection, paginate, type PageArguments } from '#lib/graphql/connection.ts';
import { inOrderOf } from '#lib/loaders/in-order-of.ts';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import type { Reading } from '../context.ts';
import { inboxCursors } from '../live/cursors.ts';
import { mostRooms } from '../members/membership.ts';
import type { RoomRecord } from '../model.ts';
import { readQuery } from './texts.ts';

export interface ListRoomsInput extends PageArguments {
  mine?: boolean | null | undefined;
  query?: string | null | undefined;
}

type Listed = Pick<RoomRecord, '_id' | 'activityAt' | 'words'>;

/** The rooms of a list, by their last messages. @throws AppError `BAD_USER_INPUT`; `UNAUTHENTICATED` for `mine`. */
export async function listRooms(
  reading: Reading,
  { mine, query, ...args }: ListRoomsInput,
): Promise<Connection<RoomRecord | null> & { totalCount: number | null; liveCursor: string | null }> {
  const words = query == null ? [] : readQuery(query);
  return mine ? await listOwn(reading, words, args) : { ...(await listPublic(reading, words, args)), totalCount: null, liveCursor: null };
}

async function listPublic({ deps }: Reading, words: readonly string[], args: PageArguments): Promise<Connection<RoomRecord>> {
  return await paginate<RoomRecord>({
    args,
    cursors: deps.cursors,
    scope: `rooms:${words.join(' ')}`,
    order: 'newest first',
    fields: { at: 'activityAt', id: '_id' },
    placeOf: ({ activityAt, _id }) => [activityAt, _id],
    fetch: async ({ filter, sort, limit }) =>
      await deps.models.rooms
        .find({ kind: 'PUBLIC', ...(words.length > 0 && { words: { $all: words } }), ...filter })
        .sort(sort)
        .limit(limit)
        .lean(),
  });
}

/** The order of up to 2,000 rooms is read whole, without their content; a page's rooms follow. */
async function listOwn(
  reading: Reading,
  words: readonly string[],
  args: PageArguments,
): Promise<Connection<RoomRecord | null> & { totalCount: number; liveCursor: string }> {
  const { deps, loaders } = reading;
  const { models } = deps;
  const userId = requireViewer(reading.viewerId);
  // What changes after this comes live.
  const liveCursor = inboxCursors.encode(deps, await loaders.head());
  const memberships = await models.memberships
    .find({ userId, shard: shardOf(userId) }, { roomId: 1 })
    .limit(mostRooms)
    .lean();
  const roomIds = memberships.map(({ roomId }) => roomId);
  const fields = { activityAt: 1, ...(words.length > 0 && { words: 1 }) } as const;
  const found: Listed[] = await models.rooms.find(byIds(roomIds), fields).batchSize(mostRooms).lean();
  const own = found
    .filter((room) => words.every((word) => room.words.includes(word)))
    .toSorted((one, other) => other.activityAt.getTime() - one.activityAt.getTime() || (one._id < other._id ? 1 : -1));
  const rooms = new Map<string, RoomRecord | null>();
  const page = await paginate<Listed>({
    args,
    cursors: deps.cursors,
    scope: `own-rooms:${userId}:${words.join(' ')}`,
    order: 'newest first',
    fields: { at: 'activityAt', id: '_id' },
    placeOf: ({ activityAt, _id }) => [activityAt, _id],
    fetch: async ({ place, sort, limit }) => {
      const ordered = sort['activityAt'] === -1 ? own : own.toReversed();
      const isBeyond = ({ activityAt, _id }: Listed): boolean => {
        if (!place) return true;
        const distance = activityAt.getTime() - place[0].getTime() || (_id === place[1] ? 0 : _id < place[1] ? -1 : 1);
        return sort['activityAt'] === -1 ? distance < 0 : distance > 0;
      };
      return ordered.filter(isBeyond).slice(0, limit);
    },
  });
  const ids = page.nodes.map(({ _id }) => _id);
  const loaded = inOrderOf(
    ids,
    (await loaders.room.loadMany(ids)).filter((room): room is RoomRecord => room !== null && !(room instanceof Error)),
  );
  for (const [index, id] of ids.entries()) rooms.set(id, loaded[index] ?? null);
  return { ...mapConnection(page, ({ _id }) => rooms.get(_id) ?? null), totalCount: own.length, liveCursor };
}
