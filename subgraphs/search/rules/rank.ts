/** How well an entry is what somebody looks for. Pure: the same entry, query and moment give the same score. */
import type { EntryRecord } from '../model.ts';
import { wordsOf } from '../text/analyse.ts';
import { foldText, type Language, stemOf } from '../text/languages.ts';
import type { ReadQuery, Word } from './read-query.ts';

/** What of an entry it takes to rank and to show it. */
export const rankedFields = {
  ...{ kind: 1, ref: 1, authorId: 1, visibility: 1, mentionIds: 1, username: 1, publishedAt: 1 },
  ...{ title: 1, text: 1, language: 1, stems: 1, wordCount: 1 },
} as const;
export type RankedEntry = Pick<EntryRecord, '_id' | keyof typeof rankedFields>;

export interface Ranked {
  entry: RankedEntry;
  score: number;
}

export interface RankOptions {
  query: ReadQuery;
  /** The moment that freshness is about. */
  asOf: Date;
  follows: (userId: string) => boolean;
  viewerId: string | null;
}

export interface Candidate {
  entry: RankedEntry;
  /** MongoDB's. */
  textScore: number;
  /** How many follow a user; 0 for a post. */
  followers: number;
}

const dayMs = 86_400_000;
/** A post is worth half as much news after this long. */
const newsDays = 20;
/** Texts in which fewer of the words are different than this say the same over and over. */
const leastDistinct = 0.7;

/** The score of an entry that has one of the words or all phrases; null for what was not looked for. */
export function scoreOf({ entry, textScore, followers }: Candidate, options: RankOptions): number | null {
  const { query } = options;
  const stems = entry.stems.split(' ');
  if (!passes(entry, stems, query)) return null;
  const matched = query.words.filter((word) => hasWord(stems, entry.language as Language, word));
  if (query.words.length > 0 && matched.length === 0) return null;
  if (entry.kind === 'USER') return round(scoreUser(entry, { followers, matched }, options));
  const distinct = stems.length / Math.max(1, entry.wordCount);
  return round(scorePost(entry, { textScore, distinct, matched }, options));
}

function scorePost(
  entry: RankedEntry,
  { textScore, distinct, matched }: { textScore: number; distinct: number; matched: readonly Word[] },
  { query, asOf, follows, viewerId }: RankOptions,
): number {
  const covered = coverage(query.words, matched);
  const ageDays = Math.max(0, asOf.getTime() - entry.publishedAt.getTime()) / dayMs;
  const news = 1 / (1 + ageDays / newsDays);
  const repeats = Math.max(0, leastDistinct - distinct) / leastDistinct;
  const perWord = Math.min(1, textScore / Math.max(1, query.words.length));
  return (
    (covered === 1 ? 2 : 0) +
    2 * covered +
    0.3 * perWord +
    (matched.length === query.words.length && isAdjacent(entry, query.words) ? 0.5 : 0) +
    1.5 * news * covered +
    (follows(entry.authorId) || entry.authorId === viewerId ? 0.6 : 0) -
    4 * repeats
  );
}

function scoreUser(
  entry: RankedEntry,
  { followers, matched }: { followers: number; matched: readonly Word[] },
  { query, follows }: RankOptions,
): number {
  const names = new Set(wordsOf(entry.title).map(foldText));
  const named = matched.filter(({ folded }) => names.has(folded));
  const typed = query.words.map(({ folded }) => folded).join(' ');
  const isNamed = coverage(query.words, named) === 1;
  return (
    (typed !== '' && typed === entry.username ? 2 : 0) +
    (isNamed ? 5 : 0) +
    (isNamed ? 0 : 1.5) * coverage(query.words, matched) ** 2 +
    (isNamed ? 0 : coverage(query.words, named)) +
    0.2 * Math.log10(1 + Math.max(0, followers)) +
    (follows(entry.ref) ? 0.8 : 0)
  );
}

/** Which share of the words that count was matched. */
function coverage(words: readonly Word[], matched: readonly Word[]): number {
  const counting = words.filter(({ isOptional }) => !isOptional);
  if (counting.length === 0) return 1;
  return matched.filter(({ isOptional }) => !isOptional).length / counting.length;
}

/** Whether an entry has the word, as its own language stems it, or as it was typed. */
function hasWord(stems: readonly string[], language: Language, { folded, typed }: Word): boolean {
  return stems.includes(folded) || stems.includes(stemOf(typed, language));
}

/** Whether an entry has every phrase and nothing of what is excluded. */
function passes(entry: RankedEntry, stems: readonly string[], { phrases, excludedPhrases, excludedStems }: ReadQuery): boolean {
  if (excludedStems.length > 0 && stems.some((stem) => excludedStems.includes(stem))) return false;
  if (phrases.length === 0 && excludedPhrases.length === 0) return true;
  const text = ` ${foldText(`${entry.title} ${entry.text}`).replace(/\s+/gu, ' ')}`;
  return phrases.every((phrase) => text.includes(phrase)) && !excludedPhrases.some((phrase) => text.includes(phrase));
}

/** Whether the words stand side by side, as they were typed. */
function isAdjacent({ text }: RankedEntry, words: readonly Word[]): boolean {
  if (words.length < 2) return false;
  return foldText(text).includes(words.map(({ folded }) => folded).join(' '));
}

/** Cursors carry scores: they must come back the same. */
function round(score: number): number {
  return Math.round(score * 1e6) / 1e6;
}
