/** Who may find, read and change a room: every rule of rooms asks here. */
import { AppError, badInput } from '#lib/core/errors.ts';
import { isId } from '#lib/db/ids.ts';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import type { Reading } from '../context.ts';
import type { MemberRecord, MessageRecord, RoomRecord, RoomRole } from '../model.ts';

type Viewing = Pick<Reading, 'viewerId' | 'loaders'>;

/** Whether the viewer may read what is said in a room. */
export async function mayRead({ loaders }: Pick<Reading, 'loaders'>, { _id, kind }: RoomRecord): Promise<boolean> {
  return kind === 'PUBLIC' || (await loaders.isMember.load(_id));
}

/** Finds a room that exists for the viewer: a public one, one of their own, or one that they are invited to. */
export async function findRoom(viewing: Pick<Reading, 'loaders'>, roomId: string): Promise<RoomRecord | null> {
  const room = await viewing.loaders.room.load(roomId);
  if (!room || (await mayRead(viewing, room))) return room;
  return (await viewing.loaders.invite.load(roomId)) ? room : null;
}

/** Finds a room that the viewer is in. */
export async function findOwnRoom({ loaders }: Pick<Reading, 'loaders'>, roomId: string): Promise<RoomRecord | null> {
  return (await loaders.isMember.load(roomId)) ? await loaders.room.load(roomId) : null;
}

/** Finds a message in a room that the viewer may read. */
export async function findMessage(viewing: Pick<Reading, 'loaders'>, messageId: string): Promise<MessageRecord | null> {
  const message = await viewing.loaders.message.load(messageId);
  const room = message && (await viewing.loaders.room.load(message.roomId));
  return room && (await mayRead(viewing, room)) ? message : null;
}

/** Such a room. @throws AppError `BAD_USER_INPUT`, `NOT_FOUND` naming `field`. */
export async function requireRoom(viewing: Viewing, roomId: string, field: string): Promise<RoomRecord> {
  if (!isId(roomId, 'rom')) throw badInput(field, `${field} is no id of a room.`);
  const room = await findRoom(viewing, roomId);
  if (!room) throw noSuchRoom(field);
  return room;
}

/** A room that the viewer is in. @throws AppError `UNAUTHENTICATED`, `BAD_USER_INPUT`, `NOT_FOUND`; `FORBIDDEN` for others who may find it. */
export async function requireOwnRoom(viewing: Viewing, roomId: string, field: string): Promise<{ room: RoomRecord; member: MemberRecord }> {
  requireViewer(viewing.viewerId);
  const room = await requireRoom(viewing, roomId, field);
  const member = await viewing.loaders.membership.load(roomId);
  if (!member) throw new AppError('FORBIDDEN', 'Join the room first.', { field });
  return { room, member };
}

/** A room in which the viewer has one of these roles. @throws AppError as `requireOwnRoom`, and `FORBIDDEN` for other roles. */
export async function requireRole(
  viewing: Viewing,
  roomId: string,
  roles: readonly RoomRole[],
): Promise<{ room: RoomRecord; member: MemberRecord }> {
  const own = await requireOwnRoom(viewing, roomId, 'id');
  if (!roles.includes(own.member.role)) throw new AppError('FORBIDDEN', `This is for ${roles.join(' and ')}.`, { field: 'id' });
  return own;
}

export function noSuchRoom(field: string): AppError {
  return new AppError('NOT_FOUND', 'There is no such room.', { field });
}

export function noSuchMessage(field: string): AppError {
  return new AppError('NOT_FOUND', 'There is no such message.', { field });
}

export function noSuchUser(field: string): AppError {
  return new AppError('NOT_FOUND', 'There is no such user.', { field });
}
