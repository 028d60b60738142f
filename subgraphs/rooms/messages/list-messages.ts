/** The messages of a room by their numbers, which have no gap: a page needs no looking ahead. */
import { badInput } from '#lib/core/errors.ts';
import { isId, shardOf } from '#lib/db/ids.ts';
import { type Connection, type PageArguments, pageSize } from '#lib/graphql/connection.ts';
import type { Reading } from '../context.ts';
import { roomCursors } from '../live/cursors.ts';
import type { MessageRecord, RoomRecord } from '../model.ts';
import { mayRead } from '../reading/may.ts';

export interface ListMessagesInput extends PageArguments {
  around?: string | null | undefined;
}

const none: Connection<MessageRecord> & { liveCursor: null } = {
  liveCursor: null,
  edges: [],
  nodes: [],
  pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
};

/**
 * A page of a room's messages, oldest first; empty for who may not read it.
 *
 * @throws AppError `BAD_USER_INPUT` for arguments that do not go together, a size outside of 1 to 100, a foreign cursor, or a message that is
 * not in the room.
 */
export async function listMessages(
  reading: Reading,
  room: RoomRecord,
  args: ListMessagesInput,
): Promise<Connection<MessageRecord> & { liveCursor: string | null }> {
  const { deps, loaders } = reading;
  const { _id: roomId } = room;
  if (!(await mayRead(reading, room))) return none;
  const scope = `messages:${roomId}`;
  // Events numbered after the page was read come live.
  const liveCursor = roomCursors.encode(deps, await loaders.head());
  const { from, upTo } = await rangeOf(reading, room, args, (cursor, field) => Number(deps.cursors.decode(scope, cursor, field)[0]));
  const messages =
    upTo < from
      ? []
      : await deps.models.messages
          .find({ roomId, shard: shardOf(roomId), number: { $gte: from, $lte: upTo } })
          .sort({ number: 1 })
          .lean();
  const cursorOf = ({ number }: MessageRecord): string => deps.cursors.encode(scope, [number]);
  const edges = messages.map((node) => ({ node, cursor: cursorOf(node) }));
  const pageInfo = {
    hasNextPage: upTo < room.messageCount,
    hasPreviousPage: from > 1,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
  return { edges, nodes: messages, pageInfo, liveCursor };
}

/** The first and the last number of a page. */
async function rangeOf(
  { loaders }: Reading,
  { _id: roomId, messageCount }: RoomRecord,
  { first, after, last, before, around }: ListMessagesInput,
  numberOf: (cursor: string, field: string) => number,
): Promise<{ from: number; upTo: number }> {
  if (around != null) {
    if (after != null || before != null || last != null) throw badInput('around', 'around goes with first alone.');
    const size = pageSize(first, 'first');
    const middle = isId(around, 'msg') ? await loaders.message.load(around) : null;
    if (middle?.roomId !== roomId) throw badInput('around', 'around is no message of this room.');
    // At both ends of the room the page is as long as elsewhere.
    const from = Math.max(1, Math.min(middle.number - Math.floor(size / 2), messageCount - size + 1));
    return { from, upTo: Math.min(messageCount, from + size - 1) };
  }
  if (last != null || before != null) {
    if (first != null) throw badInput('last', 'Give first or last, not both.');
    if (after != null) throw badInput('after', 'after goes with first; last goes with before.');
    const size = pageSize(last, 'last');
    const upTo = before == null ? messageCount : Math.min(messageCount, numberOf(before, 'before') - 1);
    return { from: Math.max(1, upTo - size + 1), upTo };
  }
  const size = pageSize(first, 'first');
  const from = after == null ? 1 : numberOf(after, 'after') + 1;
  return { from, upTo: Math.min(messageCount, from + size - 1) };
}
