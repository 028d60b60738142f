/** The text and the link of a notification: "A, B and 3 others liked your post." */
import type { Notification } from '../data/notifications.ts';

const shownNames = 2;

const actions: Record<string, string> = {
  LIKE: 'liked your post',
  REPLY: 'answered your post',
  MENTION: 'mentioned you',
  REPOST: 'reposted your post',
  FOLLOW: 'followed you',
  FOLLOW_REQUEST: 'asked to follow you',
  ROOM_MESSAGE: 'wrote to you',
  ROOM_MENTION: 'mentioned you in a room',
  ROOM_INVITE: 'invited you to a room',
};

/** What the server tells by itself. */
const told: Record<string, string> = {
  ARTICLE_ADDED: 'A new article',
  EVENT_CHANGED: 'An event has changed',
  EVENT_SOON: 'An event begins within an hour',
  EVENT_SEAT: 'You have a seat',
};

const mediaNames: Record<string, string> = { ANIMATION: 'animation', VIDEO: 'video' };

type Described = Pick<Notification, 'kind' | 'actors' | 'actorCount' | 'media'> & Partial<Pick<Notification, 'article' | 'event'>>;

/** @returns The people and their action; `who` is empty where the server itself is the cause. */
export function describeNotification({ kind, actors, actorCount, media, article, event }: Described): { who: string; action: string } {
  if (kind === 'MEDIA_READY') return { who: '', action: `Your ${mediaNames[media?.kind ?? ''] ?? 'image'} is ready` };
  const own = told[kind];
  const title = (article ?? event)?.title;
  if (own !== undefined) return { who: '', action: title === undefined ? own : `${own}: ${title}` };
  const names = actors.flatMap((actor) => (actor ? [actor.displayName] : []));
  return { who: nameActors(names, actorCount), action: actions[kind] ?? 'did something that this version of the page cannot show' };
}

/** @param names - The known names, newest first. @param count - How many people there are; may be more than names. */
export function nameActors(names: readonly string[], count: number): string {
  if (names.length === 0) return count > 1 ? `${count} people` : 'Someone';
  const shown = names.length >= count ? names : names.slice(0, shownNames);
  const others = count - shown.length;
  const all = others > 0 ? [...shown, others === 1 ? '1 other' : `${others} others`] : shown;
  const last = all.at(-1) ?? '';
  return all.length === 1 ? last : `${all.slice(0, -1).join(', ')} and ${last}`;
}

/** The path that a notification links to; null where its subject was deleted. */
export function pathOf(
  { kind, actors, actorCount, post, answer, media }: Described & Pick<Notification, 'post' | 'answer'>,
  viewerName: string | null,
): string | null {
  if (kind === 'MEDIA_READY') return media && `/media/${media.id}`;
  if (kind === 'FOLLOW_REQUEST') return '/requests';
  if (kind === 'FOLLOW' && actorCount > 1 && viewerName !== null) return `/@${viewerName}/followers`;
  const about = answer ?? post;
  if (about) return `/post/${about.id}`;
  const known = actors.find((actor) => actor !== null);
  return kind === 'FOLLOW' && known ? `/@${known.username}` : null;
}
