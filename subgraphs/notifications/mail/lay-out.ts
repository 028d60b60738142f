/** The layout of all mails, as text and as HTML. */
import escapeHtml from 'escape-html';

/** The parts of a mail. */
export interface Letter {
  subject: string;
  lines: string[];
  action: { label: string; url: string } | null;
  footnote: string | null;
}

export interface Rendered {
  subject: string;
  text: string;
  html: string;
}

/** Writes a letter as text and as HTML. It escapes the words of people, so that they are no markup. */
export function layOut({ subject, lines, action, footnote }: Letter, unsubscribeUrl: string | null): Rendered {
  const own = lines.map(onOneLine);
  const text = [
    ...own,
    ...(action ? [`${action.label}:\n${action.url}`] : []),
    ...(footnote === null ? [] : [footnote]),
    ...(unsubscribeUrl === null ? [] : [`No more of these mails:\n${unsubscribeUrl}`]),
  ].join('\n\n');
  const button = 'display:inline-block;padding:10px 18px;border-radius:6px;background:#1d4ed8;color:#fff;text-decoration:none';
  const body = [
    ...own.map((line) => `<p>${escapeHtml(line)}</p>`),
    ...(action ? [`<p><a href="${escapeHtml(action.url)}" style="${button}">${escapeHtml(action.label)}</a></p>`] : []),
    ...(footnote === null ? [] : [`<p style="color:#555">${escapeHtml(footnote)}</p>`]),
    ...(unsubscribeUrl === null ? [] : [`<p style="color:#555"><a href="${escapeHtml(unsubscribeUrl)}">No more of these mails</a></p>`]),
  ].join('\n');
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(onOneLine(subject))}</title></head>
<body style="font:16px/1.5 sans-serif;max-width:36em;margin:2em auto;padding:0 1em">
${body}
</body></html>
`;
  return { subject: onOneLine(subject), text: `${text}\n`, html };
}

/** Removes line breaks and control characters, so that a name cannot begin a new header or paragraph. */
export function onOneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
