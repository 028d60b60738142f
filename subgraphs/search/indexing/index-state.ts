import { memoize } from '#lib/core/memoize.ts';
import type { SearchDeps } from '../deps.ts';

export interface IndexState {
  /** The generation that answers. */
  active: number;
  /** The one that is being built; null when none is. */
  building: number | null;
  /** Since when the active one answers; absent for the first. */
  switchedAt?: Date;
}

/** Which generations there are; the first before anything was written. */
export async function readIndexState({ models }: Pick<SearchDeps, 'models'>): Promise<IndexState> {
  return (await models.indexState.findById('index').lean()) ?? { active: 1, building: null };
}

/** Searches may ask a generation for so long after another began to answer. */
export const asksOldForMs = 250;

/** The generation that answers, or did a moment ago: `search.drop-generation` leaves it for longer. */
export const answeringGeneration = memoize(async (deps: Pick<SearchDeps, 'models' | 'clock'>) => (await readIndexState(deps)).active, {
  freshForMs: asksOldForMs,
});

/** The generations that what happens is written to. */
export async function generationsToWrite(deps: Pick<SearchDeps, 'models'>): Promise<number[]> {
  const { active, building } = await readIndexState(deps);
  return building === null ? [active] : [active, building];
}
