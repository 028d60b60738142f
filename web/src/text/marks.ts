/** The matched words of a search result, and their positions in its text. */

const word = /[\p{L}\p{N}\p{M}_]+(?:['’][\p{L}\p{M}]+)*/gu;
const letters: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };

/** @param highlights - Excerpts as HTML, with the words in `<mark>`. @returns These words in lower case. */
export function markedWords(highlights: readonly string[]): ReadonlySet<string> {
  const marked = highlights.flatMap((html) => [...html.matchAll(/<mark>(.*?)<\/mark>/gsu)].map(([, inside = '']) => inside));
  return new Set(marked.map((html) => html.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => letters[entity] ?? entity).toLowerCase()));
}

export interface MarkPiece {
  text: string;
  isMarked: boolean;
}

/** Splits a text into marked and unmarked pieces; joined, they are the text again. */
export function splitMarks(text: string, marked: ReadonlySet<string>): MarkPiece[] {
  const pieces: MarkPiece[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(word)) {
    if (!marked.has(found.toLowerCase())) continue;
    if (index > from) pieces.push({ text: text.slice(from, index), isMarked: false });
    pieces.push({ text: found, isMarked: true });
    from = index + found.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), isMarked: false });
  return pieces;
}
