/**
 * How good an order of finds is, from 0 to 1: normalised discounted cumulative gain of the first ten.
 *
 * @see https://en.wikipedia.org/wiki/Discounted_cumulative_gain
 */
export function ndcgAt10(found: readonly string[], grades: Readonly<Record<string, number>>): number {
  const gained = gain(found.slice(0, 10).map((key) => grades[key] ?? 0));
  const ideal = gain(
    Object.values(grades)
      .sort((left, right) => right - left)
      .slice(0, 10),
  );
  return ideal === 0 ? 0 : gained / ideal;
}

function gain(grades: readonly number[]): number {
  return grades.reduce((sum, grade, index) => sum + (2 ** grade - 1) / Math.log2(index + 2), 0);
}
