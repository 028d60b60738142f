/** Asks a subgraph once for many viewers; one that does not know how is asked for each. */
import type { FetchNode } from '@apollo/query-planner';
import { z } from 'zod';
import { hashBody, identityHeader, signIdentity } from '#lib/auth/identity.ts';
import type { CrowdViewer } from '#lib/crowd/execute-for-viewers.ts';
import { maxViewers } from '#lib/crowd/crowd.ts';
import type { Logger } from '#lib/observe/log.ts';
import type { SubgraphHttp } from '../execution/subgraph-http.ts';
import { errorsSchema } from '../execution/read-answer.ts';
import { fetchTimeoutMs, unavailable } from '../execution/subgraph-source.ts';
import type { SubgraphAnswer } from '../executor/run-plan.ts';
import { newRequestId } from '../request.ts';
import { gatewayItself } from '../subscriptions/upstream.ts';
import type { LiveMetrics } from './live-metrics.ts';

const absentMs = 30_000;

const answersSchema = z.object({
  answers: z.array(
    z.object({
      data: z.record(z.string(), z.unknown()).nullable(),
      errors: errorsSchema.optional(),
      viewers: z.array(z.number()).optional(),
    }),
  ),
});

/** One answer and the viewers who get it, by their keys. */
export interface AnswerOfViewers {
  answer: SubgraphAnswer;
  viewers: Set<string>;
}

export interface AskForViewersInput {
  fetch: FetchNode;
  variables: Record<string, unknown>;
  viewers: ReadonlyMap<string, CrowdViewer>;
  /** Asks for one viewer. */
  askAlone: (viewer: CrowdViewer) => Promise<SubgraphAnswer>;
}

/** @throws GraphQLError `SUBGRAPH_UNAVAILABLE`. */
export type AskForViewers = (input: AskForViewersInput) => Promise<AnswerOfViewers[]>;

export interface AskForViewersOptions {
  urlOf: (subgraph: string) => URL;
  http: SubgraphHttp;
  secret: string;
  clock: () => Date;
  metrics: Pick<LiveMetrics, 'asked'>;
  log: Logger;
}

export function createAskForViewers({ urlOf, http, secret, clock, metrics, log }: AskForViewersOptions): AskForViewers {
  const absentUntilMs = new Map<string, number>();

  const post = async (subgraph: string, operation: object): Promise<z.infer<typeof answersSchema>['answers'] | null> => {
    metrics.asked(subgraph);
    const body = JSON.stringify(operation);
    const identity = gatewayItself();
    const headers = {
      [identityHeader]: signIdentity(identity, { secret, audience: subgraph, bodyHash: hashBody(body), now: clock() }),
      'content-type': 'application/json',
      'x-request-id': newRequestId(),
    };
    const url = new URL('/crowd', urlOf(subgraph));
    const { status, text } = await http.post({ url, headers, body, timeoutMs: fetchTimeoutMs, isRepeatable: true });
    if (status === 404 || status === 405) return null;
    if (status !== 200) throw new Error(`HTTP ${status}`);
    return answersSchema.parse(JSON.parse(text)).answers;
  };

  return async ({ fetch, variables, viewers, askAlone }) => {
    const subgraph = fetch.serviceName;
    const found = new Map<string, AnswerOfViewers>();
    const note = (answer: SubgraphAnswer, keys: readonly string[]): void => {
      const text = JSON.stringify(answer);
      const known = found.get(text) ?? { answer, viewers: new Set<string>() };
      found.set(text, known);
      for (const key of keys) known.viewers.add(key);
    };
    const keys = [...viewers.keys()];
    for (let from = 0; from < keys.length; from += maxViewers) {
      const chunk = keys.slice(from, from + maxViewers);
      const asked = chunk.flatMap((key) => viewers.get(key) ?? []);
      const isAbsent = performance.now() < (absentUntilMs.get(subgraph) ?? -Infinity);
      let answers: Awaited<ReturnType<typeof post>>;
      try {
        answers = isAbsent ? null : await post(subgraph, { query: fetch.operation, variables, viewers: asked });
      } catch (error) {
        log.warn({ err: error, subgraph }, 'subgraph unavailable');
        throw unavailable(subgraph);
      }
      if (answers === null) {
        if (!isAbsent) absentUntilMs.set(subgraph, performance.now() + absentMs);
        await Promise.all(
          chunk.map(async (key, index) => {
            metrics.asked(subgraph);
            note(await askAlone(asked[index] as CrowdViewer), [key]);
          }),
        );
        continue;
      }
      const others = new Set(chunk.keys());
      for (const { viewers: places } of answers) for (const place of places ?? []) others.delete(place);
      for (const { viewers: places, data, errors } of answers)
        note(
          { data, ...(errors && { errors }) },
          (places ?? [...others]).flatMap((place) => chunk[place] ?? []),
        );
    }
    return [...found.values()];
  };
}
