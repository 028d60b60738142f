// Written by `npm run codegen` from the schema; never edited.
/** How a tag is written, and the one name under which all its spellings are stored and asked for. */
import { letterClass, wordClass } from './word-class.ts';

/** The signs a tag begins with: the number sign, its full width and its small form. */
export const tagSigns = '#＃﹟';

/** Middle dots and joiners stand between the letters of a tag, never at its ends. */
export const innerOnly = '\\u00b7\\u0387\\u30fb\\uff65\\u200c\\u200d';

/** In code points of the stored name. */
const maxLength = 100;
/** No spelling of a name is longer, in units of UTF-16; what is longer is not looked at. */
const maxWritten = 1_000;

const leadingSign = new RegExp(`^[${tagSigns}]`, 'u');
const whole = new RegExp(`^(?!\\p{M})(?=.*[${letterClass}])[${wordClass}]+$`, 'u');
const ends = new RegExp(`^[${innerOnly}]+|[${innerOnly}]+$`, 'gu');
/** Invisible characters. Joiners stay: between letters they tell words apart. */
const unseen = /(?![\u200c\u200d])\p{Default_Ignorable_Code_Point}/gu;

/**
 * The name of a tag that was written with or without its sign: in small letters, composed, of ordinary width.
 *
 * Spellings that differ in case, width or composition fold to one name, and a name folds to itself. As UAX31 has it, a tag is of letters,
 * digits, marks, `_` and what stands inside words; one of them is a letter.
 *
 * @returns null when it is none: without a letter, with other characters, or of more than 100.
 * @see https://www.unicode.org/reports/tr31/#hashtag_identifiers
 */
export function foldTag(written: string): string | null {
  if (written.length > maxWritten) return null;
  const folded = written
    .replace(leadingSign, '')
    .replace(unseen, '')
    .normalize('NFKD')
    .toLowerCase()
    // İ has a dot of its own, which its small letter has anyway.
    .replace(/(?<=i\p{M}*)\u0307/gu, '')
    .normalize('NFKC')
    .replace(ends, '')
    // Σ has two small letters, by its place.
    .replaceAll('ς', 'σ')
    .replace(/(?<=\p{L}\p{M}*)σ(?![\p{L}\p{M}])/gu, 'ς');
  return whole.test(folded) && [...folded].length <= maxLength ? folded : null;
}
