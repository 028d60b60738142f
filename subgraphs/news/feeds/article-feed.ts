/**
 * The newest articles as an Atom feed.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4287
 */
import escapeHtml from 'escape-html';
import type { NewsDeps } from '../deps.ts';
import type { ArticleRecord, ArticleTextRecord } from '../model.ts';
import { textId } from '../reading/text-of.ts';

const mostArticles = 30;
/** Beyond so many characters of HTML in all, articles come with their description alone. */
const mostHtml = 500_000;

/** The feed of the newest 30 published articles. */
export async function articleFeed(deps: NewsDeps): Promise<string> {
  const { models, config } = deps;
  const articles = await models.articles.find({ status: 'PUBLISHED' }).sort({ publishedAt: -1, _id: -1 }).limit(mostArticles).lean();
  const ids = articles.map(({ _id, textRevision }) => textId(_id, textRevision));
  const shard = { $in: [...new Set(articles.map((article) => article.shard))] };
  const texts = new Map((await models.texts.find({ _id: { $in: ids }, shard }).lean()).map((text) => [text._id, text]));
  return writeFeed(articles, texts, config.AGORA_PUBLIC_URL);
}

function writeFeed(articles: readonly ArticleRecord[], texts: ReadonlyMap<string, ArticleTextRecord>, publicUrl: string): string {
  const updatedAt = new Date(Math.max(0, ...articles.map(({ updatedAt: at }) => at.getTime())));
  let left = mostHtml;
  const entries = articles.map((article) => {
    const { bodyHtml = '' } = texts.get(textId(article._id, article.textRevision)) ?? {};
    left -= bodyHtml.length;
    return entryOf(article, left < 0 ? '' : bodyHtml, publicUrl);
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<id>${xml(publicUrl)}/news/feed.xml</id>
<title>Agora: news</title>
<author><name>Agora</name></author>
<updated>${updatedAt.toISOString()}</updated>
<link rel="self" type="application/atom+xml" href="${xml(publicUrl)}/news/feed.xml"/>
<link rel="alternate" type="text/html" href="${xml(publicUrl)}/news"/>
${entries.join('\n')}
</feed>
`;
}

function entryOf(article: ArticleRecord, bodyHtml: string, publicUrl: string): string {
  const { slug, title, description, tags, publishedAt, createdAt, updatedAt } = article;
  const url = xml(`${publicUrl}/news/${encodeURIComponent(slug)}`);
  return [
    '<entry>',
    `<id>${url}</id>`,
    `<title>${xml(title)}</title>`,
    `<link rel="alternate" type="text/html" href="${url}"/>`,
    `<published>${(publishedAt ?? createdAt).toISOString()}</published>`,
    `<updated>${updatedAt.toISOString()}</updated>`,
    ...tags.map((tag) => `<category term="${xml(tag)}"/>`),
    ...(description === '' ? [] : [`<summary>${xml(description)}</summary>`]),
    ...(bodyHtml === '' ? [] : [`<content type="html" xml:base="${xml(publicUrl)}/">${xml(bodyHtml)}</content>`]),
    '</entry>',
  ].join('\n');
}

/** Text in XML. It has no character that XML 1.0 knows not. */
function xml(text: string): string {
  return escapeHtml(text.replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, ''));
}
