/** Analyses a text for the index. */
import { cutText, type Piece, type Span } from './cut.ts';
import { foldText } from './fold.ts';
import { type Language, languages, stemOf, stoppedIn } from './languages.ts';

export interface Analysed {
  language: Language;
  /** Without repeats. */
  terms: string[];
  /** The number of its words and of neighbouring letters in runs, repeats included. */
  wordCount: number;
  /** The share of distinct ones among those, 0 to 1. */
  variety: number;
}

/** The most terms of a text. Later ones are not indexed; only nonsense has so many. */
const mostTerms = 5_000;

/** @param spoken - The text that decides the language. Names do not. */
export function analyse(text: string, spoken = text): Analysed {
  const pieces = cutText(text);
  const language = detectLanguage(spoken === text ? pieces : cutText(spoken));
  const terms = new Set<string>();
  const said = new Set<string>();
  let wordCount = 0;
  for (const piece of pieces) {
    if (terms.size >= mostTerms) break;
    const own = piece.kind === 'run' ? gramsOf(piece.parts.map(({ lower }) => lower)) : [piece.lower];
    wordCount += own.length;
    for (const each of own) said.add(each);
    for (const term of termsOf(piece, own, language)) terms.add(term);
  }
  for (const { lower } of joinedIn(text, pieces)) for (const form of formsOf(lower, language)) terms.add(form);
  return { language, terms: [...terms].slice(0, mostTerms), wordCount, variety: wordCount === 0 ? 1 : said.size / wordCount };
}

function termsOf(piece: Piece, own: readonly string[], language: Language): string[] {
  switch (piece.kind) {
    case 'emoji':
      return [piece.lower];
    case 'run':
      return [...own, ...piece.parts.flatMap(({ lower }) => (meansAlone(lower) ? [lower] : []))];
    case 'word':
      return [piece, ...piece.parts].flatMap(({ lower }) =>
        (lower.includes('_') ? [lower, ...lower.split('_').filter(Boolean)] : [lower]).flatMap((each) => formsOf(each, language)),
      );
  }
}

const mostJoined = 4;

/** Words with a hyphen or dot inside, written without it: e-mail gives email, node.js gives nodejs. */
export function joinedIn(text: string, pieces: readonly Piece[]): Span[] {
  if (!/[\p{L}\p{N}][-.‐‑][\p{L}\p{N}]/u.test(text)) return [];
  const composed = text.normalize('NFC');
  const found: Span[] = [];
  for (let at = 0; at < pieces.length; ) {
    const first = at++;
    while (at < pieces.length && isJoined(composed, pieces[at - 1]!, pieces[at]!)) at++;
    const joined = pieces.slice(first, at);
    const lower = joined.map((piece) => piece.lower).join('');
    if (joined.length > 1 && joined.length <= mostJoined && /\p{L}/u.test(lower))
      found.push({ lower, start: joined[0]!.start, end: joined.at(-1)!.end });
  }
  return found;
}

function isJoined(text: string, left: Piece, right: Piece): boolean {
  return left.kind === 'word' && right.kind === 'word' && right.start === left.end + 1 && '-.‐‑'.includes(text.charAt(left.end));
}

/** The terms of a word in a text of this language: its stem and, for a word with accents, the word without them. */
function formsOf(lower: string, language: Language): string[] {
  const stem = stemOf(lower, language);
  if (/^\p{ASCII}*$/u.test(lower)) return [stem];
  const folded = foldText(lower);
  return folded === stem ? [stem] : [stem, folded];
}

/** The pairs of neighbouring letters of a run, or its only letter. A query matches by them wherever words begin and end. */
export function gramsOf(letters: readonly string[]): string[] {
  if (letters.length < 2) return [...letters];
  return letters.slice(1).map((letter, at) => `${letters[at]}${letter}`);
}

/** Whether a single letter, with its marks, can be a word. Such letters are terms too. */
export function meansAlone(letter: string): boolean {
  return letter.length > 2 || /^[\p{Script=Han}\p{Script=Hangul}]/u.test(letter);
}

/** The language whose stop words occur most in a text; English when the text has none. */
function detectLanguage(pieces: readonly Piece[]): Language {
  const counts = new Map<Language, number>();
  let best: Language = 'english';
  let most = 0;
  for (const { kind, lower } of pieces) {
    if (kind !== 'word') continue;
    if (/^\p{Script=Cyrillic}/u.test(lower)) return 'russian';
    if (/^\p{Script=Devanagari}/u.test(lower)) return 'hindi';
    // Some lists of stop words have single letters, which occur in every language.
    if (lower.length > 1) for (const language of stoppedIn(lower)) counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  for (const language of languages) {
    const count = counts.get(language) ?? 0;
    if (count > most) [best, most] = [language, count];
  }
  return best;
}

/** The stems of a word in every language, and the word without accents. A text that has the word has one of them as a term. */
export function everyStemOf(lower: string): string[] {
  const folded = foldText(lower);
  const forms = folded === lower ? [lower] : [lower, folded];
  return [...new Set([folded, ...forms.flatMap((form) => languages.map((language) => stemOf(form, language)))])];
}

/** Whether a word is a stop word in some language. A result may lack such a word. */
export function isStoppedSomewhere(lower: string): boolean {
  return stoppedIn(lower).length > 0;
}
