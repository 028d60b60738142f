/** Reads what somebody typed: words, "phrases", -not, #tag, @name, from:name, has:media, since: and until:. What is none of these is words. */
import { everyStemOf, isStoppedSomewhere, wordsOf } from '../text/analyse.ts';
import { foldText } from '../text/languages.ts';

export interface Word {
  /** As it was typed, folded. */
  folded: string;
  /** In small letters, with accents: what a language stems. */
  typed: string;
  /** What texts of any language may have it as. */
  stems: string[];
  /** Whether a text need not have it, since the word says little in some language. */
  isOptional: boolean;
}

export interface ReadQuery {
  words: Word[];
  /** Folded; a result has all of them. */
  phrases: string[];
  /** The stems of words that no result has. */
  excludedStems: string[];
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

export function readQuery(typed: string): ReadQuery {
  const query: ReadQuery = {
    ...{ words: [], phrases: [], excludedStems: [], excludedPhrases: [], hashtags: [], mentions: [], from: [] },
    ...{ hasMedia: false, since: null, until: null },
  };
  const looked: string[] = [];
  const text = typed
    .slice(0, longestQuery)
    .toWellFormed()
    .replace(/\p{Cc}/gu, ' ')
    .replace(/[“”„«»]/g, '"');
  for (const { groups: { not, phrase, part } = {} } of text.matchAll(/(?<!\S)(?<not>-?)"(?<phrase>[^"]*)"|(?<part>[^\s"]+)/gu)) {
    if (phrase !== undefined) readPhrase(query, phrase, Boolean(not), looked);
    else if (part !== undefined && !readOperator(query, part)) readWords(query, part, looked);
  }
  query.words = [...new Set(looked)].slice(0, mostWords).map((word) => ({
    ...{ folded: foldText(word), typed: word },
    ...{ stems: everyStemOf(word), isOptional: isStoppedSomewhere(word) },
  }));
  if (query.words.every(({ isOptional }) => isOptional)) for (const word of query.words) word.isOptional = false;
  return query;
}

/** Whether anything is looked for at all. */
export function asksForNothing(query: ReadQuery): boolean {
  const { words, phrases, hashtags, mentions, from, hasMedia, since, until } = query;
  return words.length + phrases.length + hashtags.length + mentions.length + from.length === 0 && !hasMedia && !since && !until;
}

function readPhrase(query: ReadQuery, phrase: string, isExcluded: boolean, looked: string[]): void {
  const words = wordsOf(phrase);
  if (words.length === 0) return;
  const list = isExcluded ? query.excludedPhrases : query.phrases;
  if (list.length < mostParts) list.push(foldText(phrase.trim().replace(/\s+/gu, ' ')));
  if (!isExcluded) looked.push(...words);
}

function readWords(query: ReadQuery, part: string, looked: string[]): void {
  const words = wordsOf(part);
  if (!part.startsWith('-') || words.length === 0) looked.push(...words);
  else if (query.excludedStems.length < mostParts * 16) query.excludedStems.push(...words.flatMap(everyStemOf));
}

/** Whether a part was an operator, with sense. */
function readOperator(query: ReadQuery, part: string): boolean {
  const tag = /^#([\p{L}\p{N}_]{1,100})$/u.exec(part)?.[1];
  if (tag !== undefined) return put(query.hashtags, tag.normalize('NFC').toLowerCase());
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
