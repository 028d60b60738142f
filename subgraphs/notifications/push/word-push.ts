/** The words of a push. */
import { byId } from '#lib/db/ids.ts';
import type { NotificationsDeps } from '../deps.ts';
import type { NotificationKind } from '../model/enums.ts';

const longestBody = 160;

export interface PushWords {
  title: string;
  body: string;
}

/** The verbs after the actors' names. */
const deeds: Record<NotificationKind, [one: string, many: string]> = {
  NEW_POST: ['posted', 'posted'],
  LIKE: ['likes your post', 'like your post'],
  REPLY: ['replied to you', 'replied to you'],
  MENTION: ['mentioned you', 'mentioned you'],
  REPOST: ['shared your post', 'shared your post'],
  FOLLOW: ['follows you', 'follow you'],
  FOLLOW_REQUEST: ['asks to follow you', 'ask to follow you'],
  MEDIA_READY: ['Your media is ready', 'Your media is ready'],
  ROOM_MESSAGE: ['wrote to you', 'wrote to you'],
  ROOM_MENTION: ['mentioned you', 'mentioned you'],
  ROOM_INVITE: ['invited you to a room', 'invited you to a room'],
  ARTICLE_ADDED: ['A new article', 'A new article'],
  EVENT_CHANGED: ['An event has changed', 'An event has changed'],
  EVENT_SOON: ['It begins within an hour', 'It begins within an hour'],
  EVENT_SEAT: ['You have a seat', 'You have a seat'],
};

/** The words of a push: the actors and their act, and the beginning of the text that it is about. */
export async function wordPush(
  { models }: NotificationsDeps,
  { kind, actorId, actorCount, text }: { kind: NotificationKind; actorId: string | null; actorCount: number; text: string },
): Promise<PushWords> {
  const [one, many] = deeds[kind];
  if (actorId === null) return { title: one, body: shorten(text) };
  const actor = await models.people.findOne(byId(actorId)).lean();
  const name = actor?.displayName ?? 'Somebody';
  const others = actorCount - 1;
  const title = others < 1 ? `${name} ${one}` : `${name} and ${others === 1 ? '1 other' : `${others} others`} ${many}`;
  return { title, body: shorten(text) };
}

/** The first 160 characters, without splitting one. */
function shorten(text: string): string {
  const characters = [...text.replace(/\s+/gu, ' ').trim()];
  return characters.length <= longestBody ? characters.join('') : `${characters.slice(0, longestBody - 1).join('')}…`;
}
