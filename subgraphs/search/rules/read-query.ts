/** Reads what somebody typed: words, "phrases", -not, #tag, @name, from:name, has:media, since: and until:. What is none of these is words. */
import { foldTag, tagSigns } from '#lib/text/fold-tag.ts';
import { cutText } from '../text/cut.ts';
import { phraseOf } from '../text/spoken.ts';
import { readWords, type Word } from './read-words.ts';

export interface ReadQuery {
  words: Word[];
  /** As texts speak them; a result has all of them. */
  phrases: string[];
  /** Words that no result has. */
  excluded: Word[];
  excludedPhrases: string[];
  hashtags: string[];
  /** Names after @: a post mentions them, a user has them. */
  mentions: string[];
  from: string[];
  hasMedia: boolean;
  since: Date | null;
  /** Not included. */
  until: Date | null;
}

/** What is beyond is not read: nobody means it. */
const longestQuery = 1_000;
const mostWords = 12;
const mostParts = 5;
const dayMs = 86_400_000;
const beginsTag = new RegExp(`^[${tagSigns}]`, 'u');

export function readQuery(typed: string): ReadQuery {
  const query: ReadQuery = {
    ...{ words: [], phrases: [], excluded: [], excludedPhrases: [], hashtags: [], mentions: [], from: [] },
    ...{ hasMedia: false, since: null, until: null },
  };
  const looked: Word[] = [];
  const text = typed
    .slice(0, longestQuery)
    .toWellFormed()
    .replace(/\p{Cc}/gu, ' ')
    .replace(/[“”„«»]/g, '"');
  for (const { groups: { not, phrase, part } = {} } of text.matchAll(/(?<!\S)(?<not>-?)"(?<phrase>[^"]*)"|(?<part>[^\s"]+)/gu)) {
    if (phrase !== undefined) readPhrase(query, phrase, Boolean(not), looked);
    else if (part !== undefined && !readOperator(query, part)) readPart(query, part, looked);
  }
  query.words = [...new Map(looked.map((word) => [word.folded, word])).values()].slice(0, mostWords);
  if (query.words.every(({ isOptional }) => isOptional)) query.words = query.words.map((word) => ({ ...word, isOptional: false }));
  return query;
}

/** Whether anything is looked for at all. */
export function asksForNothing(query: ReadQuery): boolean {
  const { words, phrases, hashtags, mentions, from, hasMedia, since, until } = query;
  return words.length + phrases.length + hashtags.length + mentions.length + from.length === 0 && !hasMedia && !since && !until;
}

function readPhrase(query: ReadQuery, phrase: string, isExcluded: boolean, looked: Word[]): void {
  const pieces = cutText(phrase);
  if (pieces.length === 0) return;
  const list = isExcluded ? query.excludedPhrases : query.phrases;
  if (list.length < mostParts) list.push(phraseOf(phrase));
  // A result has the whole of it, its little words too.
  if (!isExcluded) looked.push(...readWords(pieces, mostWords).map((word) => ({ ...word, isOptional: false })));
}

function readPart(query: ReadQuery, part: string, looked: Word[]): void {
  const words = readWords(cutText(part), mostWords);
  if (!part.startsWith('-') || words.length === 0) {
    if (looked.length < 10 * mostWords) looked.push(...words);
  } else if (query.excluded.length < mostParts) query.excluded.push(...words.slice(0, mostParts));
}

/** Whether a part was an operator, with sense. */
function readOperator(query: ReadQuery, part: string): boolean {
  const tag = beginsTag.test(part) ? foldTag(part) : null;
  if (tag !== null) return put(query.hashtags, tag);
  const mention = /^@([a-z0-9_.]{3,30})$/iu.exec(part)?.[1];
  if (mention !== undefined) return put(query.mentions, mention.toLowerCase());
  const [, name, value = ''] = /^(from|has|since|until):(.+)$/iu.exec(part) ?? [];
  switch (name?.toLowerCase()) {
    case 'from': {
      const username = /^@?([a-z0-9_.]{3,30})$/iu.exec(value)?.[1];
      return username !== undefined && put(query.from, username.toLowerCase());
    }
    case 'has':
      if (value.toLowerCase() !== 'media') return false;
      query.hasMedia = true;
      return true;
    case 'since': {
      const day = readDay(value);
      if (day) query.since = query.since && query.since > day ? query.since : day;
      return day !== null;
    }
    case 'until': {
      const day = readDay(value);
      const end = day && new Date(day.getTime() + dayMs);
      if (end) query.until = query.until && query.until < end ? query.until : end;
      return end !== null;
    }
    default:
      return false;
  }
}

function put(list: string[], value: string): true {
  if (!list.includes(value) && list.length < mostParts) list.push(value);
  return true;
}

/** A day in UTC, `2026-01-31`; null for what is none. */
function readDay(text: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const day = new Date(`${text}T00:00:00.000Z`);
  return Number.isNaN(day.getTime()) || !day.toISOString().startsWith(text) ? null : day;
}
