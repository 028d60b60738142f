import { graphemeSegments } from 'unicode-segmenter/grapheme';
import { badInput } from '../core/errors.ts';
import { countCharacters } from './count-characters.ts';
import { isBlank } from './is-blank.ts';

export interface Length {
  /** In characters that a person sees. With one at least, something is to be seen. */
  min: number;
  max: number;
}

/** In code points: the longest emoji has 10, the longest syllable that is written about as many. */
const longestCharacter = 16;
const bytesPerCharacter = 4;
/** Few characters do not average out. */
const bytesAlways = 1_024;

/** The most bytes of UTF-8 for a text of so many characters: 20,000 for a post of 5,000. */
export function maxBytesOf(maxCharacters: number): number {
  return Math.max(maxCharacters * bytesPerCharacter, bytesAlways);
}

/**
 * Checks how long a text is: in characters that a person sees, and in bytes.
 *
 * @throws AppError `BAD_USER_INPUT` naming `field`.
 */
export function checkLength(text: string, field: string, { min, max }: Length): void {
  const maxBytes = maxBytesOf(max);
  const says = (count: number): string => count.toLocaleString('en');
  // Longer texts are not counted.
  const isFar = text.length > maxBytes;
  const count = isFar ? max + 1 : countCharacters(text);
  if (count < min || count > max)
    throw badInput(field, min === 0 ? `At most ${says(max)} characters.` : `${min} to ${says(max)} characters.`);
  if (Buffer.byteLength(text) > maxBytes) throw badInput(field, `At most ${says(maxBytes)} bytes of UTF-8.`);
  if (min > 0 && isBlank(text)) throw badInput(field, 'At least one visible character.');
  for (const { segment } of graphemeSegments(text))
    if (segment.length > longestCharacter && [...segment].length > longestCharacter)
      throw badInput(field, `A character is of ${longestCharacter} code points at most.`);
}
