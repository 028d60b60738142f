import type { SearchDeps } from '../context.ts';
import { shareLook } from './share-look.ts';

export interface IndexState {
  /** The generation that answers. */
  active: number;
  /** The one that is being built; null when none is. */
  building: number | null;
}

/** Which generations there are; the first before anything was written. */
export async function readIndexState({ models }: Pick<SearchDeps, 'models'>): Promise<IndexState> {
  return (await models.indexState.findById('index').lean()) ?? { active: 1, building: null };
}

/** The generation that answers, or did a moment ago: it is kept for longer. */
export const answeringGeneration = shareLook(
  async (deps: Pick<SearchDeps, 'models' | 'clock'>) => (await readIndexState(deps)).active,
  250,
);

/** The generations that what happens is written to. */
export async function generationsToWrite(deps: Pick<SearchDeps, 'models'>): Promise<number[]> {
  const { active, building } = await readIndexState(deps);
  return building === null ? [active] : [active, building];
}
