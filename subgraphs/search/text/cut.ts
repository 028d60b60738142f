/** The tokenizer of indexed texts and of queries. It cuts texts into words, emoji, and runs of scripts without spaces. */
import { lowerText, unseen } from './fold.ts';

/** Part of a text. `start` and `end` count UTF-16 units of the text in NFC. */
export interface Span {
  /** In lower case, with accents. */
  lower: string;
  start: number;
  end: number;
}

export interface Piece extends Span {
  kind: 'word' | 'run' | 'emoji';
  /** The piece exactly as the text has it. */
  raw: string;
  /** The parts of a word between its apostrophes, or the letters of a run, each with its marks. */
  parts: Span[];
}

/** The most characters of a word that are indexed. */
const longestWord = 60;

/** Scripts that put no spaces between words, or particles right behind them. */
const spaceless = [
  'Han',
  'Hira',
  'Kana',
  'Bopo',
  'Hang',
  'Thai',
  'Laoo',
  'Khmr',
  'Mymr',
  'Tibt',
  'Lana',
  'Tale',
  'Talu',
  'Java',
  'Bali',
  'Yiii',
]
  .map((script) => `\\p{scx=${script}}`)
  .join('');
/** All apostrophes, the marks inside Hebrew words, and the zero-width non-joiner of Persian words. */
const joints = "'’‘‛ʼʻʹ′＇`´ꞌ׳״\\u200c";
/** Runs have no digits: the digits of all scripts are parts of words. */
const inRuns = `[[${spaceless}]--\\p{Nd}]`;
export const runLetter = `[[\\p{L}\\p{N}\\p{M}]&&${inRuns}]`;
/** Circled letters are letters. */
const inWords = '\\p{L}\\p{N}_\\uff3f\\u24b6-\\u24e9';
const wordLetter = `[[${inWords}]--${inRuns}--[ʼʻʹꞌ]]`;
const wordInside = `(?:[[${inWords}\\p{M}]--${inRuns}--[ʼʻʹꞌ]]|[${unseen}])*`;
/** Abbreviations such as U.S.A. */
const initials = '(?<![\\p{L}\\p{N}_])(?:\\p{L}\\.){2,}(?:\\p{L}(?![\\p{L}\\p{N}_]))?';
const emojiOne = '\\p{Extended_Pictographic}[\\p{Emoji_Modifier}\\ufe0f\\u20e3\\u{e0020}-\\u{e007f}]*';
const pattern = new RegExp(
  [
    `([0-9#*]\\ufe0f?\\u20e3|\\p{Regional_Indicator}{2}|${emojiOne}(?:\\u200d${emojiOne})*)`,
    `(${runLetter}(?:${runLetter}|[${unseen}\\u200c])*)`,
    `(${initials}|${wordLetter}${wordInside}(?:[${joints}]${wordLetter}${wordInside})*)`,
  ].join('|'),
  'gv',
);
const asciiPattern = /(?<!\w)(?:[a-z]\.){2,}(?:[a-z](?!\w))?|\w+(?:['`]\w+)*/gi;
const isInitials = /^(?:\p{L}\.){2,}\p{L}?$/u;
const hasJoint = new RegExp(`[${joints}]`, 'u');
/** Kana, hangul and common Han: letters of one UTF-16 unit each that folding does not change. */
const isPlainRun = /^[\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]+$/u;
const atJoints = new RegExp(`[^${joints}]+`, 'gu');
const oneLetter = /[^\p{M}\uff9e\uff9f][\p{M}\uff9e\uff9f\u00ad\u200b-\u200d\u2060\ufeff]*/gu;
const skinAndStyle = /[\p{Emoji_Modifier}\ufe0e\ufe0f]/gu;

/** The pieces of a text in order. */
export function cutText(text: string): Piece[] {
  if (/^\p{ASCII}*$/u.test(text))
    return Array.from(text.matchAll(asciiPattern), ({ 0: raw, index }) => wordPiece(raw, index)).filter(({ lower }) => /[^_]/.test(lower));
  return Array.from(text.normalize('NFC').matchAll(pattern), ({ 0: raw, 1: emoji, 2: run, index }): Piece => {
    const span = { start: index, end: index + raw.length };
    if (emoji !== undefined) return { kind: 'emoji', raw, lower: raw.replace(skinAndStyle, ''), ...span, parts: [] };
    if (run === undefined) return wordPiece(raw, index);
    const parts = lettersOf(raw, index);
    return { kind: 'run', raw, lower: parts.map(({ lower }) => lower).join(''), ...span, parts };
  }).filter(({ lower }) => /[^_]/u.test(lower));
}

function wordPiece(raw: string, index: number): Piece {
  const span = { start: index, end: index + raw.length };
  if (isInitials.test(raw)) return { kind: 'word', raw, lower: lowerText(raw.replaceAll('.', '')), ...span, parts: [] };
  const spans = hasJoint.test(raw) ? spansOf(raw, index, atJoints) : [];
  const lower = spans.length > 1 ? spans.map((part) => part.lower).join('') : lowerText(raw);
  const isLong = lower.length > longestWord;
  return {
    kind: 'word',
    raw,
    lower: isLong ? lower.slice(0, longestWord).toWellFormed() : lower,
    ...span,
    parts: spans.length > 1 ? apart(spans) : [],
  };
}

/** The letters of a run, each with its marks. Most runs need no folding. */
function lettersOf(raw: string, index: number): Span[] {
  if (!isPlainRun.test(raw)) {
    if (lowerText(raw) !== raw) return spansOf(raw, index, oneLetter);
    // A run that folding does not change has only letters that it does not change.
    return Array.from(raw.matchAll(oneLetter), ({ 0: lower, index: at }) => ({ lower, start: index + at, end: index + at + lower.length }));
  }
  return Array.from(raw, (lower, at) => ({ lower, start: index + at, end: index + at + 1 }));
}

function spansOf(raw: string, index: number, of: RegExp): Span[] {
  const found = Array.from(raw.matchAll(of), (match) => ({
    ...{ lower: lowerText(match[0]), start: index + match.index, end: index + match.index + match[0].length },
  }));
  return found.filter(({ lower }) => lower !== '');
}

/** English endings after an apostrophe that are no words. */
const contracted = new Set(['s', 're', 'll', 've', 'd', 'm', 't']);

/** The most parts of a word that get rests. Rests overlap, so those of a word with very many apostrophes would be long. */
const mostApart = 6;

/** The parts of a word that are terms too (hotel of l'hotel, dog of dog's, none of don't), and the rests that begin at each part. */
function apart(parts: readonly Span[]): Span[] {
  const last = parts.at(-1)?.lower ?? '';
  if (last === 't') return [];
  const own = contracted.has(last) ? parts.slice(0, -1) : parts;
  const rests = (own.length > mostApart ? [] : own.slice(1, -1)).map((part, at) => {
    const rest = own.slice(at + 1);
    return { lower: rest.map(({ lower }) => lower).join(''), start: part.start, end: rest.at(-1)?.end ?? part.end };
  });
  return [...rests, ...own].filter(({ lower }) => lower.length > 1);
}
