/** Finds what is to be a link in a post's text. */

export type Piece =
  | { kind: 'text'; text: string }
  | { kind: 'tag'; text: string; tag: string }
  | { kind: 'mention'; text: string; username: string }
  | { kind: 'address'; text: string; href: string };

const findings =
  /(?<address>https?:\/\/[^\s<>"]+)|(?<![\p{L}\p{N}_&/])#(?<tag>[\p{L}\p{N}_]{1,100})(?![\p{L}\p{N}_])|(?<![\p{L}\p{N}_@./])@(?<username>[a-z0-9_.]{3,30})/giu;

/**
 * Splits a text into pieces that are its text again when joined.
 *
 * @param mentioned - The usernames that the post mentions; other names are text.
 */
export function splitText(text: string, mentioned: readonly string[]): Piece[] {
  const known = new Set(mentioned.map((username) => username.toLowerCase()));
  const pieces: Piece[] = [];
  let from = 0;
  const add = (at: number, piece: Piece): void => {
    if (at > from) pieces.push({ kind: 'text', text: text.slice(from, at) });
    pieces.push(piece);
    from = at + piece.text.length;
  };
  for (const { index, groups = {} } of text.matchAll(findings)) {
    const { address, tag, username } = groups;
    if (address !== undefined) {
      const found = withoutEnd(address);
      if (URL.canParse(found)) add(index, { kind: 'address', text: found, href: new URL(found).href });
    } else if (tag !== undefined) {
      add(index, { kind: 'tag', text: `#${tag}`, tag: tag.normalize('NFC').toLowerCase() });
    } else if (username !== undefined) {
      const found = username.replace(/\.+$/, '');
      if (known.has(found.toLowerCase())) add(index, { kind: 'mention', text: `@${found}`, username: found });
    }
  }
  if (from < text.length) pieces.push({ kind: 'text', text: text.slice(from) });
  return pieces;
}

/** What ends a sentence does not belong to the address in it, nor does a bracket that it did not open. */
function withoutEnd(address: string): string {
  const shorter = address.replace(/[.,;:!?'…]+$/, '');
  const isOpenEnded = shorter.endsWith(')') && shorter.split(')').length > shorter.split('(').length;
  return isOpenEnded ? withoutEnd(shorter.slice(0, -1)) : shorter;
}
