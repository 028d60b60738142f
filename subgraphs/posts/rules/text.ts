/** What a post's text says: its tags, whom it mentions, whether it may be posted. */
import { badInput } from '#lib/service/errors.ts';

export const maxTextLength = 5_000;
const maxHashtags = 30;
const maxMentions = 50;

/** @throws AppError `BAD_USER_INPUT` naming `field` unless the text has up to 5,000 characters; only with media none at all. */
export function checkText(text: string, field: string, { hasMedia }: { hasMedia: boolean }): void {
  if (text.trim() === '' && !hasMedia) throw badInput(field, 'A post needs a text.');
  if ([...text].length > maxTextLength) throw badInput(field, `A post has at most ${maxTextLength.toLocaleString('en')} characters.`);
}

/** The tags of a text in lower case, without #, each once, in order; the first 30. */
export function findHashtags(text: string): string[] {
  const found = text.matchAll(/(?<![\p{L}\p{N}_&/])#([\p{L}\p{N}_]{1,100})(?![\p{L}\p{N}_])/gu);
  return [...new Set([...found].map((match) => normaliseHashtag(match[1] ?? '')))].slice(0, maxHashtags);
}

/** A tag as it is stored, however it was written. */
function normaliseHashtag(hashtag: string): string {
  return hashtag.replace(/^#/, '').normalize('NFC').toLowerCase();
}

/** A tag that somebody asks for, as it is stored. @throws AppError `BAD_USER_INPUT` naming `field`. */
export function readHashtag(hashtag: string, field: string): string {
  const tag = normaliseHashtag(hashtag);
  if (!/^[\p{L}\p{N}_]{1,100}$/u.test(tag)) throw badInput(field, 'A tag has 1 to 100 letters, digits and underscores.');
  return tag;
}

/** The usernames that a text mentions, in lower case, each once, in order; the first 50. */
export function findMentions(text: string): string[] {
  const found = text.matchAll(/(?<![\p{L}\p{N}_@./])@([a-z0-9_.]{3,30})/giu);
  const usernames = [...found].map((match) => (match[1] ?? '').toLowerCase().replace(/\.+$/, ''));
  return [...new Set(usernames.filter((username) => username.length >= 3))].slice(0, maxMentions);
}
