import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { defaultFieldResolver, type GraphQLSchema, isObjectType, parse } from 'graphql';
import { AppError } from '../core/errors.ts';
import { wrapAskedFields } from './asked-fields.ts';
import type { EventLog } from '../events/log.ts';
import { checkTexts } from './check-texts.ts';
import type { BaseContext, ResolverMap, Subgraph } from '../service/define-subgraph.ts';

const shared = readFileSync(new URL('../../schema/shared.graphql', import.meta.url), 'utf8');

/** The query of every publisher for other services: its log as JSON, for events that Redis has lost. */
const eventTypeDefs = /* GraphQL */ `
  extend type Query {
    _events(after: Float!, limit: Int!): String!
  }
`;

function eventResolvers(log: EventLog): ResolverMap {
  return {
    Query: {
      _events: async (_source: unknown, { after, limit }: { after: number; limit: number }) =>
        JSON.stringify(await log.read(after, Math.min(limit, 1_000))),
    },
  };
}

/**
 * The schema that a subgraph serves: its own, which is composed, and the queries of other services, which are not.
 */
export function buildServedSchema(definition: Subgraph<never>, eventLog: EventLog | null): GraphQLSchema {
  const { schema, resolvers, serviceTypeDefs, serviceResolvers } = definition;
  const modules = [{ typeDefs: parse(`${shared}\n${readFileSync(schema, 'utf8')}`), resolvers }];
  if (eventLog) modules.push({ typeDefs: parse(eventTypeDefs), resolvers: eventResolvers(eventLog) });
  if (serviceTypeDefs) modules.push({ typeDefs: parse(serviceTypeDefs), resolvers: serviceResolvers });
  const served = buildSubgraphSchema(modules);
  guardServiceFields(served);
  wrapAskedFields(served);
  checkTexts(served);
  return served;
}

/** Fields that begin with one underscore are for services: a client's request that comes by them is refused. */
function guardServiceFields(schema: GraphQLSchema): void {
  const roots = [schema.getQueryType(), schema.getMutationType()].filter((type) => isObjectType(type));
  for (const field of roots.flatMap((root) => Object.values(root.getFields()))) {
    if (!field.name.startsWith('_') || ['_entities', '_service'].includes(field.name)) continue;
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = (source, args, context: BaseContext<unknown>, info) => {
      if (context.identity.service === null) throw new AppError('FORBIDDEN', 'Only services may ask this.');
      return resolve(source, args, context, info);
    };
  }
}
