/** Texts of several languages whose words are made up, few of them frequent and many rare, as in any language. */
const wordsEach = 20_000;
const littleWords = {
  english: ['the', 'of', 'and', 'to', 'a', 'in', 'is', 'it', 'that', 'was', 'for', 'on', 'with'],
  german: ['der', 'die', 'und', 'das', 'ist', 'nicht', 'ein', 'zu', 'mit', 'auf'],
  french: ['le', 'la', 'les', 'des', 'est', 'une', 'dans', 'pour', 'pas', 'avec'],
  spanish: ['el', 'los', 'las', 'una', 'por', 'con', 'para', 'como', 'más', 'pero'],
  portuguese: ['os', 'uma', 'não', 'com', 'para', 'mais', 'foi', 'ao', 'ele', 'das'],
  italian: ['il', 'che', 'di', 'non', 'una', 'per', 'con', 'della', 'sono', 'gli'],
};
const onsets = ['b', 'br', 'd', 'f', 'g', 'gr', 'k', 'l', 'm', 'n', 'p', 'pr', 'r', 's', 'st', 't', 'tr', 'v', 'w'];
const vowels = ['a', 'e', 'i', 'o', 'u', 'ei', 'ou', 'ä', 'é'];
const endings = ['', 'n', 's', 'r', 'l', 'ing', 'en', 'es', 'os'];

export interface Vocabularies {
  /** So many words of one language. */
  text: (length: number) => string;
  /** Words as they are looked for: of one language, none of the little ones. */
  query: (length: number) => string;
  /** A name, of few letters. */
  name: () => string;
}

/** @param chance - Numbers from 0 up to 1. */
export function createVocabularies(chance: () => number): Vocabularies {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(chance() * items.length)] as Item;
  const make = (): string => {
    const syllables = Array.from({ length: 1 + Math.floor(chance() * 3) }, () => pick(onsets) + pick(vowels));
    return syllables.join('') + pick(endings);
  };
  const languages = Object.values(littleWords).map((little) => ({ little, words: Array.from({ length: wordsEach }, make) }));
  /** Zipf: the rank is spread evenly over its logarithm. */
  const rank = (): number => Math.floor(wordsEach ** chance()) - 1;
  const isLittle = (): boolean => chance() < 0.4;
  return {
    text: (length) => {
      const { little, words } = pick(languages);
      return Array.from({ length }, () => (isLittle() ? pick(little) : words[rank()])).join(' ');
    },
    query: (length) => {
      const { words } = pick(languages);
      return Array.from({ length }, () => words[rank()]).join(' ');
    },
    name: () => pick(onsets) + pick(['a', 'e', 'i', 'o', 'u']) + pick(onsets) + pick(['a', 'i', 'o']),
  };
}
