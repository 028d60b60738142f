/** Makes HTML of Markdown that is safe to insert into a page: CommonMark with tables, without raw HTML, styles or scripts. */
import { micromark } from 'micromark';
import { gfmTable, gfmTableHtml } from 'micromark-extension-gfm-table';
import sanitizeHtml from 'sanitize-html';
import { filePath } from '#lib/media/addresses.ts';

/** The addresses under which media is served. */
export interface HtmlOptions {
  /** The address of the gateway, `https://agora.example`. */
  publicUrl: string;
  /** The cloud of Cloudinary that holds media; null where media lies on disk. */
  cloudName: string | null;
}

const tags = [
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'br', 'hr', 'blockquote', 'ul', 'ol', 'li', 'pre', 'code', 'em', 'strong', 'a', 'img'],
  ...['table', 'thead', 'tbody', 'tr', 'th', 'td'],
];
const aligns = ['left', 'center', 'right'];

/** Raw HTML in the text is shown as text. Images of other hosts become links to them. */
export function toHtml(markdown: string, options: HtmlOptions): string {
  const html = micromark(markdown, { extensions: [gfmTable()], htmlExtensions: [gfmTableHtml()] });
  return sanitizeHtml(html, {
    allowedTags: tags,
    allowedAttributes: {
      a: ['href', 'title', 'rel'],
      img: ['src', 'alt', 'title', 'loading'],
      th: ['align'],
      td: ['align'],
      ol: ['start'],
    },
    allowedSchemes: ['http', 'https', 'mailto'],
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    nestingLimit: 100,
    transformTags: {
      a: (tagName, { href = '', ...attribs }) => ({ tagName, attribs: { ...attribs, href, rel: 'nofollow noopener noreferrer ugc' } }),
      img: (tagName, { src = '', alt = '', title }) => {
        const named = title === undefined ? { alt } : { alt, title };
        if (isOurMedia(src, options)) return { tagName, attribs: { src, ...named, loading: 'lazy' } };
        return { tagName: 'a', attribs: { href: src, rel: 'nofollow noopener noreferrer ugc' }, text: alt === '' ? src : alt };
      },
      th: (tagName, attribs) => ({ tagName, attribs: alignOf(attribs) }),
      td: (tagName, attribs) => ({ tagName, attribs: alignOf(attribs) }),
    },
  });
}

function alignOf({ align }: Record<string, string>): Record<string, string> {
  return align !== undefined && aligns.includes(align) ? { align } : {};
}

function isOurMedia(src: string, { publicUrl, cloudName }: HtmlOptions): boolean {
  if (filePath.test(src)) return true;
  const url = URL.parse(src);
  if (!url || url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '') return false;
  if (url.origin === new URL(publicUrl).origin) return filePath.test(url.pathname);
  return cloudName !== null && url.origin === 'https://res.cloudinary.com' && url.pathname.startsWith(`/${cloudName}/`);
}
