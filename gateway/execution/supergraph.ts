/** The composed schema that operations are checked against and planned for, replaced as a whole when its file changes. */
import { Supergraph as ComposedSchema } from '@apollo/federation-internals';
import type { ServiceMap } from '@apollo/gateway';
import { isScalarType, type GraphQLScalarLiteralParser, type GraphQLSchema } from 'graphql';
import { dateTimeScalar, emailAddressScalar, urlScalar } from '#lib/graphql/scalars.ts';
import { uploadScalar } from '#lib/uploads/upload.ts';
import { createExecutor, type Executor } from '../executor/executor.ts';
import type { Budgets } from '../cost/budgets.ts';
import { stateCosts } from '../cost/stated-costs.ts';
import type { Planner } from '../planning/planner.ts';
import { createPlans, type Plans } from '../planning/plans.ts';

/** One version of the supergraph. An operation keeps to the version that it began with, also when that was disposed of. */
export interface Supergraph extends Plans {
  sdl: string;
  /** The schema that clients see. */
  schema: GraphQLSchema;
  executor: Executor;
  subgraphs: readonly string[];
  sources: ServiceMap;
}

export interface BuildSupergraphOptions {
  sdl: string;
  /** Makes the data source of a subgraph; the address in the schema is `routingUrl`. */
  createSource: (name: string, routingUrl: string) => ServiceMap[string];
  budgets: Budgets;
  createPlanner: (sdl: string) => Planner;
}

/** @throws Error when the text is no supergraph. */
export function buildSupergraph({ sdl, createSource, budgets, createPlanner }: BuildSupergraphOptions): Supergraph {
  const composed = ComposedSchema.build(sdl, { validateSupergraph: true });
  const schema = composed.apiSchema().toGraphQLJSSchema();
  checkScalars(schema);
  stateCosts(schema, composed.schema);
  const metadata = composed.subgraphsMetadata();
  return {
    ...createPlans({ sdl, budgets, createPlanner }),
    sdl,
    schema,
    executor: createExecutor({ schema, fullSchema: composed.schema.toGraphQLJSSchema() }),
    subgraphs: metadata.map(({ name }) => name),
    sources: Object.fromEntries(metadata.map(({ name, url }) => [name, createSource(name, url)])),
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
