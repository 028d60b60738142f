import { stemOf, foldText, type Language } from '../text/languages.ts';
import type { RankedEntry } from './rank.ts';
import type { ReadQuery } from './read-query.ts';

const mostHighlights = 3;
/** How much of the text stands on either side of a found word. */
const around = 60;

/** The places of a text that were looked for, words between <mark> and </mark>, all else escaped for HTML. */
export function highlight(entry: RankedEntry, query: ReadQuery): string[] {
  const texts = entry.kind === 'USER' ? [entry.title, entry.text] : [entry.text];
  return texts.flatMap((text) => highlightText(text, entry.language as Language, query)).slice(0, mostHighlights);
}

function highlightText(text: string, language: Language, { words, hashtags }: ReadQuery): string[] {
  const stems = new Set(words.map(({ typed }) => stemOf(typed, language)));
  const folded = new Set([...words.map((word) => word.folded), ...hashtags.map(foldText)]);
  const marks: { start: number; end: number }[] = [];
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}\p{M}_]+(?:['’][\p{L}\p{M}]+)*|\p{Extended_Pictographic}/gu)) {
    const lower = word.toLowerCase().normalize('NFC');
    if (folded.has(foldText(lower)) || stems.has(stemOf(lower, language))) marks.push({ start: index, end: index + word.length });
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
