// Written by `npm run codegen` from the schema; never edited.
import { countGraphemes } from 'unicode-segmenter/grapheme';

/** How many characters a person sees: an emoji of several parts is one, a letter with its marks too. */
export function countCharacters(text: string): number {
  return /^[ -~\n]*$/.test(text) ? text.length : countGraphemes(text);
}
