import type { Cost } from './count-objects.ts';
import { pageObjects } from '../limits.ts';

/** Objects that an answer holds, counted as `countObjects` counts those that it could. */
export function countLoaded(data: unknown, { objects, weight, pages }: Cost): number {
  const count = (value: unknown, isPage: boolean): number => {
    if (typeof value !== 'object' || value === null) return 0;
    if (Array.isArray(value)) {
      let sum = 0;
      for (const item of value) sum += count(item, false);
      return sum;
    }
    let sum = isPage ? pageObjects : 1;
    for (const [name, member] of Object.entries(value)) sum += count(member, pages.has(name));
    return sum;
  };
  // What is stated besides may be of fields that nothing had; the answer itself counts as one.
  return Math.min(objects + 1, weight + count(data, false));
}
