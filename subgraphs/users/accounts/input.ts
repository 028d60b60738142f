/**
 * Checks of texts that clients send. Each function takes a text and the argument's path; it returns the text to store or
 * throws BAD_USER_INPUT. Lengths count characters as a person sees them.
 */
import { domainToASCII, domainToUnicode } from 'node:url';
import { badInput } from '#lib/core/errors.ts';
import { checkLength } from '#lib/text/check-length.ts';
import { countCharacters } from '#lib/text/count-characters.ts';
import { isBlank } from '#lib/text/is-blank.ts';

const emailLocal = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const emailDomain = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;
/** Letters of any script, and the dots of those scripts. */
const internationalDomain = /^[\p{L}\p{N}\p{M}.\-\u3002\uFF0E\uFF61]{1,253}$/u;
/** The longest input, including spaces around the address. */
const longestAddress = 1_000;
const control = /\p{Cc}/u;
/** Line and paragraph separators, and marks that turn the direction of the text around them. */
const disruptive = /[\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF]/u;
/** In UTF-16 units; a password of 128 characters is hardly longer. */
const longestPassword = 1_024;

function checkPassword(text: string, field: string, min: number): void {
  const count = text.length > longestPassword ? longestPassword : countCharacters(text);
  if (count < min || count > 128) throw badInput(field, `${min} to 128 characters.`);
}

/** A username in lower case. */
export function readUsername(text: string, field: string): string {
  if (!/^[A-Za-z0-9_.]{3,30}$/.test(text)) throw badInput(field, '3 to 30 of a-z 0-9 _ .');
  return text.toLowerCase();
}

/** An e-mail address in lower case, with its domain in DNS form (`xn--…`) and without spaces around it. */
export function readEmail(text: string, field: string): string {
  const email = normalizeEmail(text);
  if (email === null) throw badInput(field, 'No e-mail address.');
  return email;
}

/** A stored address with its domain in the script of its owner. */
export function showEmail(email: string): string {
  const at = email.lastIndexOf('@') + 1;
  return email.slice(0, at) + domainToUnicode(email.slice(at));
}

function normalizeEmail(text: string): string | null {
  if (text.length > longestAddress) return null;
  const given = text.replace(/^[\p{Zs}\t]+|[\p{Zs}\t]+$/gu, '').toLowerCase();
  const at = given.lastIndexOf('@');
  const [local, domain] = [given.slice(0, Math.max(at, 0)), asciiDomain(given.slice(at + 1))];
  const email = `${local}@${domain}`;
  return email.length <= 254 && local.length <= 64 && emailLocal.test(local) && emailDomain.test(domain) ? email : null;
}

/** A domain of any script in DNS form; empty for an invalid one. */
function asciiDomain(domain: string): string {
  if (/^[\x21-\x7e]*$/.test(domain)) return domain;
  return internationalDomain.test(domain) ? domainToASCII(domain) : '';
}

/** A new password. */
export function readNewPassword(text: string, field: string): string {
  checkPassword(text, field, 10);
  if (!text.isWellFormed()) throw badInput(field, 'Not well-formed Unicode.');
  return text;
}

/** A password to compare with the stored one; shorter ones are allowed here. */
export function readPassword(text: string, field: string): string {
  checkPassword(text, field, 1);
  return text;
}

/** A username or e-mail address to sign in with, in lower case. Its form is not checked: an unknown name fails later. */
export function readLoginName(text: string, field: string): string {
  const name = text.trim().toLowerCase();
  checkLength(name, field, { min: 1, max: 254 });
  return normalizeEmail(name) ?? name;
}

/** A display name. */
export function readDisplayName(text: string, field: string): string {
  const name = text.normalize('NFC').trim();
  checkLength(name, field, { min: 1, max: 60 });
  if (control.test(name) || disruptive.test(name) || !name.isWellFormed()) throw badInput(field, 'No control characters.');
  return name;
}

/** A biography; it may have several lines. */
export function readBio(text: string, field: string): string {
  const bio = text.normalize('NFC').replaceAll('\r\n', '\n').trim();
  checkLength(bio, field, { min: 0, max: 500 });
  if (control.test(bio.replace(/[\n\t]/g, '')) || disruptive.test(bio) || !bio.isWellFormed())
    throw badInput(field, 'No control characters.');
  return isBlank(bio) ? '' : bio;
}

/** The reason of a moderator's act, which the user sees. */
export function readReason(text: string, field: string): string {
  const reason = text.normalize('NFC').trim();
  checkLength(reason, field, { min: 1, max: 500 });
  if (control.test(reason) || disruptive.test(reason) || !reason.isWellFormed()) throw badInput(field, 'No control characters.');
  return reason;
}

/** An absolute http or https address without credentials. */
export function readWebsite(text: string, field: string): string {
  const isPlain = text.length <= 2_000 && !/\s/u.test(text) && !control.test(text) && /^https?:\/\//i.test(text);
  const url = isPlain && URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.username !== '' || url.password !== '')
    throw badInput(field, 'An http or https address of up to 2,000 characters.');
  return url.href;
}
