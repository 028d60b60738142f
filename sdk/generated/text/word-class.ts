// Written by `npm run codegen` from the schema; never edited.
/** The characters that words are made of, by the Unicode of `generated/word-runs.ts`: engines differ in theirs. */
import { letterRuns, wordRuns } from './word-runs.ts';

/** The inside of a character class, for expressions with the flag `u`, of runs: how many are out, how many in, and so on. */
function classOf(runs: string): string {
  let from = 0;
  let inside = '';
  runs.split(' ').forEach((run, index) => {
    const next = from + Number.parseInt(run, 36);
    if (index % 2 === 1) inside += `\\u{${from.toString(16)}}-\\u{${(next - 1).toString(16)}}`;
    from = next;
  });
  return inside;
}

/** XID_Continue: letters, digits, marks, `_`, middle dots, and the joiners that are not seen. */
export const wordClass = classOf(wordRuns);

/** Letters that can be seen. */
export const letterClass = classOf(letterRuns);
