/** Folds texts for comparison: without case, width, accents and invisible characters. */

/** Marks that a writer may leave out: accents, Arabic and Hebrew vowels. Those of other scripts are part of their words. */
const accentRanges = [
  ...['\\u0300-\\u036f', '\\u0483-\\u0487', '\\u1ab0-\\u1aff', '\\u1dc0-\\u1dff', '\\u20d0-\\u20f0', '\\ufe20-\\ufe2f'],
  ...['\\u0591-\\u05bd', '\\u05bf', '\\u05c1', '\\u05c2', '\\u05c4', '\\u05c5', '\\u05c7'],
  ...['\\u0610-\\u061a', '\\u064b-\\u065f', '\\u0670', '\\u06d6-\\u06dc', '\\u06df-\\u06e8', '\\u06ea-\\u06ed'],
];
const accents = new RegExp(`[${accentRanges.join('')}]`, 'gu');

/** Letters that Unicode does not decompose, with the spelling of people whose keyboards lack them. */
const plainLetters: Record<string, string> = {
  ...{ ł: 'l', ø: 'o', đ: 'd', ð: 'd', æ: 'ae', œ: 'oe', ß: 'ss', ı: 'i', þ: 'th', ħ: 'h', ŧ: 't', ŋ: 'n', ĸ: 'k', ƒ: 'f', ɖ: 'd' },
  ...{ ɓ: 'b', ɗ: 'd', ƙ: 'k', ƴ: 'y', ɛ: 'e', ɔ: 'o', ə: 'e', ǝ: 'e', ɨ: 'i', ʉ: 'u', ƀ: 'b', ǥ: 'g', ɍ: 'r', ɏ: 'y', ⱥ: 'a', ⱦ: 't' },
  ...{ ς: 'σ', ي: 'ی', ى: 'ی', ك: 'ک', ة: 'ه', ٱ: 'ا', ۀ: 'ه', ە: 'ه' },
};
const notPlain = new RegExp(`[${Object.keys(plainLetters).join('')}]`, 'gu');

/** Invisible characters. */
export const unseen = '\\u00ad\\u034f\\u061c\\u0640\\u200b\\u200d\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufe00-\\ufe0f\\ufeff';
const unseenPattern = new RegExp(`[${unseen}]`, 'gu');

/** Removes invisible characters, unifies width and case. Accents stay, because stemming needs them. */
export function lowerText(text: string): string {
  return /^\p{ASCII}*$/u.test(text) ? text.toLowerCase() : text.replace(unseenPattern, '').normalize('NFKC').toLowerCase().normalize('NFC');
}

/** Spellings that writers of Devanagari use interchangeably: a nasal before its own row, the nukta, chandrabindu, and a plain dot. */
const devanagari: readonly (readonly [RegExp, string])[] = [
  [/\u093c/gu, ''],
  [/ङ्(?=[क-घ])|ञ्(?=[च-झ])|ण्(?=[ट-ढ])|न्(?=[त-ध])|म्(?=[प-भ])|ँ/gu, 'ं'],
];

/** Digits other than 0 to 9. Those of each script are neighbours in Unicode, in tens that begin with 0. */
const foreignDigit = /(?![0-9])\p{Nd}/gu;

function plainDigit(digit: string): string {
  let before = 0;
  while (before < 60 && /^\p{Nd}$/u.test(String.fromCodePoint((digit.codePointAt(0) ?? 0) - before - 1))) before++;
  return String(before % 10);
}

/** Removes case, width and accents, and writes digits as 0 to 9. */
export function foldText(text: string): string {
  if (/^\p{ASCII}*$/u.test(text)) return text.toLowerCase();
  const plain = lowerText(text)
    .normalize('NFD')
    .replace(accents, '')
    .replace(notPlain, (letter) => plainLetters[letter] ?? letter)
    .replace(foreignDigit, plainDigit);
  const isDevanagari = /\p{Script=Devanagari}/u.test(plain);
  return (isDevanagari ? devanagari.reduce((folded, [from, to]) => folded.replace(from, to), plain) : plain).normalize('NFC');
}
