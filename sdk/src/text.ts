/**
 * Texts as the services read them: tags, mentions, web addresses, the number of characters, and blank texts.
 *
 * The services use the same code, so that the results do not depend on the browser's version of Unicode.
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
  /** `tag` is the name of the tag in `Post.hashtags`, and the argument of `posts(hashtag:)`. */
  | { kind: 'tag'; text: string; tag: string }
  /** `username` is in lower case. */
  | { kind: 'mention'; text: string; username: string }
  /** `href` begins with http or https. */
  | { kind: 'address'; text: string; href: string };

/**
 * Splits a text into pieces; their texts, joined, are the text again.
 *
 * @param mentioned - The usernames in `Post.mentions`; other @names stay plain text.
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
