/** Reads the text of a message, and whom it mentions. */
import { checkLength } from '#lib/text/check-length.ts';
import { findParts } from '#lib/text/find-parts.ts';
import type { RoomsDeps } from '../deps.ts';
import { atRoom } from '../members/membership.ts';
import type { MessageRecord } from '../model.ts';

const mostMentions = 30;

/** @throws AppError `BAD_USER_INPUT` naming `field` unless the text has 1 to 4,000 characters. With media it may have none. */
export function checkText(text: string, field: string, { hasMedia }: { hasMedia: boolean }): void {
  checkLength(text, field, { min: hasMedia ? 0 : 1, max: 4_000 });
}

export type Mentions = Pick<MessageRecord, 'mentionIds' | 'mentionNames'>;

/**
 * The members of a room whom a text mentions, in order.
 *
 * @param known - The mentions of the text so far: a name that the new text keeps stays with its account.
 */
export async function resolveMentions({ models }: RoomsDeps, roomId: string, text: string, known?: Mentions): Promise<Mentions> {
  const names = [...new Set(findParts(text).flatMap((part) => (part.kind === 'mention' ? [part.username] : [])))].slice(0, mostMentions);
  const ids = new Map(known?.mentionNames.map((name, index) => [name, known.mentionIds[index] ?? '']));
  const unknown = names.filter((name) => !ids.has(name));
  if (unknown.length > 0) {
    const accounts = await models.accounts.find({ username: { $in: unknown } }, { username: 1 }).lean();
    const ends = accounts.map(({ _id }) => atRoom(roomId, _id));
    const shard = ends[0]?.shard ?? 0;
    const members = await models.members.find({ _id: { $in: ends.map(({ _id }) => _id) }, shard }, { userId: 1 }).lean();
    const present = new Set(members.map(({ userId }) => userId));
    for (const { _id, username } of accounts) if (username !== null && present.has(_id)) ids.set(username, _id);
  }
  const nameOf = new Map<string, string>();
  for (const name of names) {
    const id = ids.get(name);
    if (id !== undefined && !nameOf.has(id)) nameOf.set(id, name);
  }
  return { mentionIds: [...nameOf.keys()], mentionNames: [...nameOf.values()] };
}
