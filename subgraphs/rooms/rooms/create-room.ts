import { badInput } from '#lib/core/errors.ts';
import { byId } from '#lib/db/ids.ts';
import { checkKey, type KeyUse } from '#lib/db/idempotency-keys.ts';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import type { Reading } from '../context.ts';
import type { RoomsDeps } from '../deps.ts';
import { keepInvites } from '../members/invites.ts';
import { addMembers, checkRoomsOf } from '../members/membership.ts';
import type { RoomKind, RoomRecord } from '../model.ts';
import { requireReachable } from '../people/reachable.ts';
import { tell } from './change-room.ts';
import { findMadeRoom, keepMadeId } from './made-keys.ts';
import { checkKind, checkName, checkTopic, wordsOf } from './texts.ts';

const mostInvited = 100;

export interface CreateRoomInput {
  name: string;
  topic?: string | null | undefined;
  kind?: RoomKind | null | undefined;
  inviteIds?: readonly string[] | null | undefined;
  idempotencyKey?: string | null | undefined;
}

/**
 * Makes a room whose owner the viewer is, with its invitations.
 *
 * @throws AppError `UNAUTHENTICATED`, `BAD_USER_INPUT`; `NOT_FOUND` for somebody who cannot be invited; `CONFLICT` for a key of other input,
 * or a person in too many rooms; `SUBGRAPH_UNAVAILABLE`.
 */
export async function createRoom(reading: Reading, input: CreateRoomInput): Promise<RoomRecord> {
  const { deps } = reading;
  const userId = requireViewer(reading.viewerId);
  checkKey(input.idempotencyKey);
  const use = useOf(userId, input);
  const madeBefore = await findMadeRoom(deps, use);
  if (madeBefore) return madeBefore;
  const { name, kind = 'PUBLIC', topic } = input;
  checkName(name);
  checkTopic(topic ?? '');
  checkKind(kind ?? 'PUBLIC');
  const invitedIds = [...new Set(input.inviteIds ?? [])].filter((id) => id !== userId);
  if (invitedIds.length > mostInvited) throw badInput('input.inviteIds', `Up to ${mostInvited} people at once.`);
  await requireReachable(reading, invitedIds, (index) => `input.inviteIds.${index}`);
  await checkRoomsOf(deps, userId);
  const empty = newRoom(deps, deps.newId('rom'), { kind: kind ?? 'PUBLIC', name, topic: topic ?? '', createdById: userId });
  return await deps.transaction(async () => {
    const made = await findMadeRoom(deps, use);
    if (made) return made;
    const room = { ...empty, memberCount: 1 };
    await deps.models.rooms.insertMany([room], { lean: true });
    await addMembers(deps, room, [userId], 'OWNER');
    await keepInvites(deps, room, invitedIds, userId);
    await keepMadeId(deps, use, room._id);
    await tell(deps, room, { activity: 'MEMBERSHIP_CHANGED', userId });
    return room;
  });
}

/** An empty room. */
export function newRoom(
  { clock }: RoomsDeps,
  roomId: string,
  { name, topic, ...facts }: Pick<RoomRecord, 'kind' | 'name' | 'topic' | 'createdById'>,
): RoomRecord {
  const createdAt = clock();
  const none = { memberCount: 0, messageCount: 0, lastMessageId: null };
  return { ...byId(roomId), ...facts, ...none, name, topic, words: wordsOf(name, topic), createdAt, activityAt: createdAt, revision: 1 };
}

function useOf(ownerId: string, { idempotencyKey: key, name, topic, kind, inviteIds }: CreateRoomInput): KeyUse | null {
  return key == null ? null : { ownerId, key, input: ['room', name, topic ?? '', kind ?? 'PUBLIC', inviteIds ?? []] };
}
