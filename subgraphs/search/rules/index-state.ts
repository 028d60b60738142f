import type { SearchDeps } from '../context.ts';

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

/** The generations that what happens is written to. */
export async function generationsToWrite(deps: Pick<SearchDeps, 'models'>): Promise<number[]> {
  const { active, building } = await readIndexState(deps);
  return building === null ? [active] : [active, building];
}
