import { AppError } from '#lib/core/errors.ts';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import type { Reading } from '../context.ts';
import type { RoomRecord } from '../model.ts';
import { noSuchRoom, requireRoom } from '../reading/may.ts';
import { changeRoom, takeNumbers, tell } from '../rooms/change-room.ts';
import { addMembers, atRoom, atUser, checkRoomsOf, mostMembers } from './membership.ts';

/**
 * Joins a public room, or a private one to which the viewer is invited. Who is in it stays so.
 *
 * @throws AppError `UNAUTHENTICATED`, `BAD_USER_INPUT`, `NOT_FOUND`; `FORBIDDEN` for who is banned; `CONFLICT` for a full room, or a person in
 * too many.
 */
export async function joinRoom(reading: Reading, { id }: { id: string }): Promise<RoomRecord> {
  const { deps, loaders } = reading;
  const userId = requireViewer(reading.viewerId);
  const seen = await requireRoom(reading, id, 'id');
  if (await loaders.membership.load(id)) return seen;
  await checkRoomsOf(deps, userId);
  const room = await changeRoom(deps, id, async () => {
    const { models } = deps;
    if (await models.members.exists(atRoom(id, userId))) return null;
    const after = await takeNumbers(deps, id, { inc: { memberCount: 1 } });
    if (!after) throw noSuchRoom('id');
    if (await models.bans.exists(atRoom(id, userId))) throw new AppError('FORBIDDEN', 'This person may not join.', { field: 'id' });
    const invite = await models.invites.findOneAndDelete(atUser(id, userId)).lean();
    if (after.kind !== 'PUBLIC' && !invite) throw noSuchRoom('id');
    if (after.memberCount > mostMembers) throw new AppError('CONFLICT', 'The room is full.', { field: 'id' });
    await addMembers(deps, after, [userId], 'MEMBER');
    await tell(deps, after, { activity: 'MEMBERSHIP_CHANGED', userId });
    return after;
  });
  return room ?? seen;
}
