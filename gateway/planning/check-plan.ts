import { AppError } from '#lib/core/errors.ts';
import { maxFetches, maxHops } from '../limits.ts';
import type { PlanEstimate } from './estimate-plan.ts';

/**
 * Holds a plan, or what is estimated of it, to the limits.
 *
 * @throws AppError `OPERATION_TOO_COMPLEX` that says which.
 */
export function checkPlan({ fetches, hops }: PlanEstimate): void {
  if (fetches > maxFetches) {
    throw tooComplex(`This asks subgraphs ${fetches} times, ${maxFetches} are allowed: ask for fewer kinds of things in one operation.`);
  }
  if (hops > maxHops) {
    throw tooComplex(`This goes ${hops} times from one subgraph to another, ${maxHops} are allowed: ask for less below one another.`);
  }
}

function tooComplex(message: string): AppError {
  return new AppError('OPERATION_TOO_COMPLEX', message);
}
