import { createPlanner, type Planner } from '../../gateway/planning/planner.ts';

const planners = new Map<string, Planner>();

/**
 * One planning thread for all gateways of this process that serve one schema. It lives as long as the process: a thread
 * costs over a second of CPU until it can plan.
 */
export function sharePlanner(sdl: string): Planner {
  const planner = planners.get(sdl) ?? createPlanner(sdl);
  planners.set(sdl, planner);
  return { ...planner, [Symbol.dispose]: () => undefined };
}
