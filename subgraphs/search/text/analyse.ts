/** What of a text is searched: its words, its language, their stems. */
import { foldText, type Language, languages, stemOf, stoppedIn } from './languages.ts';

/** Words are letters, digits and what joins them; longer ones are cut, since nobody looks for them. */
const wordPattern = /[\p{L}\p{N}\p{M}_]+(?:['’][\p{L}\p{M}]+)*|\p{Extended_Pictographic}/gu;
const longestWord = 60;

/** The words of a text in lower case, in order. */
export function wordsOf(text: string): string[] {
  return (text.toLowerCase().normalize('NFC').match(wordPattern) ?? []).map((word) => word.slice(0, longestWord));
}

/** The language whose little words a text uses most; English when none stands out. */
export function detectLanguage(words: readonly string[]): Language {
  if (words.some((word) => /\p{Script=Cyrillic}/u.test(word))) return 'russian';
  // Some lists have single letters, which every language has.
  const telling = words.filter((word) => word.length > 1);
  const counts = new Map<Language, number>();
  for (const word of telling) for (const language of stoppedIn(word)) counts.set(language, (counts.get(language) ?? 0) + 1);
  return languages.reduce((best, language) => ((counts.get(language) ?? 0) > (counts.get(best) ?? 0) ? language : best), 'english');
}

/** The stems of words in a language, each once. */
export function stemsOf(words: readonly string[], language: Language): string[] {
  return [...new Set(words.map((word) => stemOf(word, language)))];
}

/** Every stem under which a text of any language may have the word. */
export function everyStemOf(word: string): string[] {
  return [...new Set([foldText(word), ...languages.map((language) => stemOf(word, language))])];
}

/** Whether a word says nothing in some language, so that a text need not have it. */
export function isStoppedSomewhere(word: string): boolean {
  return stoppedIn(word).length > 0;
}
