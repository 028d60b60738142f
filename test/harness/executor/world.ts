/**
 * The small supergraph that tests the executor, and graphql-js over the same data, whose answers are right by
 * definition.
 */
import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import type { PlanNode } from '@apollo/query-planner';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  execute,
  GraphQLError,
  parse,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  type GraphQLTypeResolver,
} from 'graphql';
import { createExecutor, type Executor } from '../../../gateway/executor/executor.ts';
import { createPlanMaker } from '../../../gateway/planning/mend/plan-maker.ts';
import { createModel, type Model, type ModelObject } from './model.ts';
import { required, subgraphSdls } from './schemas.ts';

export interface Question {
  document: DocumentNode;
  variables: Record<string, unknown>;
}

export interface ExecutorWorld {
  /** The schema of the public API. */
  schema: GraphQLSchema;
  /** Answers as the executor does, over the data of a seed. Subgraphs in `away` do not answer. */
  answer: (question: Question, seed: number, away?: ReadonlySet<string>) => Promise<ExecutionResult & { asked: Set<string> }>;
  /** Answers as graphql-js does, over the same data. */
  truth: (question: Question, seed: number) => Promise<ExecutionResult>;
}

/** A subgraph's object with the fields of its representation. */
type Referenced = ModelObject & { told?: Record<string, unknown> };

/** @throws Error when the subgraphs do not compose. */
export function createExecutorWorld(): ExecutorWorld {
  const composed = composeServices(
    Object.entries(subgraphSdls).map(([name, sdl]) => ({ name, typeDefs: parse(sdl), url: `http://${name}` })),
  );
  if (composed.errors) throw new Error(composed.errors.map(({ message }) => message).join('\n'));
  const supergraph = Supergraph.build(composed.supergraphSdl);
  const schema = supergraph.apiSchema().toGraphQLJSSchema();
  const makePlan = createPlanMaker(composed.supergraphSdl);
  const executor: Executor = createExecutor({ schema, fullSchema: supergraph.schema.toGraphQLJSSchema() });
  const subgraphs = new Map(Object.entries(subgraphSdls).map(([name, sdl]) => [name, buildSubgraph(sdl)]));

  return {
    schema,
    answer: async ({ document, variables }, seed, away) => {
      const model = createModel(seed);
      const asked = new Set<string>();
      const prepared = executor.prepare({ document, variables });
      const plan = makePlan(prepared.document);
      const result = await prepared.run({
        // The planner's thread sends plans as JSON.
        plan: plan.node && (JSON.parse(JSON.stringify(plan.node)) as PlanNode),
        variables,
        send: async ({ serviceName, operation }, sent) => {
          asked.add(serviceName);
          if (away?.has(serviceName)) throw new GraphQLError('away', { extensions: { code: 'AWAY', serviceName } });
          const [own, variableValues] = [subgraphs.get(serviceName), JSON.parse(JSON.stringify(sent)) as Record<string, unknown>];
          if (!own) throw new Error(`There is no ${serviceName}.`);
          const answered = await execute({ ...running(own, model), document: parse(operation), variableValues });
          return JSON.parse(JSON.stringify(answered)) as typeof answered & { data: Record<string, unknown> };
        },
      });
      return { ...result, asked };
    },
    truth: async ({ document, variables }, seed) =>
      await execute({ ...running(schema, createModel(seed)), document, variableValues: variables }),
  };
}

const typeResolver: GraphQLTypeResolver<ModelObject, unknown> = ({ __typename }) => __typename;

function running(schema: GraphQLSchema, model: Model): Pick<Parameters<typeof execute>[0], 'schema' | 'rootValue' | 'contextValue'> {
  const fieldResolver: GraphQLFieldResolver<Referenced | undefined, Model> = (source, args, _context, info) => {
    const object = source ?? { __typename: info.parentType.name, self: '' };
    checkTold(object, model, info.parentType.name, info.fieldName, schema);
    return model.read(object, { name: info.fieldName, args, type: info.returnType, schema });
  };
  return { schema, contextValue: model, ...{ fieldResolver, typeResolver } };
}

/** Checks that a representation carries the fields that this field requires, with their true values. */
function checkTold({ self, told }: Referenced, model: Model, type: string, field: string, schema: GraphQLSchema): void {
  for (const [name, { args, fields }] of Object.entries(required[`${type}.${field}`] ?? {})) {
    const parent = schema.getType(type);
    const declared = parent && 'getFields' in parent ? parent.getFields()[name] : undefined;
    if (!told || !declared) continue;
    const read = (object: ModelObject, key: string, keyArgs: Record<string, unknown>, of: typeof declared): unknown =>
      model.read(object, { name: key, args: keyArgs, type: of.type as never, schema });
    const expected = read({ __typename: type, self }, name, args, declared);
    const below = fields && schema.getType('Size');
    const shown =
      below && 'getFields' in below && expected !== null
        ? Object.fromEntries(fields.map((key) => [key, read(expected as ModelObject, key, {}, below.getFields()[key] as typeof declared)]))
        : expected;
    if (JSON.stringify(told[name]) !== JSON.stringify(shown))
      throw new Error(`${type}.${field} of ${self} was told ${name}: ${JSON.stringify(told[name])} for ${JSON.stringify(shown)}`);
  }
}

function buildSubgraph(sdl: string): GraphQLSchema {
  const types = [...sdl.matchAll(/type (\w+)[^{]*@key/g)].map(([, name]) => name ?? '');
  const resolveReference = (told: Record<string, unknown>, model: Model): Referenced | null => {
    const key = told['id'] ?? told['code'] ?? told['email'];
    const found = model.find(String(key));
    return found && { ...found, __typename: String(told['__typename']), told };
  };
  const resolvers = Object.fromEntries(types.map((name) => [name, { __resolveReference: resolveReference }]));
  const interfaces = [...sdl.matchAll(/interface (\w+)[^{]*@key/g)].map(([, name]) => name ?? '');
  for (const name of interfaces) {
    resolvers[name] = {
      __resolveReference: (told: Record<string, unknown>, model: Model) => {
        const found = model.find(String(told['id']));
        return found && { ...found, told };
      },
    };
  }
  return buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: resolvers });
}
