/** Executes every query, every mutation and every event of a subscription. */
import type { GraphQLDataSource } from '@apollo/gateway';
import type { FetchNode, PlanNode } from '@apollo/query-planner';
import { getOperationAST, OperationTypeNode, type DocumentNode, type ExecutionResult, type GraphQLError } from 'graphql';
import type { Send, SubgraphAnswer } from '../executor/run-plan.ts';
import { clientLeft, type GatewayRequest } from '../request.ts';
import { checkVariables } from './check-variables.ts';
import { toGraphQLError } from './errors.ts';
import type { Supergraph } from './supergraph.ts';

export interface Operation {
  supergraph: Supergraph;
  document: DocumentNode;
  operationName: string | undefined;
  variables: Record<string, unknown>;
}

/** An event of a subscription: the answer of the plan's first fetch, and the fetches that complete it. */
export interface ReceivedEvent {
  primary: FetchNode;
  rest: PlanNode | undefined;
  answer: SubgraphAnswer;
}

export interface ExecuteOptions {
  request: GatewayRequest;
  event?: ReceivedEvent;
}

/** Executes a valid operation. Its errors still carry internals: `shapeError` removes them before they go out. */
export async function execute(operation: Operation, { request, event }: ExecuteOptions): Promise<ExecutionResult<Record<string, unknown>>> {
  const { supergraph, document, operationName, variables } = operation;
  const definition = getOperationAST(document, operationName);
  if (!definition) throw new Error('The operation was there before.');
  const problems = checkVariables(supergraph.schema, document, definition, variables);
  if (problems.length > 0) return { errors: problems };
  // The subscription itself is only checked. Its events are executed, one by one.
  if (definition.operation === OperationTypeNode.SUBSCRIPTION && !event) return {};
  // A mutation is finished even if its client has left.
  const signal = definition.operation === OperationTypeNode.MUTATION ? undefined : request.signal;
  if (signal?.aborted) return { errors: [toGraphQLError(clientLeft())] };
  const prepared = supergraph.executor.prepare({ document, operationName, variables });
  let plan: PlanNode | undefined;
  try {
    plan = event ? planOfEvent(event) : planOfRequest(await supergraph.plan(prepared.document, { request, signal }));
  } catch (error) {
    return { errors: [toGraphQLError(error)] };
  }
  const send: Send = async (fetch, sent) => {
    if (fetch === event?.primary) return event.answer;
    const source = supergraph.sources[fetch.serviceName];
    if (!source) throw new Error(`There is no subgraph ${fetch.serviceName}.`);
    return await source.process(asProcessed(fetch.operation, sent, request));
  };
  const { data, errors } = await prepared.run({ plan, variables, send });
  return { ...(data !== undefined && { data }), ...(errors && { errors: onePerOutage(errors) }) };
}

type Processed = Parameters<GraphQLDataSource['process']>[0];

/** A fetch as a data source takes it. */
export function asProcessed(query: string, variables: Record<string, unknown>, context: GatewayRequest): Processed {
  return { request: { query, variables }, context } as unknown as Processed;
}

function planOfRequest({ node }: Awaited<ReturnType<Supergraph['plan']>>): PlanNode | undefined {
  if (node?.kind === 'Subscription') throw new Error('A subscription is executed event by event.');
  return node;
}

function planOfEvent({ primary, rest }: ReceivedEvent): PlanNode {
  return rest ? { kind: 'Sequence', nodes: [primary, rest] } : primary;
}

/** Reports the outage of a subgraph once, although a plan may ask it several times. */
export function onePerOutage(errors: readonly GraphQLError[]): GraphQLError[] {
  const told = new Set<unknown>();
  return errors.filter(({ extensions }) => {
    if (extensions['code'] !== 'SUBGRAPH_UNAVAILABLE') return true;
    const isNew = !told.has(extensions['serviceName']);
    told.add(extensions['serviceName']);
    return isNew;
  });
}
