/** The one way that operations go: every query, mutation and event of a subscription is executed here. */
import { buildOperationContext, executeQueryPlan, type ServiceMap } from '@apollo/gateway';
import type { QueryPlan } from '@apollo/query-planner';
import type { DocumentNode, ExecutionResult, GraphQLError } from 'graphql';
import type { Logger } from '#lib/observe/log.ts';
import type { GatewayRequest } from '../request.ts';
import { checkVariables } from './check-variables.ts';
import { toGraphQLError } from './errors.ts';
import type { Supergraph } from './supergraph.ts';

export interface Operation {
  supergraph: Supergraph;
  document: DocumentNode;
  operationName: string | undefined;
  variables: Record<string, unknown>;
}

export interface ExecuteOptions {
  request: GatewayRequest;
  log: Logger;
  /** Given for an event of a subscription, whose plan differs; otherwise it is made from the operation. */
  plan?: QueryPlan;
  /** Sources besides those of the subgraphs. */
  sources?: ServiceMap;
}

type RequestContext = Parameters<typeof executeQueryPlan>[2];

/** Executes a valid operation. Its errors still carry what only we may see: they go out through `shapeError`. */
export async function execute(
  operation: Operation,
  { request, log, plan, sources }: ExecuteOptions,
): Promise<ExecutionResult<Record<string, unknown>>> {
  const { supergraph, document, operationName, variables } = operation;
  const context = buildOperationContext({
    schema: supergraph.schema,
    operationDocument: document,
    ...(operationName !== undefined && { operationName }),
  });
  const problems = checkVariables(supergraph.schema, document, context.operation, variables);
  if (problems.length > 0) return { errors: problems };
  let chosen = plan;
  try {
    chosen ??= await supergraph.plan(document, operationName);
  } catch (error) {
    return { errors: [toGraphQLError(error)] };
  }
  const { data, errors, extensions } = await executeQueryPlan(
    chosen,
    { ...supergraph.sources, ...sources },
    { request: { variables }, context: request, metrics: {}, logger: log } as unknown as RequestContext,
    context,
    supergraph.fullSchema,
    supergraph.apiSchema,
  );
  if (extensions) log.debug({ extensions, requestId: request.requestId }, 'incomplete objects left out');
  return { ...(data !== undefined && { data }), ...(errors && { errors: onePerOutage(errors) }) };
}

/** A plan may ask a subgraph several times; its outage is told once. */
function onePerOutage(errors: readonly GraphQLError[]): GraphQLError[] {
  const told = new Set<unknown>();
  return errors.filter(({ extensions }) => {
    if (extensions['code'] !== 'SUBGRAPH_UNAVAILABLE') return true;
    const isNew = !told.has(extensions['serviceName']);
    told.add(extensions['serviceName']);
    return isNew;
  });
}
