/**
 * A text as Agora reads it: which of it are tags, mentions and addresses, how many characters it has, whether anything is to be seen.
 *
 * The services read by the same code, whatever Unicode the browser knows.
 *
 * @packageDocumentation
 */
import { findParts } from '../generated/text/find-parts.ts';

export { countCharacters } from '../generated/text/count-characters.ts';
export { foldTag } from '../generated/text/fold-tag.ts';
export { isBlank } from '../generated/text/is-blank.ts';

/** A piece of a text. */
export type TextPiece =
  | { kind: 'text'; text: string }
  /** `tag` is the name that `posts(hashtag:)` takes and `Post.hashtags` has. */
  | { kind: 'tag'; text: string; tag: string }
  /** `username` is in small letters. */
  | { kind: 'mention'; text: string; username: string }
  /** `href` is of http or https. */
  | { kind: 'address'; text: string; href: string };

/**
 * Splits a text into pieces that are its text again when joined.
 *
 * @param mentioned - The usernames that the post mentions, as `Post.mentions` has them; other names are text.
 */
export function splitText(text: string, mentioned: readonly string[]): TextPiece[] {
  const known = new Set(mentioned.map((username) => username.toLowerCase()));
  const pieces: TextPiece[] = [];
  let from = 0;
  for (const { start, end, ...part } of findParts(text)) {
    if (part.kind === 'mention' && !known.has(part.username)) continue;
    if (start > from) pieces.push({ kind: 'text', text: text.slice(from, start) });
    pieces.push({ ...part, text: text.slice(start, end) });
    from = end;
  }
  if (from < text.length) pieces.push({ kind: 'text', text: text.slice(from) });
  return pieces;
}
