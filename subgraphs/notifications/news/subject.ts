/** The subjects of notifications about news: an article's id, or an event's with what happened to it behind. */
import type { NotificationKind } from '../model/enums.ts';

/** Each change, each occurrence and each seat is a notification of its own, and comes once. */
export function eventSubject(eventId: string, what: number): string {
  return `${eventId}/${what}`;
}

/** The article that a notification is about; null for other kinds. */
export function articleOf(kind: NotificationKind, subjectId: string): string | null {
  return kind === 'ARTICLE_ADDED' ? subjectId : null;
}

/** The event that a notification is about; null for other kinds. */
export function eventOf(kind: NotificationKind, subjectId: string): string | null {
  return kind === 'EVENT_CHANGED' || kind === 'EVENT_SOON' || kind === 'EVENT_SEAT' ? (subjectId.split('/')[0] ?? null) : null;
}
