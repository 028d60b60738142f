/** Completes an event with the fields of other subgraphs, once for all viewers who get the same. */
import type { FetchNode } from '@apollo/query-planner';
import type { ExecutionResult } from 'graphql';
import type { CrowdViewer } from '#lib/crowd/execute-for-viewers.ts';
import type { Send, SubgraphAnswer } from '../executor/run-plan.ts';
import type { AnswerOfViewers } from './ask-for-viewers.ts';

export type Result = ExecutionResult<Record<string, unknown>>;

export interface ResultOfViewers {
  result: Result;
  viewers: string[];
}

export interface CompleteInput {
  primary: FetchNode;
  answer: SubgraphAnswer;
  viewers: ReadonlyMap<string, CrowdViewer>;
  /** Executes the event's plan. */
  run: (send: Send) => Promise<Result>;
  ask: Fetches;
}

/** Asks for the answers of some viewers to a fetch. */
export type Fetches = (fetch: FetchNode, variables: Record<string, unknown>, viewers: readonly string[]) => Promise<AnswerOfViewers[]>;

/**
 * A fetch whose answer is not the same for all parts the viewers: the plan is then run for each part, with the answers that are
 * there already.
 */
export async function completeForViewers({ primary, answer, viewers, run, ask }: CompleteInput): Promise<ResultOfViewers[]> {
  const completePart = async (members: string[]): Promise<ResultOfViewers[]> => {
    /** For each viewer the answers that differ. */
    const differing = new Map<string, string>();
    const send: Send = async (fetch, variables) => {
      if (fetch === primary) return structuredClone(answer);
      const answers = (await ask(fetch, variables, members)).filter((one) => members.some((key) => one.viewers.has(key)));
      const [only] = answers;
      // A viewer who got none is no reason to show them another's.
      if (only && answers.length === 1 && members.every((key) => only.viewers.has(key))) return structuredClone(only.answer);
      for (const key of members) {
        const own = answers.findIndex((one) => one.viewers.has(key));
        if (own < 0) throw new Error(`${fetch.serviceName} gave a viewer no answer.`);
        differing.set(key, `${differing.get(key) ?? ''} ${own}`);
      }
      throw new Error('The viewers part.');
    };
    const result = await run(send);
    if (differing.size === 0) return [{ result, viewers: members }];
    const parts = new Map<string, string[]>();
    for (const key of members) {
      const own = differing.get(key) ?? '';
      const known = parts.get(own);
      if (known) known.push(key);
      else parts.set(own, [key]);
    }
    return (await Promise.all([...parts.values()].map(completePart))).flat();
  };
  return await completePart([...viewers.keys()]);
}

/** Remembers the answers to the fetches of one event. */
export function rememberFetches(ask: Fetches): Fetches {
  const known = new Map<string, { viewers: ReadonlySet<string>; answers: Promise<AnswerOfViewers[]> }[]>();
  return async (fetch, variables, viewers) => {
    const key = `${fetch.serviceName} ${fetch.operation} ${JSON.stringify(variables)}`;
    const asked = known.get(key) ?? [];
    known.set(key, asked);
    const present = asked.find((one) => viewers.every((viewer) => one.viewers.has(viewer)));
    if (present) return await present.answers;
    const answers = ask(fetch, variables, viewers);
    asked.push({ viewers: new Set(viewers), answers });
    return await answers;
  };
}
