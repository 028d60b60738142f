/** What news publishes. The subject is the article or event; its revision grows with each write that others are told of. */
import { z } from 'zod';
import { accountEvents } from './accounts.ts';

const article = z.object({
  articleId: z.string(),
  /** Null once the author's account is deleted. */
  authorId: z.string().nullable(),
  slug: z.string(),
  title: z.string(),
  description: z.string(),
  /** The beginning of its Markdown, up to 20,000 characters. */
  text: z.string(),
  tags: z.array(z.string()),
  imageIds: z.array(z.string()),
  publishedAt: z.iso.datetime(),
});

const event = article
  .omit({ articleId: true })
  .extend({ eventId: z.string(), place: z.string().nullable(), isCancelled: z.boolean(), startsAt: z.iso.datetime() });

export const newsEvents = {
  ...accountEvents,
  /** It has become readable for everybody; `isFirst` unless it had been archived. */
  'article.published.v1': article.extend({ isFirst: z.boolean() }),
  /** A published article has changed. */
  'article.edited.v1': article,
  /** It is readable for everybody no longer. */
  'article.archived.v1': z.object({ articleId: z.string(), authorId: z.string().nullable() }),
  'article.deleted.v1': z.object({ articleId: z.string(), authorId: z.string().nullable(), wasPublished: z.boolean() }),
  /** Its images are these now, whatever its status. */
  'article.images-changed.v1': z.object({ articleId: z.string(), imageIds: z.array(z.string()) }),
  /** An event has become readable for everybody; `isFirst` unless it had been archived. */
  'event.published.v1': event.extend({ isFirst: z.boolean() }),
  /** A published event has changed: `isMoved` to another time or place. */
  'event.edited.v1': event.extend({ isMoved: z.boolean(), isNewlyCancelled: z.boolean() }),
  'event.archived.v1': z.object({ eventId: z.string(), authorId: z.string().nullable() }),
  'event.deleted.v1': z.object({ eventId: z.string(), authorId: z.string().nullable(), wasPublished: z.boolean() }),
  'event.images-changed.v1': z.object({ eventId: z.string(), imageIds: z.array(z.string()) }),
  /** An occurrence begins within an hour; told to those who have a seat. */
  'event.soon.v1': z.object({ eventId: z.string(), startsAt: z.iso.datetime() }),
  /** These have waited, and have a seat now. */
  'event.seats-freed.v1': z.object({ eventId: z.string(), userIds: z.array(z.string()) }),
};
