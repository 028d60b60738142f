/** Executes an operation once for all viewers who get the same answer. */
import type { GraphQLError } from 'graphql';
import { type DocumentNode, execute, type ExecutionResult, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { z } from 'zod';
import { type Identity, roles } from '../auth/identity.ts';
import { takeTurns } from '../core/take-turns.ts';
import { formatError } from '../graphql/format-error.ts';
import type { Logger } from '../observe/log.ts';
import { createCrowd, type Crowd } from './crowd.ts';

/** Parts of a crowd that are executed at once. */
const partsAtOnce = 16;

/** A viewer among many; `viewerId` is null for those who are signed out. */
export const crowdViewerSchema = z.object({ viewerId: z.string().nullable(), role: z.enum(roles), inAnyBlock: z.boolean() });
export type CrowdViewer = z.infer<typeof crowdViewerSchema>;

/** One answer, and the places of its viewers in the list of those who were asked for. */
export interface CrowdAnswer {
  data: Record<string, unknown> | null;
  errors?: GraphQLFormattedError[];
  viewers: number[];
}

export interface ViewersExecutorOptions {
  schema: GraphQLSchema;
  /** The context of one viewer. */
  contextOf: (identity: Identity) => object;
  /** The context of a crowd; null in a subgraph whose viewers are executed one by one. */
  crowdContextOf: ((crowd: Crowd, requestId: string) => object) | null;
  log: Logger;
}

export interface ExecuteForViewersInput {
  /** A valid operation; of a subscription an event is executed. */
  document: DocumentNode;
  variables: Record<string, unknown>;
  rootValue?: unknown;
  viewers: readonly CrowdViewer[];
  requestId: string;
}

export type ViewersExecutor = (input: ExecuteForViewersInput) => Promise<CrowdAnswer[]>;

export function createViewersExecutor({ schema, contextOf, crowdContextOf, log }: ViewersExecutorOptions): ViewersExecutor {
  return async ({ document, variables, rootValue, viewers, requestId }) => {
    const run = async (contextValue: object): Promise<Omit<CrowdAnswer, 'viewers'>> => {
      const result: ExecutionResult = await execute({ schema, document, rootValue, contextValue, variableValues: variables });
      const errors = result.errors?.map((error) => (isParting(error) ? error.toJSON() : formatError(error.toJSON(), error, log)));
      return { data: result.data ?? null, ...(errors && { errors }) };
    };
    const alone = async (viewer: CrowdViewer): Promise<Omit<CrowdAnswer, 'viewers'>> =>
      await run(contextOf({ ...viewer, service: null, sessionId: null, requestId }));

    const answers = new Map<string, CrowdAnswer>();
    const placesOf = new Map<string | null, number[]>();
    const viewerOf = new Map<string | null, CrowdViewer>();
    for (const [place, viewer] of viewers.entries()) {
      const known = viewerOf.get(viewer.viewerId);
      viewerOf.set(viewer.viewerId, known ? leastOf(known, viewer) : viewer);
      const places = placesOf.get(viewer.viewerId);
      if (places) places.push(place);
      else placesOf.set(viewer.viewerId, [place]);
    }
    const note = (viewerIds: readonly (string | null)[], found: Omit<CrowdAnswer, 'viewers'>): void => {
      const text = JSON.stringify(found);
      const known = answers.get(text) ?? { ...found, viewers: [] };
      answers.set(text, known);
      for (const viewerId of viewerIds) known.viewers.push(...(placesOf.get(viewerId) ?? []));
    };
    const inTurn = takeTurns({ atOnce: partsAtOnce, patienceMs: Infinity });
    const executePart = async (part: readonly string[], makeCrowdContext: typeof crowdContextOf): Promise<void> => {
      const [first] = part;
      const single = first === undefined ? undefined : viewerOf.get(first);
      if (!single) return;
      if (part.length === 1 || !makeCrowdContext) return note(part, await inTurn(async () => await alone(single)));
      const crowd = createCrowd(part);
      const result = await inTurn(async () => await run(makeCrowdContext(crowd, requestId)));
      const parts = crowd.parts();
      if (parts) await Promise.all(parts.map(async (each) => await executePart(each, makeCrowdContext)));
      else note(part, result);
    };
    const signedOut = viewerOf.get(null);
    const signedIn = [...viewerOf.keys()].filter((viewerId) => viewerId !== null);
    await Promise.all([
      signedOut && inTurn(async () => await alone(signedOut)).then((found) => note([null], found)),
      ...(crowdContextOf ? [signedIn] : signedIn.map((viewerId) => [viewerId])).map(
        async (part) => await executePart(part, crowdContextOf),
      ),
    ]);
    return [...answers.values()];
  };
}

/** A viewer who came twice, with a token of before their role changed: with the rights that both give. */
function leastOf(one: CrowdViewer, other: CrowdViewer): CrowdViewer {
  return { ...one, role: one.role === other.role ? one.role : 'MEMBER', inAnyBlock: one.inAnyBlock || other.inAnyBlock };
}

function isParting(error: GraphQLError): boolean {
  return error.originalError?.name === 'CrowdParted';
}
