import { AppError, badInput } from '#lib/core/errors.ts';
import type { Reading } from '../context.ts';
import type { RoomKind, RoomRecord } from '../model.ts';
import { noSuchRoom, requireRole } from '../reading/may.ts';
import { changeRoom, takeNumbers, tell } from './change-room.ts';
import { checkKind, checkName, checkTopic, wordsOf } from './texts.ts';

export interface UpdateRoomInput {
  name?: string | null | undefined;
  topic?: string | null | undefined;
  kind?: RoomKind | null | undefined;
}

/** Changes the name, topic or kind of a room. @throws AppError as `requireRole`; `BAD_USER_INPUT`. */
export async function updateRoom(reading: Reading, { id, input }: { id: string; input: UpdateRoomInput }): Promise<RoomRecord> {
  const { deps } = reading;
  const { room } = await requireRole(reading, id, ['OWNER', 'MODERATOR']);
  for (const field of ['name', 'kind'] as const) if (input[field] === null) throw badInput(`input.${field}`, `${field} cannot be null.`);
  const name = input.name ?? room.name;
  const topic = input.topic === undefined ? room.topic : (input.topic ?? '');
  const kind = input.kind ?? room.kind;
  checkName(name);
  checkTopic(topic);
  checkKind(kind);
  if (name === room.name && topic === room.topic && kind === room.kind) return room;
  const changed = await changeRoom(deps, id, async () => {
    const after = await takeNumbers(deps, id, { set: { name, topic, kind, words: wordsOf(name, topic) } });
    if (!after) throw noSuchRoom('id');
    const member = await deps.models.members.findOne({ _id: `${id}/${reading.viewerId}`, shard: after.shard }).lean();
    if (!member || member.role === 'MEMBER') throw new AppError('FORBIDDEN', 'This is for OWNER and MODERATOR.', { field: 'id' });
    await tell(deps, after, { activity: 'ROOM_CHANGED' });
    return after;
  });
  return changed;
}
