/** What a notification says: "A, B and 3 others liked your post." */
import type { Notification } from '../data/notifications.ts';

const shownNames = 2;

const deeds: Record<string, string> = {
  LIKE: 'liked your post',
  REPLY: 'answered your post',
  MENTION: 'mentioned you',
  REPOST: 'reposted your post',
  FOLLOW: 'followed you',
  FOLLOW_REQUEST: 'asked to follow you',
};

const mediaNames: Record<string, string> = { ANIMATION: 'animation', VIDEO: 'video' };

type Said = Pick<Notification, 'kind' | 'actors' | 'actorCount' | 'media'>;

/** @returns Who did it, and what they did. Where nobody did it there is no `who`. */
export function say({ kind, actors, actorCount, media }: Said): { who: string; deed: string } {
  if (kind === 'MEDIA_READY') return { who: '', deed: `Your ${mediaNames[media?.kind ?? ''] ?? 'image'} is ready to be shown` };
  const names = actors.flatMap((actor) => (actor ? [actor.displayName] : []));
  return { who: sayWho(names, actorCount), deed: deeds[kind] ?? 'did something that this page does not know yet' };
}

/** @param names - Those that are known, the newest first; `count` may be more. */
export function sayWho(names: readonly string[], count: number): string {
  if (names.length === 0) return count > 1 ? `${count} people` : 'Somebody';
  const shown = names.length >= count ? names : names.slice(0, shownNames);
  const others = count - shown.length;
  const all = others > 0 ? [...shown, others === 1 ? '1 other' : `${others} others`] : shown;
  const last = all.at(-1) ?? '';
  return all.length === 1 ? last : `${all.slice(0, -1).join(', ')} and ${last}`;
}

/** The page that shows what it is about; null where that is gone. */
export function placeOf(
  { kind, actors, actorCount, post, answer, media }: Said & Pick<Notification, 'post' | 'answer'>,
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
