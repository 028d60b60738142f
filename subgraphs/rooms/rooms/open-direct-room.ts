import { AppError, badInput } from '#lib/core/errors.ts';
import { byId, isId, shardOf } from '#lib/db/ids.ts';
import { inTurn } from '#lib/db/in-turn.ts';
import { loadAll } from '#lib/loaders/load-all.ts';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import type { Reading } from '../context.ts';
import type { RoomsDeps } from '../deps.ts';
import { addMembers, checkRoomsOf } from '../members/membership.ts';
import type { RoomRecord } from '../model.ts';
import { requireReachable } from '../people/reachable.ts';
import { noSuchUser } from '../reading/may.ts';
import { shownUsers } from '../reading/shown.ts';
import { tell } from './change-room.ts';
import { newRoom } from './create-room.ts';

const mostOthers = 9;
const fieldOf = (index: number): string => `userIds.${index}`;

/**
 * The direct room of the viewer and some others, made where there is none.
 *
 * @throws AppError `UNAUTHENTICATED`, `BAD_USER_INPUT`; `NOT_FOUND` for who blocks the viewer, is blocked, or takes none from the viewer;
 * `CONFLICT` for somebody in too many rooms; `SUBGRAPH_UNAVAILABLE`.
 */
export async function openDirectRoom(reading: Reading, { userIds }: { userIds: readonly string[] }): Promise<RoomRecord> {
  const { deps } = reading;
  const viewerId = requireViewer(reading.viewerId);
  const others = [...new Set(userIds)].filter((id) => id !== viewerId);
  if (others.length === 0 || others.length > mostOthers) throw badInput('userIds', `A direct room is with 1 to ${mostOthers} others.`);
  const wrong = others.findIndex((id) => !isId(id, 'usr'));
  if (wrong >= 0) throw badInput(fieldOf(userIds.indexOf(others[wrong] ?? '')), 'This is no id of a user.');
  const people = [viewerId, ...others].toSorted();
  const known = await findDirect(deps, people);
  if (known) {
    if (others.length === 1 && (await shownUsers(reading, others)).length === 0) throw noSuchUser(fieldOf(0));
    return known;
  }
  await requireReachable(reading, others, fieldOf);
  await checkWilling(reading, viewerId, others);
  for (const userId of people) await checkRoomsOf(deps, userId);
  return await inTurn(deps.connection, people.join(), async () => await deps.transaction(async () => await make(deps, viewerId, people)));
}

/** @throws AppError `NOT_FOUND` for somebody who takes no direct rooms of the viewer's. */
async function checkWilling({ deps, loaders }: Reading, viewerId: string, others: readonly string[]): Promise<void> {
  const accounts = await loadAll(loaders.account, others);
  const ids = others.map((userId) => `${userId}/${viewerId}`);
  const ends = await deps.models.following
    .find({ _id: { $in: ids }, shard: { $in: [...new Set(others.map(shardOf))] } }, { _id: 1 })
    .lean();
  const followers = new Set(ends.map(({ _id }) => _id));
  const unwilling = others.findIndex((userId) => {
    const from = accounts.get(userId)?.directMessagesFrom ?? 'FOLLOWING';
    return from === 'NOBODY' || (from === 'FOLLOWING' && !followers.has(`${userId}/${viewerId}`));
  });
  if (unwilling >= 0) throw noSuchUser(fieldOf(unwilling));
}

async function findDirect({ models }: RoomsDeps, people: readonly string[]): Promise<RoomRecord | null> {
  const claim = await models.directRooms.findOne(claimOf(people)).lean();
  return claim && (await models.rooms.findOne(byId(claim.roomId)).lean());
}

/** A claim, and the room, lie on the shard of the first of the people. */
function claimOf(people: readonly string[]): { _id: string; shard: number } {
  return { _id: people.join(), shard: shardOf(people[0] ?? '') };
}

/** Makes the room in the surrounding transaction; the one of who was faster, where there is one. */
async function make(deps: RoomsDeps, createdById: string, people: readonly string[]): Promise<RoomRecord> {
  const known = await findDirect(deps, people);
  if (known) return known;
  const [first] = people;
  if (first === undefined) throw new AppError('BAD_USER_INPUT', 'A direct room is of people.');
  const empty = newRoom(deps, deps.newId('rom', first), { kind: 'DIRECT', name: '', topic: '', createdById });
  const room = { ...empty, memberCount: people.length, revision: people.length };
  await deps.models.directRooms.insertMany([{ ...claimOf(people), roomId: room._id }], { lean: true });
  await deps.models.rooms.insertMany([room], { lean: true });
  await addMembers(deps, room, people, 'MEMBER');
  await tell(deps, room, ...people.map((userId) => ({ activity: 'MEMBERSHIP_CHANGED' as const, userId })));
  return room;
}
