/** Reads the words of a query, with the terms that find them in entries. */
import { everyStemOf, gramsOf, isStoppedSomewhere, meansAlone } from '../text/analyse.ts';
import { cutText, type Piece } from '../text/cut.ts';
import { foldText } from '../text/fold.ts';
import { type Language, stemOf } from '../text/languages.ts';
import { isLittleRun, segmentsOf, withoutParticle } from '../text/segment.ts';

export interface Word {
  /** The typed word, folded. */
  folded: string;
  /** The same without a Korean particle at its end. Entries are searched for this form. */
  bare: string;
  /** The forms to stem, in lower case with accents: the word and, if it has an elided part, the rest behind that. Empty for runs and emoji. */
  typed: string[];
  /** An entry may match if it has one term of each group: one group of a word's stems, or one group for each pair of a run's letters. */
  groups: string[][];
  /** The word as typed, if in capitals like the name of a country: then it is no stop word. */
  capitals: string | null;
  /** Whether a result may lack it, because it is a stop word in some language. */
  isOptional: boolean;
}

/** The most letters of a word in a run that are searched. */
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

/** The rest behind an elided part, such as hotel of l'hotel. A text may have only that. */
function elidedFrom({ lower, parts }: Piece): string[] {
  const last = parts.at(-1)?.lower;
  const elided = last === undefined ? 0 : lower.length - last.length;
  return last !== undefined && last.length > 2 && lower.endsWith(last) && elided <= 6 ? [last] : [];
}

/** Cuts a run by a dictionary. The index has pairs of letters, so matches do not depend on the cuts. */
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

/** Whether an entry has the word, stemmed in the entry's language or as typed. */
export function hasWord(terms: ReadonlySet<string>, language: Language, word: Word): boolean {
  if (word.typed.length === 0) return word.groups.every(([term = '']) => terms.has(term));
  return stemsIn(word, language).some((term) => terms.has(term));
}

/** The terms that a text of this language may have for a word. */
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
