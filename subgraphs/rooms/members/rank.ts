import type { RoomRole } from '../model.ts';

const ranks: Record<RoomRole, number> = { OWNER: 0, MODERATOR: 1, MEMBER: 2 };
const thousandYearsMs = 1_000 * 365.25 * 86_400_000;

/** Whether a role stands above another one. */
export function outranks(one: RoomRole, other: RoomRole): boolean {
  return ranks[one] < ranks[other];
}

/** The place in the list of members: owners, then moderators, then by joining. */
export function placeOf(role: RoomRole, joinedAt: Date): Date {
  return new Date(joinedAt.getTime() + ranks[role] * thousandYearsMs);
}
