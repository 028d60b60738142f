/**
 * Executes operations by the plans of @apollo/query-planner: what a client asked is planned under names that collide
 * with nothing, and answered under the client's own.
 */
import type { PlanNode } from '@apollo/query-planner';
import {
  getOperationAST,
  GraphQLError,
  Kind,
  valueFromASTUntyped,
  visit,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { introspect, introspectionOf } from './introspect.ts';
import { normalize } from './normalize.ts';
import { createResponseNames, namesOf } from './response-names.ts';
import { runPlan, type Send } from './run-plan.ts';
import { compileShape, type Shape } from './shape.ts';

export interface ExecutorOptions {
  /** What clients see. */
  schema: GraphQLSchema;
  /** With what they do not see, as plans are made for it. */
  fullSchema: GraphQLSchema;
}

export interface Executor {
  /**
   * Gets one operation of a valid document ready; for the same document object it is made once.
   *
   * @throws GraphQLError when there is no operation of that name.
   */
  prepare: (document: DocumentNode, operationName: string | undefined) => PreparedOperation;
}

export interface RunInput {
  /** The plan of `document`. */
  plan: PlanNode | undefined;
  /** The client's variables; they are valid. */
  variables: Record<string, unknown>;
  send: Send;
}

export interface PreparedOperation {
  /** To be planned: one operation without a name, whose fields, variables and fragments have names that no client gives. */
  document: DocumentNode;
  /** The variables of `document`. */
  rename: (variables: Record<string, unknown>) => Record<string, unknown>;
  /**
   * Executes a plan.
   *
   * @returns The answer. Errors of subgraphs carry `extensions.serviceName`, and what `send` threw is among the errors.
   */
  run: (input: RunInput) => Promise<ExecutionResult<Record<string, unknown>>>;
}

/** Shapes of one operation that differ by their conditions. */
const maxShapes = 16;

export function createExecutor({ schema, fullSchema }: ExecutorOptions): Executor {
  const names = namesOf(fullSchema);
  const prepared = new WeakMap<DocumentNode, Map<string, PreparedOperation>>();

  const prepare = (document: DocumentNode, operationName: string | undefined): PreparedOperation => {
    const operation = getOperationAST(document, operationName);
    const type = operation && schema.getRootType(operation.operation);
    if (!operation || !type) throw new GraphQLError('There is no such operation in the document.');
    const fragments = new Map(
      document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION).map((node) => [node.name.value, node]),
    );
    const dataName = createResponseNames(names);
    const normalized = normalize({ operation, fragments, responseName: dataName });
    const introspection = introspectionOf(normalized);
    const conditions = conditionsOf(document);
    const [ownDefaults, defaults] = [defaultsOf(operation), defaultsOf(normalized.operation)];
    const shapes = new Map<string, Shape>();

    const shapeFor = (variables: Record<string, unknown>): Shape => {
      const isTrue = truth(variables, ownDefaults);
      const key = conditions.map((name) => (isTrue(name) ? '1' : '0')).join('');
      const known = shapes.get(key);
      if (known) return known;
      const shape = compileShape({ schema, fragments, isTrue, selectionSet: operation.selectionSet, type, dataName });
      if (shapes.size >= maxShapes) shapes.clear();
      shapes.set(key, shape);
      return shape;
    };

    return {
      document: normalized.document,
      rename: normalized.rename,
      run: async ({ plan, variables, send }) => {
        const renamed = normalized.rename(variables);
        const { data, errors, failures } = await runPlan({
          schema: fullSchema,
          node: plan,
          variables: renamed,
          isTrue: truth(renamed, defaults),
          send,
        });
        const told: GraphQLError[] = failures.map(asError);
        const shape = shapeFor(variables);
        if (introspection) {
          const known = introspect(schema, introspection, renamed);
          Object.assign(data, known.data);
          for (const { message, path } of known.errors ?? [])
            told.push(new GraphQLError(message, { path: path && shape.locate(data, path) }));
        }
        for (const { message, path, extensions, subgraph } of errors) {
          const at = path && shape.locate(data, path);
          told.push(new GraphQLError(message, { path: at, extensions: { ...extensions, serviceName: subgraph } }));
        }
        const answer = shape.complete(data);
        for (const { message, path } of answer.problems) told.push(new GraphQLError(message, { path }));
        return { ...(told.length > 0 && { errors: told }), data: answer.data };
      },
    };
  };

  return {
    prepare: (document, operationName) => {
      const known = prepared.get(document) ?? new Map<string, PreparedOperation>();
      prepared.set(document, known);
      const key = operationName ?? '';
      const operation = known.get(key) ?? prepare(document, operationName);
      known.set(key, operation);
      return operation;
    },
  };
}

/** The variables that conditions of a document depend on. */
function conditionsOf(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: ({ name, arguments: given = [] }) => {
      if (name.value !== 'skip' && name.value !== 'include') return;
      for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

function defaultsOf({ variableDefinitions = [] }: OperationDefinitionNode): ReadonlyMap<string, unknown> {
  return new Map(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)] as const] : [],
    ),
  );
}

function truth(variables: Record<string, unknown>, defaults: ReadonlyMap<string, unknown>): (name: string) => boolean {
  return (name) => {
    const given = Object.hasOwn(variables, name) ? variables[name] : undefined;
    return (given === undefined ? defaults.get(name) : given) === true;
  };
}

function asError(failure: unknown): GraphQLError {
  if (failure instanceof GraphQLError) return failure;
  const error = failure instanceof Error ? failure : new Error(String(failure));
  return new GraphQLError(error.message, { originalError: error });
}
