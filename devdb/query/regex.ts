// Translates MongoDB's regular expressions to JavaScript; syntax that only PCRE understands is refused.
import { badValue } from '../errors.ts';
import type { Regex } from '../bson/values.ts';

export function compileRegex(regex: Regex): RegExp {
  let flags = 'u';
  for (const flag of regex.flags) {
    if (flag === 'i' || flag === 'm' || flag === 's') flags += flag;
    else if (flag !== 'u') throw badValue(`devdb does not serve the regular expression option '${flag}'`);
  }
  if (/\(\?[#>|&R(]|\(\?[imsxU-]+[):]|\\[AzZGKQEhHRX]|[*+?}]\+|\[\[:/.test(regex.pattern)) {
    throw badValue(`devdb does not serve this regular expression: ${regex.pattern}`);
  }
  try {
    return new RegExp(regex.pattern, flags);
  } catch {
    try {
      return new RegExp(regex.pattern, flags.replace('u', ''));
    } catch (error) {
      throw badValue(`Regular expression is invalid: ${(error as Error).message}`);
    }
  }
}

/** The text every match starts with, when the expression says so plainly (`^abc`); else `undefined`. */
export function literalPrefix(regex: Regex): string | undefined {
  if (regex.flags.replace(/[su]/g, '') !== '' || regex.pattern.includes('|')) return undefined;
  const match = /^\^((?:[^\\^$.*+?()[\]{}|]|\\[^a-zA-Z0-9])+)(.*)$/su.exec(regex.pattern);
  if (!match) return undefined;
  const parts = match[1]!.match(/\\.|./gsu) ?? [];
  if (/^[*?{]/.test(match[2]!)) parts.pop();
  const prefix = parts.map((part) => (part.length > 1 && part.startsWith('\\') ? part.slice(1) : part)).join('');
  return prefix === '' ? undefined : prefix;
}
