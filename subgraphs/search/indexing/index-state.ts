import { memoize } from '#lib/core/memoize.ts';
import type { SearchDeps } from '../deps.ts';

export interface IndexState {
  /** The generation that answers. */
  active: number;
  /** The generation under construction; null when there is none. */
  building: number | null;
  /** When the active generation began to answer; absent for the first. */
  switchedAt?: Date;
}

/** The existing generations; the first one before anything was written. */
export async function readIndexState({ models }: Pick<SearchDeps, 'models'>): Promise<IndexState> {
  return (await models.indexState.findById('index').lean()) ?? { active: 1, building: null };
}

/** Searches may read the old generation for this long after another began to answer. */
export const asksOldForMs = 250;

/** The generation that answers, or did a moment ago. `search.drop-generation` keeps the old one for longer. */
export const answeringGeneration = memoize(async (deps: Pick<SearchDeps, 'models' | 'clock'>) => (await readIndexState(deps)).active, {
  freshForMs: asksOldForMs,
});

/** The generations that new entries are written to. */
export async function generationsToWrite(deps: Pick<SearchDeps, 'models'>): Promise<number[]> {
  const { active, building } = await readIndexState(deps);
  return building === null ? [active] : [active, building];
}
