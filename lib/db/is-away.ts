import { AppError } from '../core/errors.ts';
import { isOfDatabase } from './store-errors.ts';

/** Whether an error says that the database, or another subgraph, is away: that says nothing against what was tried. */
export function isAway(error: unknown): boolean {
  return isOfDatabase(error) || (error instanceof AppError && error.code === 'SUBGRAPH_UNAVAILABLE');
}
