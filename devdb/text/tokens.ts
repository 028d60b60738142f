// Cuts text into words, as version 3 of MongoDB's text indexes does.
import type { Language } from './languages.ts';

/** The separators of words. An apostrophe is part of an English word and of no other. */
const delimiters = /[\p{White_Space}\p{Dash}\p{Quotation_Mark}\p{Terminal_Punctuation}\p{Pattern_Syntax}\u00ad\u058a\u1806\u30fb\uff65]+/u;
const englishDelimiters =
  /(?:(?!['’])[\p{White_Space}\p{Dash}\p{Quotation_Mark}\p{Terminal_Punctuation}\p{Pattern_Syntax}\u00ad\u058a\u1806\u30fb\uff65])+/u;

/** The text's terms in order: in lower case, without stop words, stemmed, without accents. */
export function termsOf(text: string, language: Language): string[] {
  const terms: string[] = [];
  for (const word of text.split(language.name === 'english' ? englishDelimiters : delimiters)) {
    const lower = word.toLowerCase();
    if (lower === '' || language.isStopWord(lower)) continue;
    terms.push(fold(language.stem(lower)));
  }
  return terms;
}

/** Without case and accents. */
export function fold(text: string): string {
  return /^\p{ASCII}*$/u.test(text)
    ? text.toLowerCase()
    : text
        .normalize('NFD')
        .replace(/\p{Mn}/gu, '')
        .normalize('NFC')
        .toLowerCase();
}
