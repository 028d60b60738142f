import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findParts } from './find-parts.ts';
import { foldTag } from './fold-tag.ts';

/** The tags of a text under their names. */
const tagsOf = (text: string): string[] => findParts(text).flatMap((part) => (part.kind === 'tag' ? [part.tag] : []));

describe('a tag is', () => {
  test.each([
    ['a word with its marks', '#हिन्दी दिवस', ['हिन्दी']],
    ['in Thai', '#เชียงใหม่ วันนี้', ['เชียงใหม่']],
    ['in Hebrew with points', '#עִבְרִית', ['עִבְרִית']],
    ['in Persian with a joiner', '#می‌خواهم', ['می‌خواهم']],
    ['in Tamil', '#தமிழ்நாடு', ['தமிழ்நாடு']],
    ['in Khmer', '#ភាសាខ្មែរ,', ['ភាសាខ្មែរ']],
    ['in Burmese', '#မြန်မာ။', ['မြန်မာ']],
    ['in Sinhala with a joiner', '#ශ්‍රී', ['ශ්‍රී']],
    ['in Tibetan', '#བོད་', ['བོད']],
    ['in Arabic with points', '#مُحَمَّد', ['مُحَمَّد']],
    ['in Amharic', '#አማርኛ።', ['አማርኛ']],
    ['in N’Ko, from the right', '#ߒߞߏ', ['ߒߞߏ']],
    ['in a script beyond the first plane', '#𞤀𞤣𞤤𞤢𞤥', ['𞤢𞤣𞤤𞤢𞤥']],
    ['with a middle dot inside', '#col·lecció', ['col·lecció']],
    ['without a middle dot at its end', '#fet· #fi·', ['fet', 'fi']],
    ['with a katakana middle dot', '#アニメ・マンガ', ['アニメ・マンガ']],
    ['composed', '#cafe\u0301', ['café']],
    ['after a sign of full width', '＃東京', ['東京']],
    ['after a small sign', '﹟東京', ['東京']],
    ['of ordinary width', '#Ｔｏｋｙｏ #ﾄｳｷｮｳ', ['tokyo', 'トウキョウ']],
    ['without the dot of İ', '#İstanbul #İZMİR', ['istanbul', 'izmir']],
    ['with the sigma of its place', '#ΟΔΟΣ #οδοσ', ['οδος', 'οδος']],
    ['with a digit beside a letter', '#2026年 #1st #b_2', ['2026年', '1st', 'b_2']],
    ['what stands before other signs', '#c++ #foo-bar #wow! #party🎉', ['c', 'foo', 'wow', 'party']],
    ['without what nobody sees', '#so\u034fft #\ufe0fx', ['soft']],
    ['after other signs', '(#a) "#b" .#c ¡#d ##e', ['a', 'b', 'c', 'd', 'e']],
    ['up to 100 characters', `#${'é'.repeat(100)}`, ['é'.repeat(100)]],
  ])('%s', (_says, text, tags) => {
    expect(tagsOf(text)).toEqual(tags);
    for (const tag of tags) expect(foldTag(tag)).toBe(tag);
  });

  test.each([
    ['of digits alone', 'we are #1, #２０２６, #٢٠٢٦ and #_'],
    ['of a filler alone', '#\u3164 #\u115f\u1160 #\uffa0'],
    ['the fragment of an address', 'https://en.example/wiki/C_(programming_language)#History'],
    ['in the question of an address', 'https://example.com/?q=#tag'],
    ['of an address without a scheme', 'example.com/#top en.wikipedia.org/wiki/A#B //example.com/#x'],
    ['of an address between letters', '詳細はhttps://example.com/#top'],
    ['of an address of another scheme', 'gemini://example.com/#top mailto:a@example.com?subject=#x'],
    ['inside a word', 'a#b é#b日#b _#b 1#b'],
    ['of an entity', '&#xA0;'],
    ['a keycap', '#️⃣ #\u20e3a'],
    ['that begins with a mark', '#\u0301a #\u093f'],
    ['that is too long', `#${'x'.repeat(101)}`],
  ])('nothing %s', (_says, text) => {
    expect(tagsOf(text)).toEqual([]);
  });
});

