// A text index: its definition, and the score that each term of a document has in it.
import { CommandError, ErrorCode, badValue, notServed } from '../errors.ts';
import { encodeCompoundKey, encodeKey } from '../bson/key.ts';
import { asNumber, type Document, isDocument, type Value } from '../bson/values.ts';
import { parsePath, plainValue } from '../query/path.ts';
import { isKnownLanguage, languageOf } from './languages.ts';
import { termsOf } from './tokens.ts';

export interface TextSpec {
  /** Fields before the text, for each of which a query must give one value. */
  prefix: { name: string; path: string[] }[];
  weights: { name: string; path: string[]; weight: number }[];
  defaultLanguage: string;
  /** The field of a document that names its language. */
  languageOverride: string;
}

const maxWeight = 1_000_000_000;

/** The text part of an index's definition; `undefined` when it is none. */
export function parseTextSpec(spec: Document): TextSpec | undefined {
  const key = spec.get('key') as Document;
  const isStored = key.get('_fts') === 'text';
  const textNames = [...key].filter(([name, direction]) => direction === 'text' && name !== '_fts').map(([name]) => name);
  if (!isStored && textNames.length === 0) return undefined;
  if (textNames.includes('$**')) throw notServed('wildcard text indexes');
  const kinds = [...key].map(([name, direction]) => (direction === 'text' || name === '_ftsx' ? 'text' : 'plain'));
  if (kinds.lastIndexOf('plain') > kinds.indexOf('text')) throw notServed('fields after the text of a text index');
  const weights = spec.get('weights') ?? new Map();
  if (!isDocument(weights)) throw new CommandError(ErrorCode.CannotCreateIndex, 'text index option "weights" must be an object');
  const version = spec.get('textIndexVersion');
  if (version !== undefined && asNumber(version) !== 3) throw notServed('text indexes of another version than 3');
  const languageOverride = textOption(spec, 'language_override', 'language');
  const defaultLanguage = textOption(spec, 'default_language', 'english');
  languageOf(defaultLanguage);
  return {
    prefix: [...key].filter((_, i) => kinds[i] === 'plain').map(([name]) => ({ name, path: parsePath(name) })),
    weights: [...new Set([...textNames, ...weights.keys()])]
      .sort()
      .map((name) => ({ name, path: parsePath(name), weight: weightOf(weights.get(name)) })),
    defaultLanguage,
    languageOverride,
  };
}

function textOption(spec: Document, name: string, otherwise: string): string {
  const value = spec.get(name) ?? otherwise;
  if (typeof value !== 'string' || value === '') throw new CommandError(ErrorCode.CannotCreateIndex, `${name} has to be a string`);
  return value;
}

function weightOf(value: Value | undefined): number {
  if (value === undefined) return 1;
  const weight = asNumber(value);
  if (weight === undefined || !(weight > 0 && weight < maxWeight))
    throw new CommandError(ErrorCode.CannotCreateIndex, `text index weight must be in the exclusive interval (0,${maxWeight})`);
  return weight;
}

/**
 * The score of each term in the document: for each field its weight, times the number of its occurrences (each worth
 * half of the one before), times its share of the field.
 */
export function termScores(text: TextSpec, doc: Document): Map<string, number> {
  const scores = new Map<string, number>();
  for (const { raw, language, weight } of textsOf(text, doc)) {
    const terms = termsOf(raw, languageOf(language));
    const counts = new Map<string, number>();
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
    for (const [term, count] of counts) {
      const frequency = 2 - 2 ** (1 - count);
      const share = (0.5 * count) / terms.length + 0.5;
      const isWholeField = raw.toLowerCase() === term ? 1.1 : 1;
      scores.set(term, (scores.get(term) ?? 0) + weight * frequency * share * isWholeField);
    }
  }
  return scores;
}

/** Every text of the document that is indexed, with the language it is in. */
export function* textsOf(text: TextSpec, doc: Document): Generator<{ raw: string; language: string; weight: number }> {
  const own = doc.get(text.languageOverride);
  if (own !== undefined && typeof own !== 'string')
    throw new CommandError(17261, `found language override field in document with non-string type`);
  if (own !== undefined && !isKnownLanguage(own)) throw new CommandError(17262, `language override unsupported: ${own}`);
  for (const { path, weight } of text.weights)
    for (const raw of stringsAt(doc, path, 0)) yield { raw, language: own ?? text.defaultLanguage, weight };
}

function* stringsAt(value: Value | undefined, path: readonly string[], at: number): Generator<string> {
  if (Array.isArray(value)) for (const each of value) yield* stringsAt(each, path, at);
  else if (at === path.length) {
    if (typeof value === 'string') yield value;
  } else if (value instanceof Map) {
    if (at > 0 && value.has('language')) throw notServed('a language of a subdocument in a text index');
    yield* stringsAt(value.get(path[at]!), path, at + 1);
  }
}

export const scoreBytes = 8;

/** The document's keys: the prefix, a term, and last its score turned over, so that the best come first. */
export function textKeys(text: TextSpec, doc: Document): Buffer[] {
  const scores = termScores(text, doc);
  if (scores.size === 0) return [];
  const prefix = text.prefix.map(({ name, path }) => {
    const value = plainValue(doc, path) ?? null;
    if (Array.isArray(value)) throw badValue(`field '${name}' of text index contains an array in document`);
    return value;
  });
  const start = encodeCompoundKey(prefix, []);
  return [...scores].map(([term, score]) => {
    const key = encodeKey(term);
    const whole = Buffer.allocUnsafe(start.length + key.length + scoreBytes);
    whole.set(start);
    whole.set(key, start.length);
    const scoreAt = start.length + key.length;
    whole.writeDoubleBE(score, scoreAt);
    for (let i = scoreAt; i < whole.length; i++) whole[i] = ~whole[i]! & 0xff;
    return whole;
  });
}

/** The prefix of a term's keys. */
export function termKey(prefix: readonly Value[], term: string): Buffer {
  return encodeCompoundKey([...prefix, term], []);
}

const scoreBuffer = Buffer.alloc(scoreBytes);

export function scoreOf(key: Uint8Array): number {
  const start = key.length - scoreBytes;
  for (let i = 0; i < scoreBytes; i++) scoreBuffer[i] = ~key[start + i]! & 0xff;
  return scoreBuffer.readDoubleBE(0);
}
