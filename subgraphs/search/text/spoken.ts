/** The form of texts in which phrases are searched. */
import { cutText, type Piece } from './cut.ts';
import { foldText } from './fold.ts';

/** The folded pieces of a text with spaces between them, but none between two runs: writers set it there or leave it out. */
export function spokenOf(text: string): string {
  const pieces = cutText(text);
  let spoken = ' ';
  for (const [at, piece] of pieces.entries()) {
    if (at > 0 && !(piece.kind === 'run' && pieces[at - 1]?.kind === 'run')) spoken += ' ';
    spoken += saidAs(piece);
  }
  return `${spoken} `;
}

/** A phrase to search with `includes` in a result of `spokenOf`. Words match as a whole; runs match inside longer runs. */
export function phraseOf(text: string): string {
  const pieces = cutText(text);
  const said = spokenOf(text);
  return said.slice(pieces[0]?.kind === 'run' ? 1 : 0, pieces.at(-1)?.kind === 'run' ? -1 : said.length);
}

/** Puts a space after an elided first part: the phrase `hotel de ville` then matches `l'hotel de ville`. */
function saidAs({ kind, lower, parts }: Piece): string {
  if (kind === 'emoji') return lower;
  const folded = foldText(lower);
  const last = kind === 'word' && parts.length > 0 ? foldText(parts.at(-1)?.lower ?? '') : folded;
  return last !== folded && folded.endsWith(last) ? `${folded.slice(0, -last.length)} ${last}` : folded;
}
