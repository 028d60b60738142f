/** The words of a query, and the terms that entries are asked for. */
import { everyStemOf, gramsOf, isStoppedSomewhere, meansAlone } from '../text/analyse.ts';
import { cutText, type Piece } from '../text/cut.ts';
import { foldText } from '../text/fold.ts';
import { type Language, stemOf } from '../text/languages.ts';
import { isLittleRun, segmentsOf, withoutParticle } from '../text/segment.ts';

export interface Word {
  /** As it was typed, folded. */
  folded: string;
  /** The same without a particle behind it: what texts are asked for. */
  bare: string;
  /** In small letters, with accents: what a language stems. The second is what stands behind an elided part. None for what has no stem. */
  typed: string[];
  /** An entry may have it that has one term of each: the stems in every language of a word, all neighbouring letters of a run. */
  groups: string[][];
  /** Typed in capitals, as names of countries are: it is no little word then. */
  capitals: string | null;
  /** Whether a text need not have it, since the word says little in some language. */
  isOptional: boolean;
}

/** The most words of a run without spaces that are looked for, and the most letters of each. */
const mostLetters = 12;

export function readWords(pieces: readonly Piece[], most: number): Word[] {
  const found: Word[] = [];
  for (const piece of pieces) {
    if (found.length >= most) break;
    found.push(...wordsOf(piece, most));
  }
  return found;
}

function wordsOf(piece: Piece, most: number): Word[] {
  const { kind, lower } = piece;
  if (kind === 'emoji') return [{ folded: lower, bare: lower, typed: [], groups: [[lower]], capitals: null, isOptional: false }];
  if (kind === 'run') return wordsOfRun(lower, most);
  const typed = [lower, ...elidedFrom(piece)];
  const capitals = /^[A-Z]{2,5}$/.test(piece.raw) ? piece.raw : null;
  const groups = [[...new Set(typed.flatMap(everyStemOf))]];
  const folded = foldText(lower);
  return [{ folded, bare: folded, typed, groups, capitals, isOptional: isStoppedSomewhere(lower) }];
}

/** What an elided part stands before: hotel of l'hotel. A text may have it without. */
function elidedFrom({ lower, parts }: Piece): string[] {
  const last = parts.at(-1)?.lower;
  const elided = last === undefined ? 0 : lower.length - last.length;
  return last !== undefined && last.length > 2 && lower.endsWith(last) && elided <= 6 ? [last] : [];
}

/** A run is cut where a dictionary says; its letters two by two are in the index, so that nothing else depends on where. */
function wordsOfRun(run: string, most: number): Word[] {
  return segmentsOf(run, most).map((folded) => {
    const bare = withoutParticle(folded);
    const letters = cutText(bare).flatMap(({ parts }) => parts.map(({ lower }) => lower));
    const isOptional = letters.length === 1 && (!meansAlone(bare) || isLittleRun(bare));
    const groups = gramsOf(letters.slice(0, mostLetters)).map((gram) => [gram]);
    return { folded, bare, typed: [], groups, capitals: null, isOptional };
  });
}

const stems = new WeakMap<Word, Map<Language, string[]>>();

/** Whether an entry has the word, as its own language stems it, or as it was typed. */
export function hasWord(terms: ReadonlySet<string>, language: Language, word: Word): boolean {
  if (word.typed.length === 0) return word.groups.every(([term = '']) => terms.has(term));
  return stemsIn(word, language).some((term) => terms.has(term));
}

/** The terms under which a text of a language may have a word. */
export function stemsIn(word: Word, language: Language): string[] {
  const known = stems.get(word) ?? new Map<Language, string[]>();
  stems.set(word, known);
  let found = known.get(language);
  if (!found) {
    const forms = word.typed.flatMap((typed) => [typed, foldText(typed)]);
    found = [...new Set(forms.flatMap((form) => [foldText(form), stemOf(form, language)]))];
    known.set(language, found);
  }
  return found;
}
