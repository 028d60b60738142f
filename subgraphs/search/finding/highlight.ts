import escapeHtml from 'escape-html';
import { findParts } from '#lib/text/find-parts.ts';
import { joinedIn } from '../text/analyse.ts';
import { cutText, type Piece, type Span } from '../text/cut.ts';
import { foldText } from '../text/fold.ts';
import { type Language, stemOf } from '../text/languages.ts';
import type { RankedEntry } from './rank.ts';
import type { ReadQuery } from './read-query.ts';
import { stemsIn } from './read-words.ts';

const mostHighlights = 3;
/** The length of the text on either side of a found word. */
const around = 60;

/** The number of UTF-16 units that a page's highlights read in full. They read only the beginning of each further text. */
const mostRead = 100_000;
const leastRead = 500;

/** Makes a function that highlights a page's entries, within a bound on the text that the page reads. */
export function createHighlighter(query: ReadQuery): (entry: RankedEntry) => string[] {
  let left = mostRead;
  return (entry) => {
    const most = Math.max(left, leastRead);
    left -= entry.text.length;
    return highlight(entry, query, most);
  };
}

/**
 * The excerpts of an entry's texts around matches, as HTML: words stand between <mark> and </mark>, all other text is escaped.
 *
 * @param most - The number of UTF-16 units that are read of each text.
 */
function highlight(entry: RankedEntry, query: ReadQuery, most: number): string[] {
  const isUser = entry.kind === 'USER';
  const texts = [entry.title, entry.username ?? '', entry.text].filter((text) => text !== '');
  const marksOf = findMarks(entry.language as Language, query, isUser);
  const asked = new Set(query.words.map((word) => word.folded));
  return texts
    .map((text) => beginningOf(text, most).normalize('NFC'))
    .flatMap((text) => highlightText(text, [...markWords(text, marksOf, asked), ...markOperators(text, query)]))
    .slice(0, mostHighlights);
}

/** The text up to the last space before a place, so that no word is cut. */
function beginningOf(text: string, most: number): string {
  if (text.length <= most) return text;
  const space = text.lastIndexOf(' ', most);
  return text.slice(0, space > 0 ? space : wholeLetter(text, most));
}

type Mark = Pick<Span, 'start' | 'end'>;

function markWords(text: string, marksOf: (piece: Piece) => Mark[], asked: ReadonlySet<string>): Mark[] {
  const pieces = cutText(text);
  const joined = joinedIn(text, pieces).filter(({ lower }) => asked.has(foldText(lower)));
  return [...pieces.flatMap(marksOf), ...joined];
}

/** The tags and mentions of the query, without their signs. */
function markOperators(text: string, { hashtags, mentions }: ReadQuery): Mark[] {
  if (hashtags.length + mentions.length === 0) return [];
  return findParts(text)
    .filter((part) => (part.kind === 'tag' && hashtags.includes(part.tag)) || (part.kind === 'mention' && mentions.includes(part.username)))
    .map(({ start, end }) => ({ start: start + 1, end }));
}

/** Makes a function that finds the matches within a piece: the word, its parts, or letters of a run. `byBeginning` adds words that begin so. */
function findMarks(language: Language, { words }: ReadQuery, byBeginning: boolean): (piece: Piece) => Mark[] {
  const stems = new Set(words.flatMap((word) => stemsIn(word, language)));
  const folded = new Set(words.map((word) => word.folded));
  const isAsked = ({ lower }: Span): boolean => {
    const plain = foldText(lower);
    if (plain.includes('_') && plain.split('_').some((part) => folded.has(part))) return true;
    if (folded.has(plain) || stems.has(plain) || stems.has(stemOf(lower, language))) return true;
    return byBeginning && words.some((word) => plain.startsWith(word.folded));
  };
  const runs = words.filter(({ typed }) => typed.length === 0);
  return (piece) => {
    switch (piece.kind) {
      case 'emoji':
        return folded.has(piece.lower) ? [piece] : [];
      case 'run':
        return runs.flatMap(({ folded: whole, bare }) => {
          const marks = withinRun(piece, whole);
          return marks.length > 0 ? marks : withinRun(piece, bare);
        });
      case 'word': {
        if (isAsked(piece)) return [piece];
        return piece.parts.filter(isAsked);
      }
    }
  };
}

function withinRun({ lower, parts }: Piece, word: string): Mark[] {
  const found: Mark[] = [];
  let at = 0;
  for (const [index, part] of parts.entries()) {
    if (lower.startsWith(word, at)) {
      let end = index;
      for (let length = 0; length < word.length && end < parts.length; end++) length += parts[end]!.lower.length;
      found.push({ start: part.start, end: parts[end - 1]!.end });
    }
    at += part.lower.length;
  }
  return found;
}

function highlightText(text: string, found: readonly Mark[]): string[] {
  const marks: Mark[] = [];
  for (const mark of found.toSorted((left, right) => left.start - right.start)) {
    const last = marks.at(-1);
    if (last && mark.start <= last.end) last.end = Math.max(last.end, mark.end);
    else marks.push({ start: mark.start, end: mark.end });
  }
  const shown: string[] = [];
  for (let at = 0; at < marks.length && shown.length < mostHighlights; ) {
    const start = wholeLetter(text, Math.max(0, marks[at]!.start - around));
    let end = marks[at]!.end + around;
    let piece = start > 0 ? '…' : '';
    let done = start;
    for (; at < marks.length && marks[at]!.end <= end; at++) {
      const mark = marks[at]!;
      piece += `${escapeHtml(text.slice(done, mark.start))}<mark>${escapeHtml(text.slice(mark.start, mark.end))}</mark>`;
      done = mark.end;
      end = Math.min(mark.end + around, start + 4 * around);
    }
    const last = wholeLetter(text, Math.min(text.length, Math.max(end, done)));
    shown.push(piece + escapeHtml(text.slice(done, last)) + (last < text.length ? '…' : ''));
  }
  return shown;
}

/** The nearest place that does not cut a surrogate pair. */
function wholeLetter(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}
