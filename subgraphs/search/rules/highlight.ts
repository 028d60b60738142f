import { cutText, type Piece, type Span } from '../text/cut.ts';
import { foldText } from '../text/fold.ts';
import { type Language, stemOf } from '../text/languages.ts';
import type { RankedEntry } from './rank.ts';
import type { ReadQuery } from './read-query.ts';
import { stemsIn, type Word } from './read-words.ts';

const mostHighlights = 3;
/** How much of the text stands on either side of a found word. */
const around = 60;

/** The places of a text that were looked for, words between <mark> and </mark>, all else escaped for HTML. */
export function highlight(entry: RankedEntry, query: ReadQuery): string[] {
  const isUser = entry.kind === 'USER';
  const texts = isUser ? [entry.title, entry.username ?? '', entry.text] : [entry.text];
  const mark = findMarks(entry.language as Language, query, isUser);
  return texts.flatMap((text) => highlightText(text.normalize('NFC'), mark)).slice(0, mostHighlights);
}

type Mark = Pick<Span, 'start' | 'end'>;

/** What of a piece was looked for: a word or the part behind its apostrophe, or letters within a run. People are found by beginnings too. */
function findMarks(language: Language, { words, hashtags }: ReadQuery, byBeginning: boolean): (piece: Piece) => Mark[] {
  const stems = new Set(words.flatMap((word) => stemsIn(word, language)));
  const folded = new Set([...words.map((word) => word.folded), ...hashtags.map(foldText)]);
  const isAsked = ({ lower }: Span): boolean => {
    const plain = foldText(lower);
    if (folded.has(plain) || stems.has(plain) || stems.has(stemOf(lower, language))) return true;
    return byBeginning && words.some((word) => plain.startsWith(word.folded));
  };
  const runs = words.filter(({ typed }) => typed.length === 0);
  return (piece) => {
    switch (piece.kind) {
      case 'emoji':
        return folded.has(piece.lower) ? [piece] : [];
      case 'run':
        return runs.flatMap((word) => withinRun(piece, word));
      case 'word': {
        if (isAsked(piece)) return [piece];
        return piece.parts.filter(isAsked);
      }
    }
  };
}

function withinRun({ lower, parts }: Piece, { folded }: Word): Mark[] {
  const found: Mark[] = [];
  let at = 0;
  for (const [index, part] of parts.entries()) {
    if (lower.startsWith(folded, at)) {
      let end = index;
      for (let length = 0; length < folded.length && end < parts.length; end++) length += parts[end]!.lower.length;
      found.push({ start: part.start, end: parts[end - 1]!.end });
    }
    at += part.lower.length;
  }
  return found;
}

function highlightText(text: string, marksOf: (piece: Piece) => Mark[]): string[] {
  const marks: Mark[] = [];
  for (const mark of cutText(text)
    .flatMap(marksOf)
    .sort((left, right) => left.start - right.start)) {
    const last = marks.at(-1);
    if (last && mark.start <= last.end) last.end = Math.max(last.end, mark.end);
    else marks.push({ start: mark.start, end: mark.end });
  }
  const found: string[] = [];
  for (let at = 0; at < marks.length && found.length < mostHighlights; ) {
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
    found.push(piece + escapeHtml(text.slice(done, last)) + (last < text.length ? '…' : ''));
  }
  return found;
}

/** A place that does not cut a letter of two halves. */
function wholeLetter(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => entities[letter] ?? letter);
}
