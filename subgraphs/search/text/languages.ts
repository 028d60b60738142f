/** The languages that texts are indexed in: the fifteen that MongoDB stems. */
import { createRequire } from 'node:module';
import type Snowball from 'snowball-stemmers';

// The lists and the stemmers are large: they are loaded with the first text.
const require = createRequire(import.meta.url);

const stopWordLists = {
  english: () => require('@orama/stopwords/english') as unknown,
  german: () => require('@orama/stopwords/german') as unknown,
  french: () => require('@orama/stopwords/french') as unknown,
  spanish: () => require('@orama/stopwords/spanish') as unknown,
  portuguese: () => require('@orama/stopwords/portuguese') as unknown,
  italian: () => require('@orama/stopwords/italian') as unknown,
  dutch: () => require('@orama/stopwords/dutch') as unknown,
  swedish: () => require('@orama/stopwords/swedish') as unknown,
  danish: () => require('@orama/stopwords/danish') as unknown,
  norwegian: () => require('@orama/stopwords/norwegian') as unknown,
  finnish: () => require('@orama/stopwords/finnish') as unknown,
  russian: () => require('@orama/stopwords/russian') as unknown,
  hungarian: () => require('@orama/stopwords/hungarian') as unknown,
  romanian: () => require('@orama/stopwords/romanian') as unknown,
  turkish: () => require('@orama/stopwords/turkish') as unknown,
};

export type Language = keyof typeof stopWordLists;
export const languages = Object.keys(stopWordLists) as Language[];

interface Loaded {
  isStopWord: (word: string) => boolean;
  stem: (word: string) => string;
}

const loaded = new Map<Language, Loaded>();
/** Stemming is slow and words repeat: this many stems are kept for each language. */
const stemsKept = 20_000;

function load(language: Language): Loaded {
  const known = loaded.get(language);
  if (known) return known;
  const snowball = require('snowball-stemmers') as typeof Snowball;
  const { stopwords } = stopWordLists[language]() as { stopwords: string[] };
  const stemmer = snowball.newStemmer(language);
  const words = new Set(stopwords);
  const stems = new Map<string, string>();
  const made: Loaded = {
    isStopWord: (word) => words.has(word),
    stem: (word) => {
      let stem = stems.get(word);
      if (stem === undefined) {
        if (stems.size >= stemsKept) stems.clear();
        stem = stemmer.stem(word);
        stems.set(word, stem);
      }
      return stem;
    },
  };
  loaded.set(language, made);
  return made;
}

/** Whether the word, in lower case, says nothing in that language. */
export function isStopWord(word: string, language: Language): boolean {
  return load(language).isStopWord(word);
}

/** The stem of a word in lower case, without accents, as the index has it. */
export function stemOf(word: string, language: Language): string {
  return foldText(load(language).stem(word));
}

/** Without case and accents. */
export function foldText(text: string): string {
  return /^\p{ASCII}*$/u.test(text)
    ? text.toLowerCase()
    : text
        .normalize('NFD')
        .replace(/\p{Mn}/gu, '')
        .normalize('NFC')
        .toLowerCase();
}
