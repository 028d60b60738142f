/** Time zones: wall clocks from moments, and back. A wall clock is the number of milliseconds that its reading would be in UTC. */
import { Temporal } from 'temporal-polyfill';

/** A moment by its wall clock. */
interface Placed {
  atMs: number;
  /** Whether the clock shows this twice, or skips it. A skipped time is read with the offset before, as calendars do. */
  isOdd: boolean;
}

export interface Zone {
  wallOf: (atMs: number) => number;
  /** The moment at which the clock shows this; the first of two. */
  place: (wallMs: number) => Placed;
}

/** A stretch without a change of the clock, from its first moment up to the next stretch. */
interface Stretch {
  fromMs: number;
  toMs: number;
  offsetMs: number;
}

const dayMs = 24 * 60 * 60 * 1000;
const zones = new Map<string, Zone & { stretches: Stretch[] }>();
/** Each name that clients may write has an entry: more than the platform knows are never kept. */
const mostZones = 1_000;
const mostStretches = 500;

const nameOfZone = /^[A-Za-z][A-Za-z_]*(?:\/[A-Za-z0-9_+-]+)*$/;
const canonical = new Map([...Intl.supportedValuesOf('timeZone'), 'UTC'].map((name) => [name.toLowerCase(), name]));

/** The zone of a name from the IANA database, in its usual capitals; null for what is none, such as an offset. */
export function findTimeZone(name: string): string | null {
  const known = canonical.get(name.toLowerCase());
  if (known !== undefined) return known;
  if (name.length > 64 || !nameOfZone.test(name)) return null;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    return name;
  } catch {
    return null;
  }
}

/** A zone that `findTimeZone` has found. */
export function zoneOf(timeZone: string): Zone {
  return known(timeZone);
}

function known(timeZone: string): Zone & { stretches: Stretch[] } {
  const before = zones.get(timeZone);
  if (before) return before;
  const stretches: Stretch[] = [];
  const offsetAt = (atMs: number): number => stretchAt(timeZone, stretches, atMs).offsetMs;
  const zone = {
    stretches,
    wallOf: (atMs: number) => atMs + offsetAt(atMs),
    place: (wallMs: number): Placed => {
      const [early, late] = [offsetAt(wallMs - dayMs), offsetAt(wallMs + dayMs)];
      const first = wallMs - early;
      if (early === late) return { atMs: first, isOdd: false };
      const second = wallMs - late;
      if (offsetAt(first) === early) return { atMs: first, isOdd: offsetAt(second) === late };
      return offsetAt(second) === late ? { atMs: second, isOdd: false } : { atMs: first, isOdd: true };
    },
  };
  if (zones.size >= mostZones) zones.clear();
  zones.set(timeZone, zone);
  return zone;
}

function stretchAt(timeZone: string, stretches: Stretch[], atMs: number): Stretch {
  const found = stretches.find(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
  if (found) return found;
  const at = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone);
  const stretch = {
    // The change at this very moment counts as before it.
    fromMs: at.add({ milliseconds: 1 }).getTimeZoneTransition('previous')?.epochMilliseconds ?? -Infinity,
    toMs: at.getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity,
    offsetMs: at.offsetNanoseconds / 1e6,
  };
  if (stretches.length >= mostStretches) stretches.length = 0;
  stretches.push(stretch);
  return stretch;
}
