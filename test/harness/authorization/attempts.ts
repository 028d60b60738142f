import type { Attempt } from './attempt.ts';
import { accounts } from './rows/accounts.ts';
import { articles } from './rows/articles.ts';
import { events } from './rows/events.ts';
import { livePosts } from './rows/live-posts.ts';
import { media } from './rows/media.ts';
import { notifications } from './rows/notifications.ts';
import { readingPosts } from './rows/reading-posts.ts';
import { relations } from './rows/relations.ts';
import { rooms } from './rows/rooms.ts';
import { search } from './rows/search.ts';
import { writingPosts } from './rows/writing-posts.ts';

/** The attempt for each row of docs/authorization.md, by the row's name. */
export const attempts: Record<string, Attempt> = {
  ...accounts,
  ...articles,
  ...events,
  ...livePosts,
  ...media,
  ...notifications,
  ...readingPosts,
  ...relations,
  ...rooms,
  ...search,
  ...writingPosts,
};
