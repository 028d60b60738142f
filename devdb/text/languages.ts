// The languages of text indexes: what MongoDB calls them, their stemmers and stop words. Loaded when first used.
import { createRequire } from 'node:module';
import { CommandError, ErrorCode } from '../errors.ts';

export interface Language {
  name: string;
  isStopWord: (word: string) => boolean;
  stem: (word: string) => string;
}

/** Each language with its two-letter name and what its stop words' module is called. */
const LANGUAGES: Record<string, { short: string; stopWords: string }> = {
  danish: { short: 'da', stopWords: 'danish' },
  dutch: { short: 'nl', stopWords: 'dutch' },
  english: { short: 'en', stopWords: 'english' },
  finnish: { short: 'fi', stopWords: 'finnish' },
  french: { short: 'fr', stopWords: 'french' },
  german: { short: 'de', stopWords: 'german' },
  hungarian: { short: 'hu', stopWords: 'hungarian' },
  italian: { short: 'it', stopWords: 'italian' },
  norwegian: { short: 'nb', stopWords: 'norwegian' },
  portuguese: { short: 'pt', stopWords: 'portuguese' },
  romanian: { short: 'ro', stopWords: 'romanian' },
  russian: { short: 'ru', stopWords: 'russian' },
  spanish: { short: 'es', stopWords: 'spanish' },
  swedish: { short: 'sv', stopWords: 'swedish' },
  turkish: { short: 'tr', stopWords: 'turkish' },
};

/** Where the module's English list differs from Snowball's, which is MongoDB's. */
const MISSING_IN_ENGLISH = ['a'];
const NOT_STOPPED_IN_ENGLISH = ['will', 'shall', 'can', 'may', 'might', 'must'];

const NONE: Language = { name: 'none', isStopWord: () => false, stem: (word) => word };
const loaded = new Map<string, Language>([['none', NONE]]);

/**
 * A language by the name that MongoDB gives it, long or of two letters.
 *
 * @throws CommandError `BadValue` when MongoDB does not know it.
 */
export function languageOf(name: string): Language {
  const lower = name.toLowerCase();
  const full = lower in LANGUAGES || lower === 'none' ? lower : Object.keys(LANGUAGES).find((each) => LANGUAGES[each]!.short === lower);
  if (full === undefined) throw new CommandError(ErrorCode.BadValue, `unsupported language: "${name}" for text index version 3`);
  let language = loaded.get(full);
  if (!language) {
    language = load(full);
    loaded.set(full, language);
  }
  return language;
}

/** Stemming is slow and words repeat: this many stems are kept for each language. */
const MAX_STEMS = 50_000;

function load(name: string): Language {
  // Reading documents cannot wait for an import.
  const require = createRequire(import.meta.url);
  const snowball = require('snowball-stemmers') as typeof import('snowball-stemmers').default;
  const { stopwords } = require(`@orama/stopwords/${LANGUAGES[name]!.stopWords}`) as { stopwords: string[] };
  const stemmer = snowball.newStemmer(name);
  const stopWords = new Set(stopwords);
  if (name === 'english') {
    for (const word of MISSING_IN_ENGLISH) stopWords.add(word);
    for (const word of NOT_STOPPED_IN_ENGLISH) stopWords.delete(word);
  }
  const stems = new Map<string, string>();
  return {
    name,
    isStopWord: (word) => stopWords.has(word),
    stem(word) {
      const known = stems.get(word);
      if (known !== undefined) return known;
      if (stems.size >= MAX_STEMS) stems.clear();
      const stem = stemmer.stem(word);
      stems.set(word, stem);
      return stem;
    },
  };
}
