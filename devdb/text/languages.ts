// The languages of text indexes by MongoDB's names, with its stemmers and stop words. The first use loads them.
// search has a list of its own (`subgraphs/search/text/languages.ts`): devdb imports nothing of ours, and follows MongoDB only.
import { createRequire } from 'node:module';
import type Snowball from 'snowball-stemmers';
import { CommandError, ErrorCode } from '../errors.ts';

export interface Language {
  name: string;
  isStopWord: (word: string) => boolean;
  stem: (word: string) => string;
}

// Reading documents cannot wait for an import.
const require = createRequire(import.meta.url);

/** Each language with its two-letter name. */
const languages: Record<string, { short: string; stopWords: () => unknown }> = {
  danish: { short: 'da', stopWords: () => require('@orama/stopwords/danish') },
  dutch: { short: 'nl', stopWords: () => require('@orama/stopwords/dutch') },
  english: { short: 'en', stopWords: () => require('@orama/stopwords/english') },
  finnish: { short: 'fi', stopWords: () => require('@orama/stopwords/finnish') },
  french: { short: 'fr', stopWords: () => require('@orama/stopwords/french') },
  german: { short: 'de', stopWords: () => require('@orama/stopwords/german') },
  hungarian: { short: 'hu', stopWords: () => require('@orama/stopwords/hungarian') },
  italian: { short: 'it', stopWords: () => require('@orama/stopwords/italian') },
  norwegian: { short: 'nb', stopWords: () => require('@orama/stopwords/norwegian') },
  portuguese: { short: 'pt', stopWords: () => require('@orama/stopwords/portuguese') },
  romanian: { short: 'ro', stopWords: () => require('@orama/stopwords/romanian') },
  russian: { short: 'ru', stopWords: () => require('@orama/stopwords/russian') },
  spanish: { short: 'es', stopWords: () => require('@orama/stopwords/spanish') },
  swedish: { short: 'sv', stopWords: () => require('@orama/stopwords/swedish') },
  turkish: { short: 'tr', stopWords: () => require('@orama/stopwords/turkish') },
};

/** The differences of the module's English list from Snowball's, which is MongoDB's. */
const missingInEnglish = ['a'];
const notStoppedInEnglish = ['will', 'shall', 'can', 'may', 'might', 'must'];

const noLanguage: Language = { name: 'none', isStopWord: () => false, stem: (word) => word };
const loaded = new Map<string, Language>([['none', noLanguage]]);

export function isKnownLanguage(name: string): boolean {
  return fullName(name) !== undefined;
}

function fullName(name: string): string | undefined {
  const lower = name.toLowerCase();
  return lower in languages || lower === 'none' ? lower : Object.keys(languages).find((each) => languages[each]!.short === lower);
}

/**
 * A language by the name that MongoDB gives it, long or of two letters.
 *
 * @throws CommandError `BadValue` when MongoDB does not know it.
 */
export function languageOf(name: string): Language {
  const full = fullName(name);
  if (full === undefined) throw new CommandError(ErrorCode.BadValue, `unsupported language: "${name}" for text index version 3`);
  let language = loaded.get(full);
  if (!language) {
    language = load(full);
    loaded.set(full, language);
  }
  return language;
}

/** Stemming is slow and words repeat: this many stems are kept for each language. */
const maxStems = 50_000;

function load(name: string): Language {
  const snowball = require('snowball-stemmers') as typeof Snowball;
  const { stopwords } = languages[name]!.stopWords() as { stopwords: string[] };
  const stemmer = snowball.newStemmer(name);
  const stopWords = new Set(stopwords);
  if (name === 'english') {
    for (const word of missingInEnglish) stopWords.add(word);
    for (const word of notStoppedInEnglish) stopWords.delete(word);
  }
  const stems = new Map<string, string>();
  return {
    name,
    isStopWord: (word) => stopWords.has(word),
    stem(word) {
      const known = stems.get(word);
      if (known !== undefined) return known;
      if (stems.size >= maxStems) stems.clear();
      const stem = stemmer.stem(word);
      stems.set(word, stem);
      return stem;
    },
  };
}
