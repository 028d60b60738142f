/** All that is published, page by page in the order of the ids: for who keeps a copy of it. */
import { checksumOfPage } from '#lib/db/checksum.ts';
import { shardOf } from '#lib/db/ids.ts';
import { contentOfNews, textOfNews } from '#schema/findable.ts';
import type { NewsDeps } from '../deps.ts';
import { textTold } from '../writing/tell.ts';
import { textId } from './text-of.ts';

/** Texts are large. */
const mostAtOnce = 100;

export interface PageInput {
  after?: string | null | undefined;
  first: number;
}

interface Exported {
  _id: string;
  title: string;
  description: string;
  text: string;
  place: string | null;
  tags: string[];
  publishedAt: Date;
  revision: number;
}

type Read = (deps: NewsDeps, input: PageInput) => Promise<Exported[]>;

/** Published articles with the beginning of their texts. */
export const readArticles: Read = async ({ models }, { after, first }) => {
  const articles = await models.articles
    .find({ status: 'PUBLISHED', ...(after != null && { _id: { $gt: after } }) })
    .sort({ _id: 1 })
    .limit(Math.min(first, mostAtOnce))
    .lean();
  const shard = { $in: [...new Set(articles.map((article) => article.shard))] };
  const ids = articles.map(({ _id, textRevision }) => textId(_id, textRevision));
  const bodies = new Map((await models.texts.find({ _id: { $in: ids }, shard }, { body: 1 }).lean()).map(({ _id, body }) => [_id, body]));
  return articles.map(({ _id, title, description, tags, publishedAt, createdAt, textRevision, version: revision }) => {
    const text = textTold(bodies.get(textId(_id, textRevision)) ?? '');
    return { _id, title, description, text, place: null, tags, publishedAt: publishedAt ?? createdAt, revision };
  });
};

/** Published events with the beginning of their texts. */
export const readEvents: Read = async ({ models }, { after, first }) => {
  const events = await models.events
    .find({ status: 'PUBLISHED', ...(after != null && { _id: { $gt: after } }) })
    .sort({ _id: 1 })
    .limit(Math.min(first, mostAtOnce))
    .lean();
  const ids = events.map(({ _id }) => _id);
  const shard = { $in: [...new Set(ids.map(shardOf))] };
  const bodies = new Map(
    (await models.eventTexts.find({ _id: { $in: ids }, shard }, { body: 1 }).lean()).map(({ _id, body }) => [_id, body]),
  );
  return events.map(({ _id, title, description, tags, place, publishedAt, createdAt, version: revision }) => {
    const text = textTold(bodies.get(_id) ?? '');
    return { _id, title, description, text, place: place?.name ?? null, tags, publishedAt: publishedAt ?? createdAt, revision };
  });
};

/** A page as JSON: `{ items, last }`. */
export async function exportPage(deps: NewsDeps, read: Read, input: PageInput): Promise<string> {
  const items = await read(deps, input);
  const last = items.length < Math.min(input.first, mostAtOnce) ? null : (items.at(-1)?._id ?? null);
  return JSON.stringify({ items: items.map(({ _id: id, ...item }) => ({ id, ...item })), last });
}

/** The count, the last id, and the checksum of a page, as JSON. */
export async function checksumPage(deps: NewsDeps, read: Read, input: PageInput): Promise<string> {
  const items = await read(deps, input);
  const most = Math.min(input.first, mostAtOnce);
  return JSON.stringify(checksumOfPage(items, most, (item) => contentOfNews({ ...item, text: textOfNews(item) })));
}
