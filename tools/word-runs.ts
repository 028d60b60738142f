/** Writes the characters of words as data, from the Unicode of this Node. `codegen.ts` calls it. */

/** The last code point. */
const last = 0x10_ffff;

/** The lengths of the runs of code points that do not match, match, and so on, in base 36. */
function runsOf(pattern: RegExp): string {
  const runs: number[] = [];
  let isInside = false;
  let from = 0;
  for (let code = 0; code <= last; code++) {
    if (pattern.test(String.fromCodePoint(code)) === isInside) continue;
    runs.push(code - from);
    [isInside, from] = [!isInside, code];
  }
  if (isInside) runs.push(last + 1 - from);
  return runs.map((run) => run.toString(36)).join(' ');
}

/** The module of the runs. */
export function writeWordRuns(): string {
  return `/** Runs of code points that are out and in by turns, in base 36, by Unicode ${process.versions['unicode']}. */

/** XID_Continue. */
export const wordRuns =
  '${runsOf(/\p{XID_Continue}/u)}';

/** Letters that can be seen. */
export const letterRuns =
  '${runsOf(/(?!\p{Default_Ignorable_Code_Point})\p{L}/u)}';
`;
}
