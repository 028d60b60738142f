/** The prefixes by which users and tags are suggested, and people found. */
import { cutText, type Piece } from '../text/cut.ts';
import { foldText } from '../text/fold.ts';
import { segmentsOf } from '../text/segment.ts';

/** The length of indexed prefixes. Longer prefixes are looked up by so many letters, and then compared in full. */
export const longestPrefix = 12;
const wordsUsed = 6;

/** A name in the form of its prefixes: folded pieces with one space between words, without apostrophes. */
export function foldName(name: string): string {
  return cutText(name)
    .map(({ kind, lower }) => (kind === 'emoji' ? lower : foldText(lower)))
    .join(' ');
}

/** Every prefix of the names and of their words, folded, up to a length. */
export function prefixesOf(names: readonly string[]): string[] {
  const prefixes = new Set<string>();
  for (const start of new Set(names.flatMap(startsOf))) {
    const letters = [...start].slice(0, longestPrefix);
    for (let length = 1; length <= letters.length; length++) prefixes.add(letters.slice(0, length).join(''));
  }
  return [...prefixes];
}

/** The forms of a name that a prefix may begin: the whole name, the name without spaces, each word, and the rest behind an elided part. */
export function startsOf(name: string): string[] {
  const words = cutText(name).slice(0, wordsUsed).flatMap(beginningsOf);
  const whole = foldName(name);
  return [whole, whole.replaceAll(' ', ''), ...words.map(foldText)].filter((start) => start !== '');
}

function beginningsOf({ kind, lower, parts }: Piece): string[] {
  switch (kind) {
    case 'emoji':
      return [lower];
    case 'run':
      return [lower, ...segmentsOf(lower, wordsUsed)];
    case 'word':
      return [lower, ...parts.map((part) => part.lower), ...lower.split('_')];
  }
}
