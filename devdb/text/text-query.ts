// Reads a `$text` as MongoDB does.
import { CommandError, ErrorCode, badValue, notServed } from '../errors.ts';
import { type Document, isDocument, isTruthy, type Value } from '../bson/values.ts';
import { languageOf } from './languages.ts';
import { type TextSpec, textsOf } from './text-index.ts';
import { fold, termsOf } from './tokens.ts';

/** A `$text` as it was written; what it means depends on the index. */
export interface TextSearch {
  search: string;
  language: string | undefined;
}

export interface TextQuery {
  terms: string[];
  negatedTerms: Set<string>;
  phrases: string[];
  negatedPhrases: string[];
}

export function parseTextSearch(value: Value): TextSearch {
  if (!isDocument(value)) throw badValue('$text expects an object');
  const search = value.get('$search');
  if (typeof search !== 'string') throw new CommandError(ErrorCode.TypeMismatch, '"$search" had the wrong type. Expected string');
  const language = value.get('$language');
  if (language !== undefined && typeof language !== 'string')
    throw new CommandError(ErrorCode.TypeMismatch, '"$language" had the wrong type. Expected string');
  for (const [name, option] of value) {
    if (name === '$search' || name === '$language') continue;
    if (name !== '$caseSensitive' && name !== '$diacriticSensitive') throw badValue(`extra fields in $text: ${name}`);
    if (isTruthy(option)) throw notServed(`${name} in $text`);
  }
  if (language !== undefined) languageOf(language);
  return { search, language };
}

/**
 * Words are joined by "or", phrases by "and"; a hyphen after a space excludes what follows it, up to the next space.
 * The words of a phrase count as words too.
 */
export function readSearch({ search, language }: TextSearch, text: TextSpec): TextQuery {
  const query: TextQuery = { terms: [], negatedTerms: new Set(), phrases: [], negatedPhrases: [] };
  const words = { positive: '', negative: '' };
  let isNegated = false;
  let phraseStart: number | undefined;
  for (const { index, 0: token } of search.matchAll(/"|-|[^\s"-]+/gu)) {
    const isAfterSpace = index === 0 || /\s/u.test(search[index - 1]!);
    if (token === '"') {
      if (phraseStart === undefined) {
        phraseStart = index + 1;
        if (isAfterSpace) isNegated = false;
      } else {
        (isNegated ? query.negatedPhrases : query.phrases).push(search.slice(phraseStart, index));
        phraseStart = undefined;
      }
    } else if (token === '-') {
      if (phraseStart === undefined && isAfterSpace) isNegated = true;
    } else if (phraseStart === undefined || !isNegated) {
      if (isNegated && isAfterSpace) isNegated = false;
      words[isNegated ? 'negative' : 'positive'] += `${token} `;
    }
  }
  const spoken = languageOf(language ?? text.defaultLanguage);
  query.terms = [...new Set(termsOf(words.positive, spoken))];
  query.negatedTerms = new Set(termsOf(words.negative, spoken));
  return query;
}

/** Whether the index suffices to find the documents, without reading them. */
export function looksAtTermsOnly({ negatedTerms, phrases, negatedPhrases }: TextQuery): boolean {
  return negatedTerms.size === 0 && phrases.length === 0 && negatedPhrases.length === 0;
}

/** Whether a document with some of the terms has all phrases and nothing of what is excluded. */
export function passesExactly(query: TextQuery, text: TextSpec, doc: Document): boolean {
  if (looksAtTermsOnly(query)) return true;
  const { negatedTerms, phrases, negatedPhrases } = query;
  const texts = [...textsOf(text, doc)];
  if (negatedTerms.size > 0)
    for (const { raw, language } of texts) if (termsOf(raw, languageOf(language)).some((term) => negatedTerms.has(term))) return false;
  const folded = texts.map(({ raw }) => fold(raw));
  const has = (phrase: string): boolean => folded.some((each) => each.includes(fold(phrase)));
  return phrases.every(has) && !negatedPhrases.some(has);
}
