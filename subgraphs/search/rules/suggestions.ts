/** The beginnings by which users and tags are suggested. */
import { wordsOf } from '../text/analyse.ts';
import { foldText } from '../text/languages.ts';

/** Longer beginnings are looked up by this much of them, and compared in full. */
export const longestPrefix = 12;
const wordsUsed = 6;

/** Every beginning of the names and of their words, folded, up to a length. */
export function prefixesOf(names: readonly string[]): string[] {
  const starts = new Set(names.flatMap((name) => [foldText(name), ...wordsOf(name).slice(0, wordsUsed).map(foldText)]));
  const prefixes = new Set<string>();
  for (const start of starts) {
    const letters = [...start].slice(0, longestPrefix);
    for (let length = 1; length <= letters.length; length++) prefixes.add(letters.slice(0, length).join(''));
  }
  return [...prefixes];
}
