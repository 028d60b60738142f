/** The composed schema that operations are checked against and planned for, replaced as a whole when its file changes. */
import { createHash } from 'node:crypto';
import { operationFromDocument, Supergraph as ComposedSchema, type Schema } from '@apollo/federation-internals';
import type { ServiceMap } from '@apollo/gateway';
import { QueryPlanner, type QueryPlan } from '@apollo/query-planner';
import { isScalarType, type DocumentNode, type GraphQLScalarLiteralParser, type GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { dateTimeScalar, emailAddressScalar, urlScalar } from '#lib/graphql/scalars.ts';
import { uploadScalar } from '#lib/uploads/upload.ts';

/** One version of the supergraph. An operation keeps to the version that it began with. */
export interface Supergraph {
  sdl: string;
  /** What clients see. */
  schema: GraphQLSchema;
  apiSchema: Schema;
  /** With everything that is `@inaccessible`, and how it is spread over the subgraphs. */
  fullSchema: GraphQLSchema;
  subgraphs: readonly string[];
  sources: ServiceMap;
  /** Plans an operation; plans are kept by `key`, which names the document and the operation in it. */
  plan: (key: string, document: DocumentNode, operationName: string | undefined) => QueryPlan;
}

const keptPlans = 2_000;

/**
 * @param createSource - Makes the data source of a subgraph; the address in the schema is `routingUrl`.
 * @throws Error when the text is no supergraph.
 */
export function buildSupergraph(sdl: string, createSource: (name: string, routingUrl: string) => ServiceMap[string]): Supergraph {
  const composed = ComposedSchema.build(sdl, { validateSupergraph: true });
  const planner = new QueryPlanner(composed);
  const apiSchema = composed.apiSchema();
  const schema = apiSchema.toGraphQLJSSchema();
  checkScalars(schema);
  const metadata = composed.subgraphsMetadata();
  const plans = new LRUCache<string, QueryPlan>({ max: keptPlans });
  return {
    sdl,
    schema,
    apiSchema,
    fullSchema: composed.schema.toGraphQLJSSchema(),
    subgraphs: metadata.map(({ name }) => name),
    sources: Object.fromEntries(metadata.map(({ name, url }) => [name, createSource(name, url)])),
    plan: (key, document, operationName) => {
      const cached = plans.get(key);
      if (cached) return cached;
      const operation = operationFromDocument(apiSchema, document, {
        ...(operationName !== undefined && { operationName }),
        validate: false,
      });
      const plan = planner.buildQueryPlan(operation);
      plans.set(key, plan);
      return plan;
    },
  };
}

/** Lets the gateway refuse what is no address or moment, with the argument's name, before anything runs. */
function checkScalars(schema: GraphQLSchema): void {
  for (const scalar of [dateTimeScalar, emailAddressScalar, urlScalar, uploadScalar]) {
    const type = schema.getType(scalar.name);
    if (!isScalarType(type)) continue;
    const parseLiteral: GraphQLScalarLiteralParser<unknown> = (node, variables) => {
      try {
        return scalar.parseLiteral(node, variables);
      } catch (error) {
        // As a plain error: validation then adds where in the document it is.
        throw new Error(error instanceof Error ? error.message : String(error));
      }
    };
    Object.assign(type, { parseValue: scalar.parseValue, parseLiteral });
  }
}

/** The key of an operation for `plan`. */
export function planKey(document: string, operationName: string | undefined): string {
  return createHash('sha256')
    .update(`${operationName ?? ''}\n${document}`)
    .digest('base64url');
}
