/** The form of texts in which phrases are looked for. */
import { cutText, type Piece } from './cut.ts';
import { foldText } from './fold.ts';

/** The pieces of a text, folded, with a space between; none between two runs, where writers put it as they like. */
export function spokenOf(text: string): string {
  const pieces = cutText(text);
  let spoken = ' ';
  for (const [at, piece] of pieces.entries()) {
    if (at > 0 && !(piece.kind === 'run' && pieces[at - 1]?.kind === 'run')) spoken += ' ';
    spoken += saidAs(piece);
  }
  return `${spoken} `;
}

/** A phrase to be looked for with `includes` in what `spokenOf` gives: words are whole, and runs may stand within others. */
export function phraseOf(text: string): string {
  const pieces = cutText(text);
  const said = spokenOf(text);
  return said.slice(pieces[0]?.kind === 'run' ? 1 : 0, pieces.at(-1)?.kind === 'run' ? -1 : said.length);
}

/** A word whose first part is elided has a space behind that, so that `hotel` begins a phrase in `l'hotel de ville`. */
function saidAs({ kind, lower, parts }: Piece): string {
  if (kind === 'emoji') return lower;
  const folded = foldText(lower);
  const last = kind === 'word' && parts.length > 0 ? foldText(parts.at(-1)?.lower ?? '') : folded;
  return last !== folded && folded.endsWith(last) ? `${folded.slice(0, -last.length)} ${last}` : folded;
}
