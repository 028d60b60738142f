/** Reads the operators of a query: #tag, @name, from:name, has:media, since: and until:. Tags and names are written as in posts. */
import { findParts } from '#lib/text/find-parts.ts';

export interface Operators {
  hashtags: string[];
  /** Names after @. They match posts that mention them, and the users themselves. */
  mentions: string[];
  from: string[];
  hasMedia: boolean;
  since: Date | null;
  /** Exclusive. */
  until: Date | null;
}

const most = 5;
const dayMs = 86_400_000;
/** Opening brackets and quotes may precede an operator, as in a sentence. */
const named = /^[\p{Ps}\p{Pi}¿¡]*(from|has|since|until)[:：](.+)$/isu;

/**
 * Adds the operators of a part without spaces to a query.
 *
 * @returns The rest of the part, which consists of words.
 */
export function readOperators(query: Operators, part: string): string {
  const [, name, value = ''] = named.exec(part) ?? [];
  return (name && readNamed(query, name.toLowerCase(), value)) ?? readSigned(query, part);
}

/** Reads a named operator. @returns The rest behind its value; null when the value is not valid. */
function readNamed(query: Operators, name: string, value: string): string | null {
  switch (name) {
    case 'from': {
      const written = `@${value.replace(/^[@＠]/, '')}`;
      const [first] = findParts(written);
      if (first?.kind !== 'mention' || first.start > 0) return null;
      put(query.from, first.username);
      return written.slice(first.end);
    }
    case 'has':
      if (!/^media[^\p{L}\p{N}]*$/iu.test(value)) return null;
      query.hasMedia = true;
      return '';
    default: {
      const day = readDay(value);
      if (day === null) return null;
      if (name === 'since') query.since = query.since && query.since > day ? query.since : day;
      else {
        const end = new Date(day.getTime() + dayMs);
        query.until = query.until && query.until < end ? query.until : end;
      }
      return '';
    }
  }
}

function readSigned(query: Operators, part: string): string {
  let rest = '';
  let done = 0;
  for (const found of findParts(part)) {
    if (found.kind === 'address') continue;
    if (found.kind === 'tag') put(query.hashtags, found.tag);
    else put(query.mentions, found.username);
    rest += `${part.slice(done, found.start)} `;
    done = found.end;
  }
  return rest + part.slice(done);
}

function put(list: string[], value: string): void {
  if (!list.includes(value) && list.length < most) list.push(value);
}

/** A day in UTC such as `2026-01-31`, with or without punctuation at its end; null for other texts. */
function readDay(value: string): Date | null {
  const [, written] = /^(\d{4}-\d{2}-\d{2})[^\p{L}\p{N}]*$/u.exec(value.normalize('NFKC')) ?? [];
  const day = new Date(`${written}T00:00:00.000Z`);
  return written === undefined || Number.isNaN(day.getTime()) || !day.toISOString().startsWith(written) ? null : day;
}
