/** Chooses the listeners of an event: called once an event, for all listeners together. */
import { shardOf } from '#lib/db/ids.ts';
import type { Envelope } from '#lib/events/log.ts';
import type { RoomsDeps } from '../deps.ts';
import { mostMembers } from '../members/membership.ts';
import type { Interest } from './interest.ts';
import { changeOf, isOwnLeave, mayConcern, personOf } from './relevance.ts';

/** So many listeners are asked for by their ids; more of them by the members of the room. */
const mostByIds = 1_000;

/** The listeners whose interest includes an event, who are in its room now, and in no block with the person whom it is about. */
export async function audience(deps: RoomsDeps, envelope: Envelope, interests: Interest[]): Promise<Set<Interest>> {
  const change = changeOf(envelope);
  if (!change) return new Set();
  const candidates = interests.filter((interest) => mayConcern(interest, change));
  const viewerIds = [...new Set(candidates.map(({ viewerId }) => viewerId))];
  if (viewerIds.length === 0) return new Set();
  const members = await findMembers(deps, change.roomId, viewerIds);
  const personId = personOf(change);
  const blocked = personId === null ? new Set() : await findBlocked(deps, personId, viewerIds);
  return new Set(
    candidates.filter((interest) => isOwnLeave(interest, change) || (members.has(interest.viewerId) && !blocked.has(interest.viewerId))),
  );
}

/** Those events of one room that a listener missed and may hear of. */
export async function heardBy(deps: RoomsDeps, interest: Interest & { kind: 'room' }, envelopes: readonly Envelope[]): Promise<Envelope[]> {
  const { viewerId, roomId } = interest;
  const persons = [...new Set(envelopes.flatMap((envelope) => personOfEvent(envelope) ?? []))];
  const isMember = (await findMembers(deps, roomId, [viewerId])).has(viewerId);
  const blocked = persons.length === 0 ? new Set() : await findBlocked(deps, viewerId, persons);
  return envelopes.filter((envelope) => {
    const change = changeOf(envelope);
    if (!change || !mayConcern(interest, change)) return false;
    return isOwnLeave(interest, change) || (isMember && !blocked.has(personOf(change)));
  });
}

function personOfEvent(envelope: Envelope): string | null {
  const change = changeOf(envelope);
  return change && personOf(change);
}

/** Those of some people who are in a room. */
async function findMembers({ models }: RoomsDeps, roomId: string, userIds: readonly string[]): Promise<Set<string>> {
  const shard = shardOf(roomId);
  const found =
    userIds.length > mostByIds
      ? await models.members.find({ roomId, shard }, { userId: 1 }).limit(mostMembers).lean()
      : await models.members.find({ _id: { $in: userIds.map((userId) => `${roomId}/${userId}`) }, shard }, { userId: 1 }).lean();
  return new Set(found.map(({ userId }) => userId));
}

/** Those of some people who are in a block with a person. */
async function findBlocked({ models }: RoomsDeps, personId: string, userIds: readonly string[]): Promise<Set<string>> {
  const ends = { userId: personId, shard: shardOf(personId), $or: [{ blocks: true }, { isBlocked: true }], otherId: { $in: [...userIds] } };
  return new Set((await models.relations.find(ends, { otherId: 1 }).lean()).map(({ otherId }) => otherId));
}
