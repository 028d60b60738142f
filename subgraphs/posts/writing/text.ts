/** Reads the tags and mentions of a post's text, and checks whether it may be posted. */
import { badInput } from '#lib/core/errors.ts';
import { checkLength } from '#lib/text/check-length.ts';
import { findParts, type Part } from '#lib/text/find-parts.ts';
import { foldTag } from '#lib/text/fold-tag.ts';
import { isBlank } from '#lib/text/is-blank.ts';

export const maxTextLength = 5_000;
const maxHashtags = 30;
export const maxMentions = 30;

/** @throws AppError `BAD_USER_INPUT` naming `field` unless the text has up to 5,000 characters. Only a post with media may have no visible character. */
export function checkText(text: string, field: string, { hasMedia }: { hasMedia: boolean }): void {
  if (!hasMedia && isBlank(text)) throw badInput(field, 'A post needs a text.');
  checkLength(text, field, { min: 0, max: maxTextLength });
}

/** The first 30 tags of a text, in stored form, each once, in order. */
export function findHashtags(text: string): string[] {
  return find(text, (part) => (part.kind === 'tag' ? part.tag : null)).slice(0, maxHashtags);
}

/** The stored form of a tag that a client asks for. @throws AppError `BAD_USER_INPUT` naming `field`. */
export function readHashtag(hashtag: string, field: string): string {
  const tag = foldTag(hashtag);
  if (tag === null) throw badInput(field, 'A tag has 1 to 100 letters, digits and underscores, with a letter among them.');
  return tag;
}

/** The first 30 usernames that a text mentions, in lower case, each once, in order. */
export function findMentions(text: string): string[] {
  return find(text, (part) => (part.kind === 'mention' ? part.username : null)).slice(0, maxMentions);
}

function find(text: string, nameOf: (part: Part) => string | null): string[] {
  return [...new Set(findParts(text).flatMap((part) => nameOf(part) ?? []))];
}
