/** The thread that plans operations, so that one that is hard to plan holds up no other; `planner` begins and ends it. */
import { parentPort, workerData } from 'node:worker_threads';
import { parse } from 'graphql';
import { countFetches } from './count-fetches.ts';
import { createPlanMaker } from './mend/plan-maker.ts';

/** The data that the thread starts with. */
export interface PlanWorkerData {
  /** The composed schema, which was found valid. */
  sdl: string;
}

/** The thread's messages: first that it is ready, then an answer to each operation's text. */
export type PlanWorkerMessage = { kind: 'ready' } | { kind: 'planned'; json: string; fetches: number } | { kind: 'failed'; reason: string };

const { sdl } = workerData as PlanWorkerData;
const makePlan = createPlanMaker(sdl);

function planOf(text: string): PlanWorkerMessage {
  try {
    const plan = makePlan(parse(text, { noLocation: true }));
    return { kind: 'planned', json: JSON.stringify(plan), fetches: countFetches(plan.node) };
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}

function say(message: PlanWorkerMessage): void {
  parentPort?.postMessage(message);
}

parentPort?.on('message', (text: string) => say(planOf(text)));
// The first plan compiles what all need.
planOf('{ __typename }');
say({ kind: 'ready' });
