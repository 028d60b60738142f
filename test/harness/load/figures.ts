/** Figures of proofs and benches: percentiles, and a table of figures with their limits. */
import { cpus, loadavg } from 'node:os';

/** The value that a share (0 to 1) of the others does not exceed; 0 of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? sorted[0] ?? 0;
}

export interface Figure {
  what: string;
  value: number;
  unit: string;
  /** The value must stay below it; absent where the figure has no limit. */
  below?: number;
  /** The value must be exactly this. */
  exactly?: number;
}

export function isMissed({ value, below, exactly }: Figure): boolean {
  return (below !== undefined && !(value < below)) || (exactly !== undefined && value !== exactly);
}

/** Prints figures beside their limits; the process' exit code becomes 1 when one is missed. */
export function report(figures: readonly Figure[]): void {
  const width = Math.max(...figures.map(({ what }) => what.length));
  for (const figure of figures) {
    const { what, value, unit, below, exactly } = figure;
    const limit = below !== undefined ? `below ${below} ${unit}` : exactly !== undefined ? `exactly ${exactly}` : '';
    const shown = Number.isInteger(value) ? String(value) : value < 1 ? value.toFixed(4) : value.toFixed(1);
    console.log(`${isMissed(figure) ? '✗' : '✓'} ${what.padEnd(width)}  ${`${shown} ${unit}`.padStart(14)}  ${limit}`);
  }
  if (figures.some(isMissed)) process.exitCode = 1;
}

/** The machine's other load, without which times say little. */
export function describeMachine(): string {
  const [model] = cpus();
  return `node ${process.version}, ${cpus().length} cores${model ? ` (${model.model.trim()})` : ''}, load ${loadavg()[0]?.toFixed(1)}`;
}

/** How often each of `expected` is missing or repeated in `got`, and whether the rest is in order. */
export function compareSequences(
  expected: readonly string[],
  got: readonly string[],
): { missing: number; repeated: number; misplaced: number } {
  const places = new Map(expected.map((id, index) => [id, index]));
  const distinct = [...new Set(got)];
  let misplaced = 0;
  let last = -1;
  for (const id of distinct) {
    const place = places.get(id) ?? -1;
    if (place <= last) misplaced += 1;
    last = Math.max(last, place);
  }
  return { missing: expected.filter((id) => !distinct.includes(id)).length, repeated: got.length - distinct.length, misplaced };
}
