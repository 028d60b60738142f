/** Scores entries. Pure: the same entry, query and moment give the same score. */
import { type EntryRecord, isNews } from '../model.ts';
import type { Language } from '../text/languages.ts';
import { lowerText } from '../text/fold.ts';
import { standingIn } from '../text/segment.ts';
import { spokenOf } from '../text/spoken.ts';
import type { ReadQuery } from './read-query.ts';
import { hasWord, type Word } from './read-words.ts';
import { foldName, startsOf } from '../suggesting/suggestions.ts';

/** The fields of an entry that the ranking and the result need. */
export const rankedFields = {
  ...{ kind: 1, ref: 1, authorId: 1, visibility: 1, mentionIds: 1, username: 1, publishedAt: 1 },
  ...{ title: 1, text: 1, language: 1, terms: 1, wordCount: 1, variety: 1, spoken: 1 },
} as const;
export type RankedEntry = Pick<EntryRecord, '_id' | keyof typeof rankedFields>;

export interface Ranked {
  entry: RankedEntry;
  score: number;
}

export interface RankOptions {
  query: ReadQuery;
  /** The moment at which freshness is measured. */
  asOf: Date;
  follows: (userId: string) => boolean;
  viewerId: string | null;
  /** The weight of a word: 1 where few texts have it. */
  weightOf: (word: Word) => number;
  /** Whether beginnings of people's names match too. */
  byBeginning: boolean;
}

export interface Candidate {
  entry: RankedEntry;
  /** The number of a user's followers; 0 for others. */
  followers: number;
}

const dayMs = 86_400_000;
/** The freshness of a post halves in this time. */
const newsDays = 20;
/** A text with a smaller share of distinct words repeats itself, and scores lower. */
const leastDistinct = 0.7;

/** The score of an entry that has one of the words or all phrases; null for an entry that does not match. */
export function scoreOf({ entry, followers }: Candidate, options: RankOptions): number | null {
  const { query } = options;
  const terms = new Set(entry.terms);
  const language = entry.language as Language;
  if (query.excluded.some((word) => hasWord(terms, language, word))) return null;
  const spoken = (): string => (entry.spoken ??= spokenOf(`${entry.title} ${entry.text}`));
  if (!passes(spoken, query)) return null;
  if (query.words.length === 0) return freshnessOf(entry, options.asOf);
  const matched = query.words.filter((word) => hasWord(terms, language, word));
  if (entry.kind === 'USER') return scoreUser(entry, { followers, matched }, options);
  if (matched.length === 0) return null;
  return round(scorePost(entry, { spoken, strengths: strengthsIn(entry, terms, matched) }, options));
}

/** The stems of Hindi are rough: different words may share one. */
const roughly = 0.85;

/** The certainty, for each matched word, that the text has it as a word: in scripts without spaces it may be part of another. */
function strengthsIn({ title, text, language }: RankedEntry, terms: ReadonlySet<string>, matched: readonly Word[]): Map<Word, number> {
  const isRun = ({ typed, bare }: Word): boolean => typed.length === 0 && /\p{L}/u.test(bare);
  const lower = matched.some(isRun) ? lowerText(`${title} ${text}`) : '';
  return new Map(
    matched.map((word) => [
      word,
      isRun(word) ? standingIn(lower, word.bare) : language === 'hindi' && !terms.has(word.folded) ? roughly : 1,
    ]),
  );
}

/** Without words the newest posts come first, and people before posts. */
function freshnessOf({ kind, publishedAt }: RankedEntry, asOf: Date): number {
  const age = Math.max(0, asOf.getTime() - publishedAt.getTime());
  return kind === 'USER' ? 2 : 1 / (1 + age / dayMs);
}

