/** What a post's text says: its tags, whom it mentions, whether it may be posted. */
import { badInput } from '#lib/core/errors.ts';
import { checkLength } from '#lib/text/check-length.ts';
import { findParts, type Part } from '#lib/text/find-parts.ts';
import { foldTag } from '#lib/text/fold-tag.ts';
import { isBlank } from '#lib/text/is-blank.ts';

export const maxTextLength = 5_000;
const maxHashtags = 30;
export const maxMentions = 30;

/** @throws AppError `BAD_USER_INPUT` naming `field` unless the text has up to 5,000 characters; only with media none that is seen. */
export function checkText(text: string, field: string, { hasMedia }: { hasMedia: boolean }): void {
  if (!hasMedia && isBlank(text)) throw badInput(field, 'A post needs a text.');
  checkLength(text, field, { min: 0, max: maxTextLength });
}

/** The tags of a text under the names that they are stored by, each once, in order; the first 30. */
export function findHashtags(text: string): string[] {
  return find(text, (part) => (part.kind === 'tag' ? part.tag : null)).slice(0, maxHashtags);
}

/** A tag that somebody asks for, as it is stored. @throws AppError `BAD_USER_INPUT` naming `field`. */
export function readHashtag(hashtag: string, field: string): string {
  const tag = foldTag(hashtag);
  if (tag === null) throw badInput(field, 'A tag has 1 to 100 letters, digits and underscores, with a letter among them.');
  return tag;
}

/** The usernames that a text mentions, in lower case, each once, in order; the first 30. */
export function findMentions(text: string): string[] {
  return find(text, (part) => (part.kind === 'mention' ? part.username : null)).slice(0, maxMentions);
}

function find(text: string, nameOf: (part: Part) => string | null): string[] {
  return [...new Set(findParts(text).flatMap((part) => nameOf(part) ?? []))];
}
