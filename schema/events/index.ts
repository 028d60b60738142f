/** Every event there is, by publisher: its name with its version, and the shape of its payload. */
import type { z } from 'zod';
import { mediaEvents } from './media.ts';
import { newsEvents } from './news.ts';
import { notificationsEvents } from './notifications.ts';
import { postsEvents } from './posts.ts';
import { roomsEvents } from './rooms.ts';
import { searchEvents } from './search.ts';
import { usersEvents } from './users.ts';

export const eventCatalogue = {
  users: usersEvents,
  posts: postsEvents,
  media: mediaEvents,
  search: searchEvents,
  notifications: notificationsEvents,
  news: newsEvents,
  rooms: roomsEvents,
};

export type Publisher = keyof typeof eventCatalogue;
type Payloads = typeof usersEvents &
  typeof postsEvents &
  typeof mediaEvents &
  typeof searchEvents &
  typeof notificationsEvents &
  typeof newsEvents &
  typeof roomsEvents;
export type EventName = keyof Payloads;
export type EventPayload<Name extends EventName> = z.infer<Payloads[Name]>;