function scorePost(
  entry: RankedEntry,
  { spoken, strengths }: { spoken: () => string; strengths: ReadonlyMap<Word, number> },
  { query, asOf, follows, viewerId, weightOf }: RankOptions,
): number {
  const counting = query.words.filter(({ isOptional }) => !isOptional);
  const weighed = counting.map((word) => ({ weight: weightOf(word), strength: strengths.get(word) ?? 0 }));
  const whole = sumOf(weighed.map(({ weight }) => weight));
  const covered = whole === 0 ? 1 : sumOf(weighed.map(({ weight, strength }) => weight * strength)) / whole;
  const weakest = Math.min(1, ...weighed.map(({ strength }) => strength));
  const ageDays = Math.max(0, asOf.getTime() - entry.publishedAt.getTime()) / dayMs;
  const news = 1 / (1 + ageDays / newsDays);
  const repeats = Math.max(0, leastDistinct - entry.variety) / leastDistinct;
  // A word counts more in a short text than in a long one.
  const share = (strengths.size / Math.max(1, query.words.length)) * (0.5 + 0.5 / Math.max(1, entry.wordCount));
  return (
    2 * weakest +
    2 * covered +
    0.3 * share +
    (strengths.size === query.words.length && isAdjacent(spoken, query.words) ? 0.5 : 0) +
    (inCapitals(entry.text, query.words) ? 0.5 : 0) +
    (isTitled(entry, query.words) ? 0.5 : 0) +
    1.5 * news * covered +
    (follows(entry.authorId) || entry.authorId === viewerId ? 0.6 : 0) -
    4 * repeats
  );
}

/** Null where the profile has none of the words, and no name begins with one. */
function scoreUser(
  entry: RankedEntry,
  { followers, matched }: { followers: number; matched: readonly Word[] },
  { query, follows, byBeginning }: RankOptions,
): number | null {
  const starts = startsOf(entry.title).concat(startsOf(entry.username ?? ''), (entry.username ?? '').split(/[._]+/));
  const names = new Set(starts);
  const named = query.words.filter(({ folded }) => names.has(folded));
  const begun = query.words.filter(
    (word) => matched.includes(word) || names.has(word.folded) || (byBeginning && starts.some((start) => start.startsWith(word.folded))),
  );
  if (begun.length === 0) return null;
  const typed = query.words.map(({ folded }) => folded).join(' ');
  const isNamed = coverage(query.words, named) === 1 || (typed !== '' && foldName(entry.title) === typed);
  return round(
    (typed !== '' && typed === entry.username ? 2 : 0) +
      (isNamed ? 5 : 0) +
      (isNamed ? 0 : 1.5) * coverage(query.words, begun) ** 2 +
      (isNamed ? 0 : coverage(query.words, named)) +
      0.2 * Math.log10(1 + Math.max(0, followers)) +
      (follows(entry.ref) ? 0.8 : 0),
  );
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** The matched share of the words that count. */
function coverage(words: readonly Word[], matched: readonly Word[]): number {
  const counting = words.filter(({ isOptional }) => !isOptional);
  if (counting.length === 0) return 1;
  return matched.filter(({ isOptional }) => !isOptional).length / counting.length;
}

/** Whether a text has every phrase and no excluded phrase. */
function passes(spoken: () => string, { phrases, excludedPhrases }: ReadQuery): boolean {
  return phrases.every((phrase) => spoken().includes(phrase)) && !excludedPhrases.some((phrase) => spoken().includes(phrase));
}

/** Whether the text has the words side by side, in the order of the query. */
function isAdjacent(spoken: () => string, words: readonly Word[]): boolean {
  if (words.length < 2) return false;
  const isRun = ({ groups, typed }: Word): boolean => typed.length === 0 && groups.length > 0;
  const side = words.map((word, at) => `${at > 0 && !(isRun(word) && isRun(words[at - 1]!)) ? ' ' : ''}${word.folded}`).join('');
  return spoken().includes(side);
}

/** Whether the title of an article or event has all words. */
function isTitled({ kind, title }: RankedEntry, words: readonly Word[]): boolean {
  if (!isNews(kind)) return false;
  const named = spokenOf(title);
  return words.every(({ folded, isOptional }) => isOptional || named.includes(folded));
}

/** Whether a short word typed in capitals stands in capitals in the text: US is not us. */
function inCapitals(text: string, words: readonly Word[]): boolean {
  return words.some(({ capitals }) => capitals !== null && new RegExp(`\\b${capitals}\\b`, 'u').test(text));
}

/** Rounds a score, so that a cursor carries it exactly. */
function round(score: number): number {
  return Math.round(score * 1e6) / 1e6;
}
