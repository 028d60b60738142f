import type { Cost } from './count-objects.ts';
import { pageObjects } from '../limits.ts';
import type { GatewayRequest } from '../request.ts';

/** The dearest operations load so many while they take half a second of work. */
const objectsPerMs = 26;

/**
 * Objects that an answer holds, counted as `countObjects` counts those that it could.
 *
 * An answer whose client has left counts by the time that it took: otherwise work would be free for those who leave
 * before its end.
 */
export function countLoaded(
  data: unknown,
  { objects, weight, pages }: Cost,
  { signal, beganMs }: Pick<GatewayRequest, 'signal' | 'beganMs'>,
): number {
  const count = (value: unknown, size: number | undefined): number => {
    if (typeof value !== 'object' || value === null) return 0;
    let sum = 0;
    if (Array.isArray(value)) {
      for (const item of value) sum += count(item, undefined);
      return sum;
    }
    const members = value as Record<string, unknown>;
    for (const name of Object.keys(members)) {
      const member = members[name];
      // Most are plain values.
      if (typeof member === 'object' && member !== null) sum += count(member, pages.get(name));
    }
    if (size === undefined) return sum + 1;
    // A page that shows none of its items has read them.
    const shown = Object.values(value).find(Array.isArray)?.length;
    return pageObjects + (shown === undefined ? size + Math.max(size, sum) : shown + sum);
  };
  // Stated costs may be of fields that no object had. The answer itself counts as one object.
  const loaded = weight + count(data, undefined);
  const spent = signal.aborted ? (performance.now() - beganMs) * objectsPerMs : 0;
  return Math.min(objects + 1, Math.ceil(Math.max(loaded, spent)));
}
