/**
 * The languages of indexed texts, with their stems and stop words. devdb has a list of its own (`devdb/text/languages.ts`),
 * because it imports nothing of ours and answers as MongoDB's text indexes do. This list is search's: it has Hindi, stems
 * without accents, and keeps words such as "will" as stop words.
 */
import { createRequire } from 'node:module';
import type Snowball from 'snowball-stemmers';
import { foldText } from './fold.ts';

// The lists and stemmers are large. The first text loads them.
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
  hindi: () => require('@orama/stopwords/indian') as unknown,
};

export type Language = keyof typeof stopWordLists;
export const languages = Object.keys(stopWordLists) as Language[];

type Stem = (word: string) => string;

const loaded = new Map<Language, Stem>();
/** The number of stems kept for each language, because stemming is slow and words repeat. */
const stemsKept = 20_000;

function load(language: Language): Stem {
  const known = loaded.get(language);
  if (known) return known;
  const stemmed = language === 'hindi' ? stemHindi : newStemmer(language);
  const stems = new Map<string, string>();
  const stem: Stem = (word) => {
    let found = stems.get(word);
    if (found === undefined) {
      if (stems.size >= stemsKept) stems.clear();
      // The index has stems without accents.
      found = foldText(stemmed(word));
      stems.set(word, found);
    }
    return found;
  };
  loaded.set(language, stem);
  return stem;
}

function newStemmer(language: Language): Stem {
  const snowball = require('snowball-stemmers') as typeof Snowball;
  const stemmer = snowball.newStemmer(language);
  return (word) => stemmer.stem(word);
}

/** The stem of a word, or the word itself where its stem has only one letter. */
function stemHindi(word: string): string {
  if (!/^\p{Script=Devanagari}/u.test(word)) return word;
  const { stemmer } = require('@orama/stemmers/indian') as { stemmer: Stem };
  const stem = stemmer(word);
  return stem.length > 1 ? stem : word;
}

let saidNothingIn: Map<string, Language[]> | null = null;

/** The languages in which a word, in lower case, is a stop word. */
export function stoppedIn(word: string): readonly Language[] {
  saidNothingIn ??= readStopWords();
  return saidNothingIn.get(word) ?? [];
}

function readStopWords(): Map<string, Language[]> {
  const found = new Map<string, Language[]>();
  for (const language of languages) {
    const { stopwords } = stopWordLists[language]() as { stopwords: string[] };
    for (const word of new Set(stopwords.map((each) => each.normalize('NFC')))) found.set(word, [...(found.get(word) ?? []), language]);
  }
  return found;
}

/** The stem under which the index has a word; the word is in lower case. */
export function stemOf(word: string, language: Language): string {
  return load(language)(word);
}
