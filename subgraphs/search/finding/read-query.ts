/** Reads a typed query: words, "phrases", -not, #tag, @name, from:name, has:media, since: and until:. The rest are words. */
import { cutText } from '../text/cut.ts';
import { phraseOf } from '../text/spoken.ts';
import { type Operators, readOperators } from './read-operators.ts';
import { readWords, type Word } from './read-words.ts';

export interface ReadQuery extends Operators {
  words: Word[];
  /** Phrases in the form of `phraseOf`. A result has all of them. */
  phrases: string[];
  /** Words that no result has. */
  excluded: Word[];
  excludedPhrases: string[];
}

/** Longer queries are cut to this length. */
const longestQuery = 1_000;
const mostWords = 12;
const mostParts = 5;

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
    .replace(/[“”„‟«»＂]/g, '"');
  for (const { groups: { not, phrase, part } = {} } of text.matchAll(/(?<!\S)(?<not>-?)"(?<phrase>[^"]*)"|(?<part>[^\s"]+)/gu)) {
    if (phrase !== undefined) readPhrase(query, phrase, Boolean(not), looked);
    else if (part !== undefined) readPart(query, part, looked);
  }
  query.words = [...new Map(looked.map((word) => [word.folded, word])).values()].slice(0, mostWords);
  if (query.words.every(({ isOptional }) => isOptional)) query.words = query.words.map((word) => ({ ...word, isOptional: false }));
  return query;
}

/** Whether the query asks for nothing at all. */
export function asksForNothing(query: ReadQuery): boolean {
  const { words, phrases, hashtags, mentions, from, hasMedia, since, until } = query;
  return words.length + phrases.length + hashtags.length + mentions.length + from.length === 0 && !hasMedia && !since && !until;
}

function readPhrase(query: ReadQuery, phrase: string, isExcluded: boolean, looked: Word[]): void {
  const pieces = cutText(phrase);
  if (pieces.length === 0) return;
  const list = isExcluded ? query.excludedPhrases : query.phrases;
  if (list.length < mostParts) list.push(phraseOf(phrase));
  // A result has the whole phrase, its stop words too.
  if (!isExcluded) looked.push(...readWords(pieces, mostWords).map((word) => ({ ...word, isOptional: false })));
}

function readPart(query: ReadQuery, part: string, looked: Word[]): void {
  const excluded = part.startsWith('-') ? readWords(cutText(part), mostParts) : [];
  if (excluded.length > 0) {
    if (query.excluded.length < mostParts) query.excluded.push(...excluded);
  } else if (looked.length < 10 * mostWords) looked.push(...readWords(cutText(readOperators(query, part)), mostWords));
}
