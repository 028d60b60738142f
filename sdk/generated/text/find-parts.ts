// Written by `npm run codegen` from the schema; never edited.
/** Finds in a text what means something: tags, mentions, addresses. */
import { findAddresses, type Place } from './find-addresses.ts';
import { foldTag, innerOnly, tagSigns } from './fold-tag.ts';
import { wordClass } from './word-class.ts';

export type Part = Place &
  (
    | { kind: 'address'; href: string }
    /** `tag` is the name under which it is stored. */
    | { kind: 'tag'; tag: string }
    /** `username` is in small letters. An account of this name need not exist. */
    | { kind: 'mention'; username: string }
  );

/** Scripts that write words side by side, or their particles behind a name. */
const joinedScripts = ['Han', 'Hira', 'Kana', 'Hang', 'Bopo', 'Yiii', 'Thai', 'Laoo', 'Khmr', 'Mymr', 'Tibt']
  .map((script) => `\\p{scx=${script}}`)
  .join('');

/** Characters within and at the end of a word. */
const inWord = `(?![${innerOnly}])[${wordClass}]`;

const tagPattern = new RegExp(`(?<!${inWord}|[&/=])[${tagSigns}](?![\\p{M}${innerOnly}])[${wordClass}]+`, 'gu');
const tagEnd = new RegExp(`[${innerOnly}]+$`, 'u');

const name = 'A-Za-z0-9_.';
const mentionPattern = new RegExp(
  // Before it nothing of a word, nor of an address; after it no mark, and no letter but of scripts that go on without a space.
  `(?<!${inWord}|[@＠/=])[@＠]([${name}]{3,30})(?!\\p{M})(?=[${innerOnly}${joinedScripts}]|[^${name}${wordClass}]|$)`,
  'gu',
);
/** After a name: of an address elsewhere (`@a@b.c`, `@a:b.c`), or of a package (`@a/b`, `@a-b/c`). */
const goesOn = new RegExp(`(?:-[${name}]+)*(?:[@＠]|/[${wordClass}])|:[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+`, 'uy');

/** The meaningful parts of a text, in order. Plain text lies between them. */
export function findParts(text: string): Part[] {
  const addresses = findAddresses(text);
  const isFree = ({ start, end }: Place): boolean => !addresses.some((address) => address.start < end && start < address.end);
  const parts: Part[] = addresses.flatMap(({ start, end, href }): Part[] => (href === null ? [] : [{ kind: 'address', start, end, href }]));
  for (const { index: start, 0: written } of text.matchAll(tagPattern)) {
    const tag = foldTag(written);
    const place = { start, end: start + written.replace(tagEnd, '').length };
    if (tag !== null && isFree(place)) parts.push({ kind: 'tag', tag, ...place });
  }
  for (const { index: start, 1: named = '' } of text.matchAll(mentionPattern)) {
    const username = named.replace(/\.+$/, '').toLowerCase();
    const place = { start, end: start + 1 + username.length };
    goesOn.lastIndex = start + 1 + named.length;
    if (username.length >= 3 && !goesOn.test(text) && isFree(place)) parts.push({ kind: 'mention', username, ...place });
  }
  return parts.sort((left, right) => left.start - right.start);
}
