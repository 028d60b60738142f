/** Finds the words of scripts without spaces by a dictionary. It improves the ranking only: matches do not depend on it. */
import { runLetter } from './cut.ts';

/** Letters that are no words, or only stop words. */
const littleRuns = new Set('的了是在和也就不我你他她有这那個个們们嗎吗呢吧'.split(''));

let segmenter: Intl.Segmenter | null = null;

function segment(run: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter('ja', { granularity: 'word' });
  return segmenter.segment(run);
}

export function isLittleRun(letter: string): boolean {
  return littleRuns.has(letter);
}

/** The first words of a run. Neighbouring letters that the dictionary does not know count as one name. */
export function segmentsOf(run: string, most: number): string[] {
  const found: string[] = [];
  let isName = false;
  for (const { segment: each } of segment(run)) {
    const isLetter = /^\p{Script=Han}$/u.test(each) && !littleRuns.has(each);
    if (isLetter && isName) found.push(`${found.pop()}${each}`);
    else if (found.length < most) found.push(each);
    else break;
    isName = isLetter;
  }
  return found;
}

/** The endings that Korean joins to a noun: up to three particles, and forms of "to be". */
const particle = `(?:${[
  '은 는 이 가 을 를 의 들 에 에서 에게 에게서 한테 한테서 께 께서 와 과 랑 이랑 하고',
  '로 으로 로서 으로서 로써 으로써 도 만 까지 부터 마다 처럼 보다 밖에 조차 마저 이나 나 든지 라도 이라도',
]
  .flatMap((line) => line.split(' '))
  .join('|')})`;
const toBe = '이?(?:다|다고|라고|라는|라서|지만|네|네요|야|예요|에요|죠|지|고|며|면|었다|었어요|였다|였어요|입니다|습니다)';
const particles = new RegExp(`^${particle}{0,3}(?:${toBe})?$`, 'u');
const behind = new RegExp(`${particle}$`, 'u');

/** A Korean word without its last particle, if two syllables or more remain. Other words stay as they are. */
export function withoutParticle(word: string): string {
  if (!/^\p{Script=Hangul}{3,}$/u.test(word)) return word;
  const bare = word.replace(behind, '');
  return bare.length > 1 ? bare : word;
}

/** The values of a match in a run: a whole word, the beginning of a longer word, or letters within words. */
export const standings = { whole: 1, begins: 0.7, within: 0.4 } as const;

/** The number of letters on either side that are read to find where words begin. */
const around = 10;
const kept = new Map<string, number>();
const mostKept = 20_000;

const runBehind = new RegExp(`${runLetter}*$`, 'v');
const runAhead = new RegExp(`^${runLetter}*`, 'v');

/** The most places of a word that are checked in one text, because each check reads the dictionary. */
const mostPlaces = 12;

/** The best standing of a word in a lower-case text; `within` where the text does not have it in one piece. */
export function standingIn(lower: string, word: string): number {
  let best: number = standings.within;
  let places = 0;
  for (let at = lower.indexOf(word); at >= 0 && best < standings.whole && places < mostPlaces; at = lower.indexOf(word, at + 1)) {
    places += 1;
    const end = at + word.length;
    const [before = ''] = runBehind.exec(lower.slice(Math.max(0, at - around), at)) ?? [];
    const [after = ''] = runAhead.exec(lower.slice(end, end + around)) ?? [];
    best = Math.max(best, standingAt(before, word, after));
  }
  return best;
}

function standingAt(before: string, word: string, after: string): number {
  const key = `${before}/${word}/${after}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  if (kept.size >= mostKept) kept.clear();
  const standing = /\p{Script=Hangul}$/u.test(word) ? standingOfKorean(before, after) : standingBySegments(before, word, after);
  kept.set(key, standing);
  return standing;
}

/** Korean puts a space before each word, so no dictionary is needed. */
function standingOfKorean(before: string, after: string): number {
  if (/\p{Script=Hangul}$/u.test(before)) return standings.within;
  return particles.test(/^\p{Script=Hangul}*/u.exec(after)?.[0] ?? '') ? standings.whole : standings.begins;
}

function standingBySegments(before: string, word: string, after: string): number {
  const start = before.length;
  const end = start + word.length;
  let begins = false;
  for (const { index, segment: each } of segment(before + word + after)) {
    begins ||= index === start;
    if (index + each.length === end) return begins ? standings.whole : standings.within;
    if (index > end) break;
  }
  return begins ? standings.begins : standings.within;
}