/** Where letters, marks and digits of twenty scripts are. */
const scripts = {
  Latin: [0x41, 0x24f],
  Greek: [0x370, 0x3ff],
  Cyrillic: [0x400, 0x52f],
  Armenian: [0x531, 0x58f],
  Hebrew: [0x591, 0x5f4],
  Arabic: [0x600, 0x6ff],
  Devanagari: [0x900, 0x97f],
  Bengali: [0x980, 0x9fe],
  Tamil: [0xb82, 0xbfa],
  Sinhala: [0xd81, 0xdf4],
  Thai: [0xe01, 0xe5b],
  Lao: [0xe81, 0xedf],
  Tibetan: [0xf00, 0xfda],
  Myanmar: [0x1000, 0x109f],
  Georgian: [0x10a0, 0x10ff],
  Hangul: [0x1100, 0x11ff],
  Ethiopic: [0x1200, 0x139f],
  Khmer: [0x1780, 0x17f9],
  Kana: [0x3041, 0x30ff],
  Han: [0x4e00, 0x9fff],
  Width: [0xff01, 0xffdc],
  Adlam: [0x1e900, 0x1e95f],
} as const;

const joints = fc.constantFrom(
  '\u200c',
  '\u200d',
  '·',
  '・',
  '_',
  '1',
  '\u0301',
  '\u0307',
  'İ',
  'Σ',
  'ſ',
  '\u034f',
  'K',
  'ß',
  'ǆ',
  '#',
  '＃',
  ' ',
  '.',
);
const texts = fc.constantFrom(...Object.values(scripts)).chain(([first, last]) => {
  const own = fc.integer({ min: first, max: last }).map((code) => String.fromCodePoint(code));
  const written = fc.array(fc.oneof({ weight: 5, arbitrary: own }, { weight: 1, arbitrary: joints }), { minLength: 1, maxLength: 24 });
  return fc.tuple(fc.constantFrom('#', '＃', '﹟'), written).map(([sign, letters]) => `so ${sign}${letters.join('')} it`);
});

/** Other ways to write what was written. */
const spellings = [
  (text: string) => text.normalize('NFC'),
  (text: string) => text.normalize('NFD'),
  (text: string) => text.normalize('NFKC'),
  (text: string) => text.normalize('NFKD'),
  (text: string) => text.toLowerCase(),
];

test('whatever is stored can be asked for, in every spelling of it: 10,000 texts in 22 scripts', () => {
  let found = 0;
  fc.assert(
    fc.property(texts, (text) => {
      for (const part of findParts(text)) {
        if (part.kind !== 'tag') continue;
        found += 1;
        const written = text.slice(part.start, part.end);
        expect(foldTag(part.tag)).toBe(part.tag);
        expect(foldTag(written)).toBe(part.tag);
        expect(tagsOf(`#${part.tag}`)).toEqual([part.tag]);
        for (const spell of spellings) expect(foldTag(spell(written)), spell.toString()).toBe(part.tag);
      }
    }),
    { numRuns: 10_000 },
  );
  expect(found).toBeGreaterThan(5_000);
});

test('every letter there is makes a tag that folds to itself', () => {
  const restless: string[] = [];
  for (let code = 0; code <= 0x10_ffff; code++) {
    const letter = String.fromCodePoint(code);
    // Of the many that nothing folds, some.
    if (/[\p{Unified_Ideograph}\p{Script=Hangul}\p{Cn}\p{Co}]/u.test(letter) && code % 97 > 0) continue;
    const tag = foldTag(`a${letter}b`);
    if (tag !== null && foldTag(tag) !== tag) restless.push(code.toString(16));
  }
  expect(restless).toEqual([]);
});
